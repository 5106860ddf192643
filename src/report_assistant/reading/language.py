"""Tell the language of a text, offline, by py3langid's character model."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

DEFAULT = "en"
"""Language of a text that is too short or too mixed to tell."""

_LANGUAGES = (
    *(
        "en",
        "fr",
        "nl",
        "de",
        "es",
        "it",
        "pt",
        "ca",
        "da",
        "sv",
        "no",
        "is",
        "fi",
        "et",
        "lv",
        "lt",
        "pl",
        "cs",
    ),
    *(
        "sk",
        "hu",
        "ro",
        "bg",
        "el",
        "tr",
        "ru",
        "uk",
        "hr",
        "sl",
        "ga",
        "mt",
        "zh",
        "ja",
        "ko",
        "ar",
        "he",
        "hi",
    ),
)
_SAMPLE = 4_000  # characters that are looked at
_MIN_LETTERS = 60  # below this many letters the model mistakes names for languages
_MIN_CONFIDENCE = 0.8
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _identifier() -> Any:
    """Load the model once, restricted to languages that reports are written in."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, `en` where that cannot be told."""
    sample = " ".join(text[: 4 * _SAMPLE].split())[:_SAMPLE]
    if len(_LETTER.findall(sample)) < _MIN_LETTERS:
        return DEFAULT
    language, confidence = _identifier().classify(sample)
    return str(language) if confidence >= _MIN_CONFIDENCE else DEFAULT
