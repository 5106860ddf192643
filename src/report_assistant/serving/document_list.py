"""The list of documents: what is indexed, what waits, and what could not be read and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlencode

from report_assistant.answering.wording import written_number
from report_assistant.reading.loader import find_documents
from report_assistant.serving.document_links import viewer_path
from report_assistant.serving.labels import say
from report_assistant.serving.markup import escaped, note
from report_assistant.types import Failure, Source

ROWS = 200
"""Documents that are shown at once; more are found by the filter."""

FILTERED = 10
"""Documents from which on the filter is offered."""

_HEADS = ("document", "pages", "sentences", "figures", "language", "size", "state")
_NONE = "–"


class State(StrEnum):
    """How a document stands; the values are keys of labels."""

    READY = "state_ready"
    KEPT = "state_kept"
    FAILED = "state_failed"
    WAITING = "state_waiting"
    LEAVING = "state_leaving"


@dataclass(frozen=True, slots=True)
class Row:
    """A document of the list.

    Attributes:
        source: relative to the documents folder, or the address of a web page.
        state: how it stands.
        indexed: what the index holds of it, or None.
        size: of its file in bytes, or None where it has none.
        reason: why it could not be read, or "".
    """

    source: str
    state: State
    indexed: Source | None = None
    size: int | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        """What the document calls itself, or the name of its file."""
        return self.indexed.title if self.indexed else self.source


def rows(root: Path, sources: Iterable[Source], failed: Iterable[Failure]) -> list[Row]:
    """Return what is in the folder and in the index, by source; what failed comes first.

    Args:
        root: the documents folder.
        sources: what is indexed.
        failed: what could not be read.
    """
    sizes = {path.relative_to(root).as_posix(): _size(path) for path in find_documents(root)}
    indexed = {source.source: source for source in sources}
    reasons = {one.source: one.reason.removeprefix(f"{root / one.source}: ") for one in failed}
    found: list[Row] = []
    for source in sorted(sizes.keys() | indexed.keys() | reasons.keys()):
        known, there = indexed.get(source), source in sizes or "://" in source
        if source in reasons:
            state = State.KEPT if known else State.FAILED
        elif known:
            state = State.READY if there else State.LEAVING
        else:
            state = State.WAITING
        found.append(Row(source, state, known, sizes.get(source), reasons.get(source, "")))
    return sorted(found, key=lambda row: not row.reason)


def matching(found: Sequence[Row], words: str) -> list[Row]:
    """Return the documents in whose title, source or publisher all words occur."""
    sought = words.casefold().split()
    return [row for row in found if all(word in _said(row) for word in sought)]


def table(
    found: Sequence[Row], language: str = "en", *, may_change: bool = False, collection: str = ""
) -> str:
    """Return documents as an HTML table.

    Args:
        found: the documents.
        language: ISO 639-1 code of the labels.
        may_change: whether each has a button that deletes it.
        collection: name of the folder that they are in, or "".
    """
    if not found:
        return note(say("no_documents_shown", language))
    heads = "".join(f'<th scope="col">{say(key, language)}</th>' for key in _HEADS)
    if may_change:
        heads += f'<th scope="col"><span class="ra-unseen">{say("delete", language)}</span></th>'
    body = "".join(_row(row, language, may_change, collection) for row in found[:ROWS])
    key = "documents_cut" if len(found) > ROWS else "documents_shown"
    count = note(say(key, language, count=len(found), rows=ROWS))
    return f'{count}<table class="ra-list"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _row(row: Row, language: str, may_change: bool, collection: str) -> str:
    known = row.indexed
    title = escaped(row.title)
    if known:
        address = escaped(f"{viewer_path(collection)}?{urlencode({'source': row.source})}")
        title = f'<a href="{address}" target="_blank" rel="noopener">{title}</a>'
    about = [row.source, known.publisher or "" if known else "", known.published or "" if known else ""]
    cells = [
        ("pages", _count(known.pages if known else None, language)),
        ("sentences", _count(known.sentences if known else None, language)),
        ("figures", _count(known.figures if known else None, language)),
        ("language", language_name(known.language, language) if known else _NONE),
        ("size", written_size(row.size, language) if row.size is not None else _NONE),
    ]
    told = "".join(f'<td data-head="{say(key, language)}">{escaped(value)}</td>' for key, value in cells)
    tone = {State.READY: "good", State.FAILED: "bad", State.KEPT: "bad"}.get(row.state, "busy")
    reason = f"<small>{escaped(row.reason)}</small>" if row.reason else ""
    state = f'<span class="ra-{tone}">{say(row.state.value, language)}</span>{reason}'
    deleting = _delete_button(row, language) if may_change else ""
    return (
        f'<tr><th scope="row">{title}<small>{escaped(" · ".join(filter(None, about)))}</small></th>{told}'
        f'<td class="ra-state" data-head="{say("state", language)}"><div>{state}</div></td>{deleting}</tr>'
    )


def _delete_button(row: Row, language: str) -> str:
    if row.size is None:
        return "<td></td>"
    name = escaped(say("delete_named", language, name=row.title))
    return (
        f'<td><button type="button" class="ra-delete" data-delete="{escaped(row.source)}" '
        f'aria-label="{name}">{say("delete", language)}</button></td>'
    )


def written_size(size: int, language: str) -> str:
    """Return a number of bytes as people say it: in units of thousands (SI)."""
    if size < 1_000_000:
        return say("size_kb", language, count=max(1, round(size / 1000)))
    return say("size_mb", language, count=written_number(round(Decimal(size) / 1_000_000, 1), language))


def language_name(code: str, language: str) -> str:
    """Return the name of a language (ISO 639-1) in another one, or the code if it has none."""
    from babel import Locale

    return str(Locale.parse(language).languages.get(code, code))


def _count(number: int | None, language: str) -> str:
    return _NONE if number is None else say("count", language, count=number)


def _said(row: Row) -> str:
    publisher = row.indexed.publisher or "" if row.indexed else ""
    return f"{row.title} {row.source} {publisher}".casefold()


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:  # it has gone since the folder was listed
        return None
