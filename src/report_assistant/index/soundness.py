"""Remember of which state of an SQLite file it is known that it is in order."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

_log = logging.getLogger(__name__)


class Soundness:
    """Note the state of a database file that SQLite found, or left, in order.

    A check reads the whole file, so it is made only where something else than a sync that ended well has
    touched the file since. What is written ahead (`-wal`) has check sums of its own and needs none.
    """

    def __init__(self, path: Path) -> None:
        """Describe where the note is.

        Args:
            path: of the database; the note lies beside it.
        """
        self._path = path
        self._note = path.with_name(path.name + "-sound")

    def is_known(self) -> bool:
        """Tell whether the file is as it was when it was last in order."""
        try:
            return self._note.read_text(encoding="utf-8") == self._state()
        except (OSError, ValueError):
            return False

    def note(self, connection: sqlite3.Connection) -> None:
        """Bring the file up to date and note that it is in order.

        Where somebody still reads what was written ahead, nothing is noted: the next check reads the file.

        Args:
            connection: to the file, in no transaction.

        Raises:
            sqlite3.Error: the file cannot be written.
            OSError: the note cannot be written.
        """
        # Passive: a reader is not waited for.
        _, written_ahead, moved = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if written_ahead == moved and not self.is_known():
            self._note.write_text(self._state(), encoding="utf-8")

    def doubt(self) -> None:
        """Forget it: something that was read is damaged."""
        try:
            self._note.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("The note %s cannot be removed: %s", self._note, error)

    def _state(self) -> str:
        status = self._path.stat()
        return f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
