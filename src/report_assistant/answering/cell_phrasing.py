"""Say a row or a cell of a table behind its heads."""

from __future__ import annotations

import re

from report_assistant.answering.claims import named_scales
from report_assistant.answering.fitting import kind_of
from report_assistant.answering.local_figures import local_figure, table_scale
from report_assistant.answering.rows import heads, readable
from report_assistant.answering.wording import wording
from report_assistant.reading.numbers import QuantityKind, find_quantities
from report_assistant.reading.tables import currency_of
from report_assistant.types import Cell, Document, DraftClaim, Evidence, Figure


def capital(text: str) -> str:
    """Write the first letter as a capital."""
    match = re.match(r"\W*", text)
    at = match.end() if match else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def as_sentence(text: str) -> str:
    """Start with a capital and end with a stop, or with the colon that stands there."""
    text = capital(text).rstrip(";,")
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


def phrase_row(evidence: Evidence, span: tuple[int, int] | None, language: str) -> str:
    """Say a table row with its heads, or only the cell in which a [start, end) of it as it is read lies.

    Each figure with the scale and currency that only the table names.

    Args:
        evidence: the row.
        span: [start, end) in it as it is read, or None.
        language: of its document.
    """
    row = readable(evidence)
    if row.text == evidence.text:  # no cell has a head
        return " ".join(row.text.split())
    if span is None:
        lines = (row.line(at) for *_, at in row.places)
        every = (_with_scale(evidence, row.text[start:end], start, language) for start, end in lines)
        return " ".join(" ".join(every).split())
    start, end = row.line(span[0])
    right = min(span[1], end)
    right -= row.text.endswith(".", start, right)
    right += row.text.startswith("%", right)
    left = max(row.text.rfind(" ", start, span[0] + 1) + 1, start)  # with the sign before it: "$30"
    said = f"{row.text[start:left]}**{row.text[left:right]}**{row.text[right:end]}"
    return as_sentence(" ".join(_with_scale(evidence, said, start, language).split()))


def _with_scale(evidence: Evidence, said: str, at: int, language: str) -> str:
    """Return what is said of the cell whose line starts at a position of a readable row, with its scale."""
    row = readable(evidence)
    cell = next(((start, end) for start, end, place in row.places if place >= at), None)
    figure = next((one for one in evidence.figures if cell and cell[0] <= one.start < cell[1]), None)
    scale = _scale(figure, said, language) if figure is not None else ""
    return f"{said.rstrip().removesuffix('.')}{scale}."


def phrase_cell(
    cell: Cell, figure: Figure, evidence: Evidence, document: Document, language: str
) -> DraftClaim:
    """Say a figure of a table behind its heads: "Belgium, Exports: **58%**."; a foreign one first as ours."""
    written = document.text[cell.start : cell.end]
    left, right = figure.start - cell.start, figure.end - cell.start
    number = written[left:right]
    if figure.unit == "%" and not re.search(r"%|[^\W\d_]", written):
        number += wording(document.language).percent  # only its head says so
    # What a Markdown table has in bold itself would end ours.
    before, after = (part.replace("*", "") for part in (written[:left], written[right:]))
    scale = _scale(figure, heads(cell), document.language)
    if language == document.language:
        said = f"{heads(cell)}: {before}**{number}**{after}{scale}"
        return DraftClaim(as_sentence(" ".join(said.split())), (evidence,))
    said = as_sentence(" ".join(f"{heads(cell)}: {before}{number}{after}{scale}".split()))
    local = f"**{local_figure(figure, document.language, language)}**"
    return DraftClaim(said, (evidence,), opening=f"{local}. {wording(language).source_words} ")


def _scale(figure: Figure, said: str, language: str) -> str:
    """Return scale and currency of a cell's figure in parentheses, if the table names them but no head."""
    written = find_quantities(figure.text, language)
    if len(written) != 1:
        return ""
    said_so = (
        written[0].unit or currency_of(said, language) or kind_of(figure, language) is not QuantityKind.MONEY
    )
    unit = "" if said_so else figure.unit
    words = ""
    scale = table_scale(figure, language)
    if scale != 1 and not named_scales(said, language):
        words = wording(language).scales.get(int(scale), "")
    named = " ".join(filter(None, (words, unit)))
    return f" ({named})" if named else ""
