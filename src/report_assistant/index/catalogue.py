"""What the index holds, document by document, at one revision."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from report_assistant.errors import ConfigurationError
from report_assistant.index.records import SOURCE
from report_assistant.types import Source


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The documents of one revision.

    Attributes:
        sources: in alphabetical order of their main names.
        by_key: revision and description of each document, by the key of its row.
        keys: the key of the document for each name of a file.
        languages: of the documents.
    """

    sources: tuple[Source, ...]
    by_key: Mapping[int, tuple[int, Source]]
    keys: Mapping[str, int]
    languages: frozenset[str]

    @classmethod
    def read(cls, connection: sqlite3.Connection, former: Self | None) -> Self:
        """Read it; descriptions that the former one holds are taken from there."""
        names: dict[int, list[str]] = {}
        files = connection.execute("SELECT source, document FROM files WHERE document IS NOT NULL ORDER BY 1")
        keys = dict(files.fetchall())
        for name, key in keys.items():
            names.setdefault(key, []).append(name)
        known = {} if former is None else former.by_key
        by_key: dict[int, tuple[int, Source]] = {}
        for key, revision in connection.execute("SELECT key, revision FROM documents WHERE live = 1"):
            if key in known and known[key][0] == revision:
                by_key[key] = known[key]
            else:
                (record,) = connection.execute(
                    "SELECT record FROM documents WHERE key = ?", (key,)
                ).fetchone()
                described = SOURCE.validate_json(record)
                also = tuple(name for name in names.get(key, ()) if name != described.source)
                by_key[key] = (revision, replace(described, also=also))
        sources = sorted((source for _, source in by_key.values()), key=lambda one: one.source)
        languages = frozenset(source.language for source in sources)
        return cls(tuple(sources), by_key, keys, languages)

    def chosen(self, documents: Iterable[str]) -> dict[int, str]:
        """Return the keys of documents, each with the name that it was asked for by.

        Where several of its names are asked for it is its main name, or else the first.

        Raises:
            ConfigurationError: one of them is not in the index.
        """
        chosen: dict[int, str] = {}
        for name in documents:
            key = self.keys.get(name)
            if key is None:
                listed = ", ".join(source.source for source in self.sources[:10]) or "none"
                raise ConfigurationError(f"No document {name!r} in the index. Known documents: {listed}.")
            main = self.by_key[key][1].source
            chosen[key] = name if name == main else chosen.get(key, name)
        return chosen
