"""A documents folder that is changed step by step, and what an index over it must say."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

PARAGRAPHS = (
    "# Otters\n\nOf the otters, 44% sleep by day. Otters build no dams.\n",
    "# Ferries\n\nIn 2021 the ferries carried 3,700 people, 12% more than in 2020.\n",
    "# La musique\n\nParmi les élèves, 27 % apprennent le violon dans une école de musique.\n",
    "# Diesel\n\nThe remaining demand is met by diesel, which costs 1.2 million dollars a year.\n",
    "Most cranes are driven by women, and 62% of the dockers are older than fifty.\n",
    "Most cranes are driven by women, and 63% of the dockers are older than fifty.\n",
)
BROKEN = (b"", b" \n", b"\0" * 50)
NAMES = ("a.md", "b.md", "c.txt", "long name of a text.txt", "deep/a.md", "deep/er/b.txt", "other/a.md")
ENDINGS = (".md", ".MD", ".txt", ".markdown")


@dataclass
class FolderModel:
    """Files on disk, and what is remembered of them from sync to sync.

    Attributes:
        root: of the folder.
        files: content by name.
        good: the last content that could be read, by name, of the files that were there at the last sync.
        seen: content by name at the last sync.
    """

    root: Path
    files: dict[str, bytes] = field(default_factory=dict)
    good: dict[str, bytes] = field(default_factory=dict)
    seen: dict[str, bytes] = field(default_factory=dict)

    def is_free(self, name: str) -> bool:
        """Tell whether a file may get this name, also where case makes no difference."""
        folded = name.casefold()
        taken = [other.casefold() for other in self.files]
        return not any(
            folded == other or folded.startswith(other + "/") or other.startswith(folded + "/")
            for other in taken
        )

    def write(self, name: str, content: bytes, modified: int | None = None) -> None:
        """Write a file; `modified` sets its time, in seconds."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if modified is not None:
            os.utime(path, (modified, modified))
        self.files[name] = content

    def rename(self, name: str, new: str) -> None:
        """Give a file another name."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).rename(self.root / new)
        self.files[new] = self.files.pop(name)

    def delete(self, name: str) -> None:
        """Delete a file."""
        (self.root / name).unlink()
        del self.files[name]

    def synced(self) -> None:
        """Remember what the index has been told of."""
        readable = {name: content for name, content in self.files.items() if content not in BROKEN}
        kept = {name: content for name, content in self.good.items() if name in self.broken}
        self.good = kept | readable
        self.seen = dict(self.files)

    @property
    def broken(self) -> set[str]:
        """The names of the files that cannot be read."""
        return {name for name, content in self.files.items() if content in BROKEN}

    @property
    def indexed(self) -> dict[str, bytes]:
        """The files as the index must know them: where one is broken, its last good version."""
        return self.files | self.good

    def lay_out_as_indexed(self, folder: Path) -> None:
        """Write the files as the index must know them."""
        for name, content in self.indexed.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
