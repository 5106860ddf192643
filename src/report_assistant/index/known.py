"""The files as the last sync left them."""

from __future__ import annotations

from collections.abc import Collection, KeysView, Mapping, Sequence
from typing import Any

from report_assistant.index.records import Content, File, FileState, Identity

# Columns of a row, see `Store.files`: what was found of the file, why it cannot be read, its document.
_SIZE, _MODIFIED, _CHECKED, _HASH, _READER, _REASON, _DOCUMENT = 0, 1, 2, 3, 5, 6, 7


class KnownFiles:
    """Files by name. Most of them are only compared with what is found, so their rows stay as they are."""

    def __init__(self, rows: Mapping[str, Sequence[Any]]) -> None:
        self._rows = rows

    @property
    def names(self) -> KeysView[str]:
        """The names."""
        return self._rows.keys()

    def get(self, name: str) -> File | None:
        """Return what is known of a file."""
        row = self._rows.get(name)
        if row is None:
            return None
        state = FileState(row[_SIZE], row[_MODIFIED], row[_CHECKED], Content(*row[_HASH:_REASON]))
        *content, source = row[_DOCUMENT:]
        document = None if source is None else Identity(Content(*content), source)
        return File(state, row[_REASON], document)

    def is_as_read(self, name: str, size: int, modified_ns: int, reader: str, racy_ns: int) -> bool:
        """Tell whether a file is what its document was read from, by what the file system says of it.

        Args:
            name: of the file.
            size: that it has now, in bytes.
            modified_ns: time of its last change, in nanoseconds.
            reader: fingerprint of the code that reads.
            racy_ns: how long before its content was hashed it must have changed last, in nanoseconds.
        """
        row = self._rows.get(name)
        return (
            row is not None
            and row[_SIZE] == size
            and row[_MODIFIED] == modified_ns
            and row[_CHECKED] - modified_ns > racy_ns
            and row[_READER] == reader
            and row[_REASON] is None
            and row[_HASH:_REASON] == row[_DOCUMENT:-1]
        )

    def with_content(self, names: Collection[str], hashes: Collection[str]) -> list[str]:
        """Return those of these names whose content has one of these hashes."""
        return [name for name in names if self._rows[name][_HASH] in hashes]
