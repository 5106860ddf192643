"""Write a figure of a source in another language the way the reader's language writes it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from report_assistant.answering.wording import wording, written_number
from report_assistant.reading.number_lexicon import LANGUAGES, number_lexicon
from report_assistant.reading.numbers import find_quantities
from report_assistant.types import Figure

_LONG_NUMBER = re.compile(r"\d{4}")


def local_figure(figure: Figure, source_language: str, language: str) -> str:
    """Write a figure with its bound and its sign, without the noun that it counts: "plus de 66 %", "3.700".

    Args:
        figure: the record.
        source_language: ISO 639-1 code of its document, in which its bound is written.
        language: ISO 639-1 code of the reader.
    """
    frame = wording(language)
    number = written_number(figure.value, language)
    if _LONG_NUMBER.search(figure.text):
        # Years, and what else the source does not group.
        number = number.replace(frame.thousands_mark, "")
    if figure.unit == "%":
        number += frame.percent
    elif figure.unit == "pp":
        number += f"\u00a0{frame.points}"
    elif figure.unit in _currencies():
        number = _money(figure, language)
    bound = _bound(figure.qualifier, source_language)
    return f"{frame.bounds[bound]} {number}" if bound else number


def table_scale(figure: Figure, language: str) -> Decimal:
    """Return by what a figure is more than it is written, as the head of its table says: 1,000,000; else 1.

    Args:
        figure: the record.
        language: ISO 639-1 code of its document.
    """
    written = find_quantities(figure.text, language)
    told = len(written) == 1 and written[0].value
    return figure.value / written[0].value if told else Decimal(1)


def _bound(qualifier: str, language: str) -> str:
    """Return what a qualifier means, such as "above", or "" if there is none or it is not known."""
    if not qualifier or language not in LANGUAGES:
        return ""
    lexicon = number_lexicon(language)
    phrase = " ".join(qualifier.lower().split())
    return lexicon.bounds.get(phrase) or lexicon.bounds_after.get(phrase, "")


def _money(figure: Figure, language: str) -> str:
    """Write an amount as CLDR does, with all its own decimals: the currency's would round it."""
    from babel import Locale
    from babel.numbers import format_currency

    digits = max(0, -int(figure.value.normalize().as_tuple().exponent))
    decimals = f".{'0' * digits}" if digits else ""
    pattern = Locale(language).currency_formats["standard"].pattern.replace("0.00", f"0{decimals}")
    return format_currency(figure.value, figure.unit, pattern, locale=language, currency_digits=False)


@cache
def _currencies() -> frozenset[str]:
    """Return the ISO 4217 codes."""
    from babel.numbers import list_currencies

    return frozenset(list_currencies())
