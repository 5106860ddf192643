"""Tell the language of a text, offline, by py3langid's character model."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Mapping
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
_WORD_ODDS, _LEAST_PRIOR = (
    2.0,
    1e-3,
)  # log-odds of a function word; names deceive the model, so none is ruled out
_END_OF_LATIN = "\u0250"
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b|\b\w&\w\b")  # "AI", "r&d"
_LETTER = re.compile(r"[^\W\d_]")
_log = logging.getLogger(__name__)


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


def query_language(text: str, forms: Mapping[str, int] | None = None) -> str | None:
    """Return the language, of those with function words, that a query is in, or None where nothing tells.

    Queries are too short for the character model alone: its probabilities are the prior, and each function
    word multiplies the odds of its languages. Where these speak for English as much as for
    another language, or for none, the model has to be sure.

    Args:
        text: a question, or any other short text.
        forms: function words that the form of a question is worth, by language.
    """
    if not _LETTER.search(text):
        return None
    # French elisions carry no letters of the other languages, and "AI" is no auxiliary verb.
    spoken = words(text if text.isupper() else _ACRONYM.sub(" ", text), "fr")
    counts = {
        language: sum(word in closed for word in spoken) + (forms or {}).get(language, 0)
        for language, closed in FUNCTION_WORDS.items()
    }
    try:
        ranked = dict(_identifier().rank(text.lower()[:_SAMPLE]))
    except OSError as error:  # the model is unpacked into a temporary file, and the disk may be full
        _log.warning("The language of a question is told by its small words alone: %s", error)
        ranked = {}
    whole = sum(float(ranked.get(language, 0.0)) for language in counts)
    priors = {language: float(ranked.get(language, 0.0)) / whole if whole else 0.25 for language in counts}
    odds = {
        language: _WORD_ODDS * count + math.log(max(priors[language], _LEAST_PRIOR))
        for language, count in counts.items()
    }
    best = max(odds, key=odds.__getitem__)
    leading = [language for language, count in counts.items() if count == max(counts.values())]
    told = leading == [best] or DEFAULT not in leading
    return best if told or priors[best] >= _MIN_CONFIDENCE else None
