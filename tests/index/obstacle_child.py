"""Open, search and sync an index where the system gets in the way; for a process of its own."""

from __future__ import annotations

import os
import resource
from pathlib import Path

from hashed_index import open_hashed

from report_assistant.errors import IndexingError

NOBODY = 65534


def limit_files(size: int) -> None:
    """Let no file grow larger than this, in bytes: the same error as a full disk, at a chosen moment."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def become_nobody(_: int) -> None:
    """Give up the rights of the superuser, who may write anywhere."""
    if os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def use(root: Path, index_dir: Path, obstruct, value: int, told) -> None:
    """Send what each use of the index led to: the number of things found, or the message of the error."""
    obstruct(value)
    try:
        with open_hashed(root, index_dir) as index:
            told.send(len(index.search("ships")))
            try:
                told.send(len(index.sync().added))
            except IndexingError as error:
                told.send(str(error))
            told.send(len(index.search("ships")))
    except IndexingError as error:
        told.send(str(error))
    told.close()


def hold_lock(path: Path, told) -> None:
    """Hold a lock until told otherwise."""
    from filelock import FileLock

    with FileLock(path):
        told.send("held")
        told.recv()
