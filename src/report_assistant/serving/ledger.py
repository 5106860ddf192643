"""What the figures tab shows of the ledger: filtering, rows, bars, and a figure in its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_assistant.serving import evidence
from report_assistant.serving.document_links import document_link
from report_assistant.serving.labels import say
from report_assistant.serving.markup import escaped, note
from report_assistant.types import Document, Figure, Origin

ORDERS = ("order_documents", "order_largest", "order_smallest")
"""Keys of the orders that figures can be shown in; the first is that of the ledger."""

HEADS = ("number", "figure", "says", "whom", "when")
"""Keys of the labels over the columns."""

BARS = 25
"""Bars that are drawn at most: more cannot be compared at a glance."""

_LABEL_CHARACTERS = 120

Numbered = tuple[int, Figure]
"""A figure with its number in the ledger, from 1."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which figures are shown; "" lets all through, `words` must all occur."""

    source: str = ""
    population: str = ""
    period: str = ""
    words: str = ""

    def lets_through(self, figure: Figure) -> bool:
        """Tell whether a figure is shown."""
        said = f"{figure.text} {figure.clause} {figure.population or ''}".casefold()
        return (
            self.source in ("", figure.source)
            and self.population in ("", figure.population)
            and self.period in ("", figure.period)
            and all(word in said for word in self.words.casefold().split())
        )


def matching(figures: Sequence[Figure], wanted: Filter) -> list[Numbered]:
    """Return the figures that a filter lets through, with their numbers in the ledger."""
    numbered = enumerate(figures, start=1)
    return [(number, figure) for number, figure in numbered if wanted.lets_through(figure)]


def ordered(figures: Sequence[Numbered], order: str) -> list[Numbered]:
    """Return figures in one of `ORDERS`; by value, those of the most frequent unit come first.

    Values of different units cannot be compared, so each unit is ordered by itself.
    """
    if order not in ORDERS[1:]:
        return list(figures)
    often = Counter(figure.unit for _, figure in figures)
    sign = -1 if order == "order_largest" else 1

    def rank(one: Numbered) -> tuple[int, str, Decimal]:
        return -often[one[1].unit], one[1].unit, sign * one[1].value

    return sorted(figures, key=rank)


def rows(figures: Sequence[Numbered]) -> list[list[str | int]]:
    """Return table rows under `HEADS`."""
    return [[number, one.text, one.clause, one.population or "", one.period or ""] for number, one in figures]


def of_row(figures: Sequence[Figure], row: Sequence[str | int]) -> Figure | None:
    """Return the figure that a table row shows, also where others came before it since, or None.

    Args:
        figures: the ledger as it is now.
        row: cells as `rows` made them from the ledger as it was.
    """
    number, *cells = row
    at = int(number) - 1
    present = rows(list(enumerate(figures, start=1)))
    if at < len(present) and present[at][1:] == cells:
        return figures[at]
    return next((one for one, shown in zip(figures, present, strict=True) if shown[1:] == cells), None)


def bars(figures: Sequence[Numbered], language: str = "en") -> str:
    """Draw the figures of the most frequent unit as bars from the largest down, in HTML.

    Figures of different units have no common scale, so one unit is drawn. Each bar is a button that carries
    its figure's source and start.
    """
    units = Counter(figure.unit for _, figure in figures if figure.unit and figure.value >= 0)
    if not units:
        return note(say("no_chart", language))
    unit = units.most_common(1)[0][0]
    comparable = [(number, figure) for number, figure in figures if figure.unit == unit and figure.value >= 0]
    largest_first = sorted(comparable, key=lambda one: one[1].value, reverse=True)[:BARS]
    # Shares are drawn against the whole, everything else against the largest.
    full = max(largest_first[0][1].value, 100 if unit == "%" else 0) or 1
    drawn = "".join(_bar(figure, float(figure.value / full)) for _, figure in largest_first)
    which = say("shares" if unit == "%" else "figures_in", language, unit=unit, count=len(comparable))
    if len(largest_first) < len(comparable):
        which = say("largest", language, figures=which, bars=BARS)
    return f'{note(which)}<div class="ra-bars" role="group" aria-label="{escaped(which)}">{drawn}</div>'


def sentence(figure: Figure, document: Document, language: str = "en", collection: str = "") -> str:
    """Show a figure in its sentence, with what the ledger knows of it, in HTML.

    Args:
        figure: a record of the ledger.
        document: that it stands in.
        language: ISO 639-1 code of the labels.
        collection: name of the folder that the document is in, or "".
    """
    facts = [
        ("whom", _with_origin(figure.population, figure.population_from, language)),
        ("when", _with_origin(figure.period, figure.period_from, language)),
        ("together", "; ".join(figure.members)),
    ]
    known = "".join(
        f"<div><dt>{say(key, language)}</dt><dd>{escaped(value)}</dd></div>" for key, value in facts if value
    )
    words = evidence.context(document, figure.sentence_start, figure.sentence_end, _marks(figure))
    start, end = figure.sentence_start, figure.sentence_end
    link = document_link(figure.source, start, end, document.text[start:end], language, collection)
    label = say("sentence", language)
    return (
        f'<section class="ra-evidence" aria-label="{label}"><h3>{escaped(figure.text)}</h3>'
        f'<article class="ra-card"><header><span>{escaped(document.title)}</span></header>{words}'
        f"<dl>{known}</dl><footer>{escaped(figure.source)}</footer>{link}</article></section>"
    )


def _with_origin(value: str | None, origin: Origin | None, language: str) -> str:
    return say(f"from_{origin.value}", language, value=value) if value and origin else value or ""


def _marks(figure: Figure) -> list[tuple[int, int]]:
    return [(min(figure.clause_start, figure.start), max(figure.clause_end, figure.end))]


def _bar(figure: Figure, share: float) -> str:
    label = figure.clause
    if len(label) > _LABEL_CHARACTERS:
        label = f"{label[:_LABEL_CHARACTERS].rsplit(' ', 1)[0]} …"
    of = ", ".join(filter(None, (figure.population, figure.period)))
    return (
        f'<button type="button" data-source="{escaped(figure.source)}" data-start="{figure.start}">'
        f'<span class="ra-bar-label">{escaped(label)}'
        f"<small>{escaped(of)}</small></span>"
        f'<span class="ra-bar"><span style="width:{share:.1%}"></span></span>'
        f'<span class="ra-bar-value">{escaped(figure.text)}</span></button>'
    )
