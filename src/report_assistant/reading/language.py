"""Tell the language of a text, offline, by py3langid's character model."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from report_assistant.reading.words import FUNCTION_WORDS, words

DEFAULT = "en"
"""Language of a text that is too short or too mixed to tell."""

_LATIN = "en fr nl de es it pt ca da sv no is fi et lv lt pl cs sk hu ro hr sl ga mt tr"
_OTHER_SCRIPTS = "bg el ru uk zh ja ko ar he hi"
_SAMPLE = 4_000  # characters that are looked at
_MIN_LETTERS = 60  # below this many letters the model mistakes names for languages
_MIN_CONFIDENCE = 0.8
_END_OF_LATIN = "\u0250"
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _identifier() -> Any:
    """Load the model once, restricted to languages that reports are written in."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*_LATIN.split(), *_OTHER_SCRIPTS.split()])
    return identifier


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, `en` where that cannot be told."""
    sample = " ".join(text[: 4 * _SAMPLE].split())[:_SAMPLE]
    letters = _LETTER.findall(sample)
    if len(letters) < _MIN_LETTERS:
        return DEFAULT
    language, confidence = _identifier().classify(sample)
    latin = sum(letter < _END_OF_LATIN for letter in letters) > len(letters) / 2
    if confidence < _MIN_CONFIDENCE or latin == (language in _OTHER_SCRIPTS.split()):
        return DEFAULT  # a name in another script weighs more with the model than the text around it
    return str(language)


def text_language(text: str) -> str:
    """Return the ISO 639-1 code of a text of any length: by its function words where it is short."""
    letters = _LETTER.findall(text[: 4 * _SAMPLE])
    return (query_language(text) or DEFAULT) if len(letters) < _MIN_LETTERS else detect_language(text)


def query_language(text: str) -> str | None:
    """Return the language, of those with function words, that a query is in, or None where they do not tell.

    Queries are too short for the character model.
    """
    spoken = words(text, "fr")  # French elisions carry no letters of the other languages
    counts = {language: sum(word in closed for word in spoken) for language, closed in FUNCTION_WORDS.items()}
    most = max(counts.values())
    leading = [language for language, count in counts.items() if count == most]
    return leading[0] if most and len(leading) == 1 else None
