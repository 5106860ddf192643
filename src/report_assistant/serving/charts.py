"""Draw the comparable shares of an answer as bars, each leading to its sentence.

The bars are a table: what a screen reader reads is what is drawn, and each row is a link that works without
a script. Gradio's plots draw on a canvas whose bars can be neither reached by keyboard nor read out.
"""

from __future__ import annotations

from dataclasses import dataclass

from report_assistant.serving.labels import say
from report_assistant.serving.library import Library
from report_assistant.serving.markup import escaped, evidence_id
from report_assistant.types import Answer, Citation, Figure

FEWEST = 2
"""Shares that make a chart."""

_LABEL_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of an answer, and the citation that says it."""

    citation: Citation
    figure: Figure


def comparable(answer: Answer, library: Library) -> list[Bar]:
    """Return the shares of the claims that an answer makes, in its order, if they can stand side by side.

    Joint figures are no shares of one thing, and a range or a bound has no length: they are left out.
    """
    bars: dict[tuple[str, int], Bar] = {}
    for claim in answer.claims:
        for citation, figure in library.figures_of(claim, answer.citations):
            single = not figure.members and not figure.qualifier and 0 <= figure.value <= 100
            if figure.unit == "%" and single:
                bars.setdefault((figure.source, figure.start), Bar(citation, figure))
    return list(bars.values()) if len(bars) >= FEWEST else []


def chart(answer: Answer, number: str, library: Library, language: str = "en") -> str:
    """Return the chart of an answer, folded, as HTML; "" if it has no comparable shares.

    Args:
        answer: to draw.
        number: of its turn, as in the ids of its evidence.
        library: what its citations point into.
        language: ISO 639-1 code of the labels.
    """
    bars = comparable(answer, library)
    if not bars:
        return ""
    groups = list(dict.fromkeys(_of(bar) for bar in bars))
    rows = "".join(_row(bar, number, groups.index(_of(bar)), len(groups) > 1) for bar in bars)
    first = "whom_when" if len(groups) > 1 else "says"
    heads = "".join(f'<th scope="col">{say(key, language)}</th>' for key in (first, "share"))
    return (
        f'<details class="ra-chart"><summary>{say("as_bars", language)}</summary>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _of(bar: Bar) -> str:
    """Return of whom and of when a bar is."""
    return " · ".join(filter(None, (bar.figure.population, bar.figure.period)))


def _row(bar: Bar, number: str, hue: int, compares: bool) -> str:
    """Return a row; where populations or times are compared they lead, else what is said of them does."""
    figure = bar.figure
    label = " ".join(figure.clause.split())
    if len(label) > _LABEL_CHARACTERS:
        label = f"{label[:_LABEL_CHARACTERS].rsplit(' ', 1)[0]} …"
    lead, rest = (_of(bar) or label, label) if compares else (label, _of(bar))
    target = evidence_id(number, bar.citation.number)
    return (
        f'<tr><th scope="row"><a href="#{target}">{escaped(lead)}</a><small>{escaped(rest)}</small></th>'
        f'<td><span class="ra-bar ra-hue-{hue % 3}"><span style="width:{float(figure.value):.1f}%"></span>'
        f'</span><span class="ra-bar-value">{escaped(figure.text)}</span></td></tr>'
    )
