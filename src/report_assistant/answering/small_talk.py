"""Greetings, thanks and farewells as people type them: misspelt, alone, or as a mere sign."""

from __future__ import annotations

from difflib import SequenceMatcher

from report_assistant.answering.senses import key, related
from report_assistant.reading.words import words

_GREETINGS = {
    "en": ("hello", "goodbye"),
    "fr": ("bonjour", "bonsoir", "salut", "coucou"),
    "nl": ("goedemorgen", "goedemiddag", "goedenavond", "goedendag", "hallo"),
    "de": ("hallo", "servus", "tschüss"),
}
_THANKS = {
    "en": ("thanks", "thank", "cheers", "okay", "ok", "ty", "tnx", "cool"),
    "fr": ("merci", "parfait", "génial"),
    "nl": ("bedankt", "dankjewel", "dankuwel"),
    "de": ("danke", "dankeschön"),
}
_SHORT = 3  # letters up to which a word has to be spelt right
_ALIKE = 0.85  # share of letters in common, from which a word is a misspelling of another


def misspelt(text: str) -> tuple[str, bool] | None:
    """Return the language of a turn that only greets or thanks, and whether it thanks; None for others.

    The rules of `cues` know the usual forms. Here a single word may be misspelt ("helo", "mercii") unless it
    is one that the lexicon knows ("salt"), and a turn without any letter or number ("👍") is thanks.
    """
    said = words(text, "en")
    if not said:
        return ("en", True) if text.strip(" ?!.,;:") else None
    if len(said) > 1:
        return None
    for thanks, known in ((False, _GREETINGS), (True, _THANKS)):
        for language, forms in known.items():
            if any(_is_alike(said[0], form) for form in forms):
                return language, thanks
    return None


def _is_alike(word: str, form: str) -> bool:
    if word == form:
        return True
    near = word[0] == form[0] and len(word) > _SHORT < len(form)
    return near and SequenceMatcher(None, word, form).ratio() >= _ALIKE and len(related(key(word))) == 1
