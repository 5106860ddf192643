"""Table rows as text that can be read and said: each cell behind its heads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from report_assistant.types import Cell, Evidence, Figure

_EMPHASIS = " *"  # what stands around a cell of a Markdown table that is set in bold


@dataclass(frozen=True, slots=True)
class Readable:
    """A sentence as it is read.

    Attributes:
        text: the sentence itself, or "Belgium, Exports: 58%." for each cell of a table row that has heads.
        places: where stretches of the document stand in `text`: (start, end, start in text), end included;
            those of a row are its cells.
    """

    text: str
    places: tuple[tuple[int, int, int], ...]

    def place(self, position: int) -> int | None:
        """Return where a position of the document stands in the text, or None if it is left out."""
        for start, end, at in self.places:
            if start <= position <= end:
                return at + position - start
        return None

    def line(self, position: int) -> tuple[int, int]:
        """Return the [start, end) of what is said of the cell that a position of the text lies in."""
        ends = [at + end - start + 1 for start, end, at in self.places]
        number = next((n for n, end in enumerate(ends) if position < end), len(ends) - 1)
        return (ends[number - 1] + 1 if number else 0), ends[number]


@lru_cache(maxsize=4096)
def readable(item: Evidence) -> Readable:
    """Return a sentence as it is read; of a table row, the cells that have a head."""
    as_it_is = Readable(item.text, ((item.start, item.end, 0),))
    text, places = "", []
    for cell in item.cells:
        written = item.text[cell.start - item.start : cell.end - item.start]
        if written.strip() in ("", cell.row_head) or not heads(cell):
            continue
        bare = written.strip(_EMPHASIS)
        start = cell.start + len(written) - len(written.lstrip(_EMPHASIS))
        text += f"{heads(cell)}: "
        places.append((start, start + len(bare), len(text)))
        text += f"{bare}. "
    return Readable(text.strip(), tuple(places)) if places else as_it_is


def cell_of(item: Evidence, figure: Figure) -> Cell | None:
    """Return the cell of a table row that holds a figure, or None outside tables."""
    return next((cell for cell in item.cells if cell.start <= figure.start < cell.end), None)


def row_kind(item: Evidence) -> str:
    """Return what the rows of a table are, by the head over their names ("District"), or "" without one."""
    if not item.cells:
        return ""
    first = item.cells[0]
    written = item.text[first.start - item.start : first.end - item.start].strip()
    return first.column_head.replace("*", "") if written == first.row_head else ""


def heads(cell: Cell) -> str:
    """Return the heads of a cell as words ("Belgium, Exports")."""
    named = (head.replace("*", "") for head in (cell.row, cell.column_head))
    return ", ".join(head for head in named if head)
