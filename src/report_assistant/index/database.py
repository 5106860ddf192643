"""The SQLite file of the index: opening, schema, and connections for many threads."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from report_assistant.errors import IndexingError
from report_assistant.index.obstacles import obstacle
from report_assistant.index.schema import SCHEMA, SCHEMA_VERSION
from report_assistant.index.soundness import Soundness

_BUSY_SECONDS = 60.0
_log = logging.getLogger(__name__)


class Database:
    """Lend connections to an SQLite file in write-ahead mode: readers see whole transactions, and never wait.

    A file that is damaged or of another schema version is made anew: everything in it can be read again.
    """

    def __init__(self, path: Path, lock: AbstractContextManager[object]) -> None:
        """Open or make the file.

        Args:
            path: of the file; its folder exists.
            lock: held while the file is made, so that two processes do not make it at once.

        Raises:
            IndexingError: the file cannot be written.
        """
        self.path = path
        self._soundness = Soundness(path)
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        try:
            if not self._is_usable():
                with lock:
                    if not self._is_usable():
                        self.make_anew()
        except (sqlite3.Error, OSError) as error:
            raise self._failure(error) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection whose queries all see the same state.

        Raises:
            IndexingError: the file is damaged or gone.
        """
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection whose changes all happen, or none.

        Raises:
            IndexingError: the file is damaged, or the disk is full.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def is_sound(self) -> bool:
        """Tell whether SQLite finds its file in order; one that nobody touched since it did is not read."""
        if self._soundness.is_known():
            return True
        try:
            with self.reading() as connection:
                finding = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except IndexingError as error:
            finding = str(error.__cause__)
        if finding != "ok":
            _log.warning("The index %s is damaged: %s", self.path, finding)
        return finding == "ok"

    def note_sound(self) -> None:
        """Note that all was written well, so that the next check need not read the file.

        Raises:
            IndexingError: the file cannot be written.
        """
        connection = self._borrow()
        try:
            self._soundness.note(connection)
        except (sqlite3.Error, OSError) as error:
            connection.close()
            raise self._failure(error) from error
        self._give_back(connection)

    def make_anew(self) -> None:
        """Replace the file by an empty index."""
        self._close_idle()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        connection = self._connect()
        try:
            version = f"PRAGMA user_version = {SCHEMA_VERSION};"
            # Revisions go on from file to file: what is in memory of a former one is never taken for it.
            state = f"INSERT INTO state VALUES ({time.time_ns()}, NULL, NULL);"  # noqa: S608 - a number
            connection.executescript("BEGIN IMMEDIATE;" + SCHEMA + state + version + "COMMIT;")
        finally:
            connection.close()

    def close(self) -> None:
        """Close all connections; later use raises IndexingError."""
        self._closed = True
        self._close_idle()

    def _is_usable(self) -> bool:
        """Tell whether the file is there and holds an index of this form."""
        if not self.path.exists():
            return False
        try:
            connection = self._connect()
            try:
                version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            finally:
                connection.close()
        except sqlite3.OperationalError:
            raise  # the disk or the rights, not the file
        except sqlite3.DatabaseError as error:
            _log.warning("The index %s is damaged (%s): it is made anew.", self.path, error)
            return False
        if version != SCHEMA_VERSION:
            _log.warning("The index %s is of another version of this program: it is made anew.", self.path)
        return version == SCHEMA_VERSION

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        connection = self._borrow()
        try:
            try:
                connection.execute(begin)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            connection.close()
            if not isinstance(error, sqlite3.OperationalError):  # those are the disk or the rights
                self._soundness.doubt()
            raise self._failure(error) from error
        except BaseException:
            self._give_back(connection)
            raise
        self._give_back(connection)

    def _borrow(self) -> sqlite3.Connection:
        if self._closed:
            raise IndexingError(f"The index {self.path} has been closed. Open it again.")
        with self._lock:
            if self._idle:
                return self._idle.pop()
        try:
            return self._connect()
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # Loses at most the last transactions at a power cut; sync() repeats them.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _close_idle(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _failure(self, error: Exception) -> IndexingError:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return IndexingError(
                f"The index {self.path} is being written by another program. Wait for it, or end it."
            )
        if isinstance(error, sqlite3.OperationalError | OSError) and (why := obstacle(self.path.parent)):
            return IndexingError(why)
        return IndexingError(
            f"The index {self.path} cannot be used: {error}. Index again: what is damaged is made anew. If "
            "that does not help, delete the folder: it is made again from the documents."
        )
