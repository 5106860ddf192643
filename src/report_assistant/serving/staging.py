"""A hidden place inside the documents folder in which files wait until they are moved in whole."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import time
from pathlib import Path

STAGING = ".incoming"
"""Name of the place; readers and watchers pass over hidden folders. It is there only while a file waits."""

_STALE_SECONDS = 3600.0  # after which a file that nobody decided on is dropped


class Staging:
    """Keep files that are not documents yet, on the disk of the documents; locking is the caller's."""

    def __init__(self, root: Path) -> None:
        """Name the place.

        Args:
            root: the documents folder.
        """
        self._place = root / STAGING

    def copy(self, path: Path, name: str) -> Path:
        """Copy a file in under a name, written to disk; its folder's name tells it from all others.

        Raises:
            OSError: it cannot be copied.
        """
        if self._place.is_symlink():
            raise OSError(f"{STAGING} in the documents folder is a link; remove it")
        waiting = self._place / secrets.token_hex(8)
        waiting.mkdir(parents=True)
        staged = waiting / name
        try:
            with path.open("rb") as source, staged.open("xb") as copy:
                shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
        except OSError:
            self.drop(staged)
            raise
        return staged

    def drop(self, staged: Path) -> None:
        """Remove a file, if it is still there, and what stood around it."""
        staged.unlink(missing_ok=True)
        for folder in (staged.parent, self._place):
            with contextlib.suppress(OSError):  # others wait in it, or it has gone
                folder.rmdir()

    def drop_stale(self) -> None:
        """Remove files for which nobody has decided for long, also those of an earlier run."""
        with contextlib.suppress(FileNotFoundError):
            for waiting in list(self._place.iterdir()):
                if time.time() - waiting.stat().st_mtime > _STALE_SECONDS:
                    shutil.rmtree(waiting, ignore_errors=True)


def move(staged: Path, target: Path, *, over: bool) -> None:
    """Move a file to its place at once: who reads there sees the old file or the new one, never a part.

    Args:
        staged: the file.
        target: its place, on the same disk.
        over: whether it replaces what is there.

    Raises:
        FileExistsError: something is there, and it must not be replaced.
        OSError: it cannot be moved.
    """
    if over:
        staged.replace(target)
    else:
        try:
            target.hardlink_to(staged)
        except FileExistsError:
            raise
        except OSError:  # the file system has no hard links
            staged.rename(target)
    if os.name == "posix":  # the names of a folder are on disk only once it is written itself
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
