"""Take files into the documents folder and out of it: checked first, whole or not at all."""

from __future__ import annotations

import filecmp
import os
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from report_assistant.errors import DocumentError
from report_assistant.reading.decoding import MALFORMED, MAX_BYTES
from report_assistant.reading.loader import LIST_NAME, SUFFIXES, find_documents, is_passed_over, read_document
from report_assistant.serving.file_names import safe_name, same_name
from report_assistant.serving.staging import Staging, move

FILES_AT_ONCE = 100
"""Files that one upload may hold."""


class Fate(StrEnum):
    """What became of a file; the values are keys of labels."""

    ADDED = "fate_added"
    REPLACED = "fate_replaced"
    UNCHANGED = "fate_unchanged"
    WAITING = "fate_waiting"
    REFUSED = "fate_refused"
    DELETED = "fate_deleted"


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was uploaded or deleted.

    Attributes:
        source: where it is or would be, relative to the documents folder; its given name if it was refused.
        reason: why it was refused, or "".
        token: names a file that waits for a decision; "" for others.
    """

    fate: Fate
    source: str
    reason: str = ""
    token: str = ""


class Uploads:
    """Change the files of one documents folder; methods may be called from any thread."""

    def __init__(self, root: Path) -> None:
        """Take charge of a folder.

        Args:
            root: the documents folder.
        """
        self._root = root
        self._staging = Staging(root)
        self._lock = threading.Lock()
        self._waiting: dict[str, tuple[Path, Path]] = {}

    def folders(self) -> list[str]:
        """Return the folders inside the documents folder that files can be put into, hidden ones left out."""
        found: list[str] = []
        for folder, inside, _ in os.walk(self._root):
            inside[:] = sorted(name for name in inside if not is_passed_over(name))
            shown = [Path(folder, name) for name in inside if not Path(folder, name).is_symlink()]
            found += [path.relative_to(self._root).as_posix() for path in shown]
        return sorted(found)

    def receive(self, path: Path, name: str, folder: str = "") -> Received:
        """Take a file in, if it can be read and its name is free.

        A file of the same name stays until `replace` is called with the token that is returned.

        Args:
            path: of the file; it is left where it is.
            name: what its owner calls it.
            folder: one of `folders`, or "" for the documents folder itself.
        """
        name = safe_name(name)
        if reason := self._objection(path, name, folder):
            return Received(Fate.REFUSED, name, reason)
        try:
            with self._lock:
                self._staging.drop_stale()
                staged = self._staging.copy(path, name)
        except OSError as error:
            return Received(Fate.REFUSED, name, _said(error))
        if reason := _unreadable(staged):
            self._staging.drop(staged)
            return Received(Fate.REFUSED, name, reason)
        with self._lock:
            return self._settle(staged, self._root / folder / name)

    def waits(self, token: str) -> bool:
        """Tell whether there is a file that waits for a decision under a token."""
        return token in self._waiting

    def replace(self, token: str) -> Received:
        """Put a waiting file in the place of the one that has its name.

        Args:
            token: of a file that waits.
        """
        with self._lock:
            staged, target = self._waiting.pop(token, (None, None))
            if staged is None or target is None or not staged.exists():
                return Received(Fate.REFUSED, "", "This upload has expired: upload the file again.")
            try:
                return self._put(staged, target, Fate.REPLACED)
            finally:
                self._staging.drop(staged)

    def discard(self, token: str) -> None:
        """Drop a waiting file."""
        with self._lock:
            staged, _ = self._waiting.pop(token, (None, None))
            if staged is not None:
                self._staging.drop(staged)

    def delete(self, source: str) -> None:
        """Delete the file of a document; of a link only the link.

        Raises:
            DocumentError: there is no such document in the folder, or it cannot be deleted.
        """
        with self._lock:
            path = next(
                (one for one in find_documents(self._root) if _source(one, self._root) == source), None
            )
            if path is None:
                raise DocumentError(Path(source), "is no document of this folder; it may have gone already")
            try:
                path.unlink()
            except OSError as error:
                raise DocumentError(Path(source), f"cannot be deleted: {_said(error)}") from error

    def _objection(self, path: Path, name: str, folder: str) -> str:
        """Return why a file is not taken, as far as its name, size and place tell; "" if nothing does."""
        if Path(name).suffix.lower() not in SUFFIXES:
            return f"Files of this kind are not read. These are: {', '.join(sorted(SUFFIXES))}."
        if same_name(name, LIST_NAME):  # which pages are fetched is not for uploads to say
            return "This name is reserved for the list of web pages; edit it in the folder itself."
        if folder and folder not in self.folders():
            return f"There is no folder {folder!r} among the documents."
        size = path.stat().st_size
        if size > MAX_BYTES:
            return f"It has {size:,} bytes, {MAX_BYTES:,} are allowed: split it into smaller files."
        return ""

    def _settle(self, staged: Path, target: Path) -> Received:
        """Put a readable file in its place if that is free, or have it wait."""
        present = next((one for one in target.parent.iterdir() if same_name(one.name, target.name)), None)
        if present is None:
            try:
                return self._put(staged, target, Fate.ADDED)
            finally:
                self._staging.drop(staged)
        source = _source(present, self._root)
        if present.is_symlink() or not present.is_file():
            self._staging.drop(staged)
            return Received(Fate.REFUSED, source, "A folder or a link has this name; rename the file.")
        if filecmp.cmp(staged, present, shallow=False):
            self._staging.drop(staged)
            return Received(Fate.UNCHANGED, source)
        token = staged.parent.name
        self._waiting[token] = (staged, present)
        return Received(Fate.WAITING, source, token=token)

    def _put(self, staged: Path, target: Path, fate: Fate) -> Received:
        source = _source(target, self._root)
        if target.is_symlink():
            return Received(Fate.REFUSED, source, "A link has this name by now; rename the file.")
        try:
            move(staged, target, over=fate is Fate.REPLACED)
        except OSError as error:
            return Received(Fate.REFUSED, source, _said(error))
        return Received(fate, source)


def _unreadable(path: Path) -> str:
    """Return why a file cannot be read as a document, or ""."""
    try:
        read_document(path, path.parent)
    except DocumentError as error:
        return str(error).removeprefix(f"{error.path}: ")
    except MALFORMED as error:
        return f"it cannot be read ({str(error) or type(error).__name__})"
    return ""


def _source(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _said(error: OSError) -> str:
    return error.strerror or str(error)
