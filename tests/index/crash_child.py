"""Sync a folder and die, by SIGKILL, after the n-th step or at any moment; for a process of its own."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from hashed_index import open_hashed

from report_assistant.index import placing
from report_assistant.index import sync as sync_module
from report_assistant.index.store import Store
from report_assistant.index.vectors import Vectors

STORE_STEPS = (
    "begin",
    "keep_vectors",
    "stage",
    "publish",
    "touch",
    "leave_over",
    "cleared",
    "forget_vectors",
    "settle",
)
VECTOR_STEPS = ("add", "delete")


def sync_and_die(root: Path, index_dir: Path, fatal_step: int) -> None:
    """Die after the given number of calls that write."""
    steps = 0

    def counted(write):
        def call(*arguments):
            nonlocal steps
            result = write(*arguments)
            steps += 1
            if steps == fatal_step:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return call

    for owner, names in ((Store, STORE_STEPS), (Vectors, VECTOR_STEPS)):
        for name in names:
            setattr(owner, name, counted(getattr(owner, name)))
    sync_module.BATCH_CHUNKS = placing.BATCH_CHUNKS = 2
    with open_hashed(root, index_dir) as index:
        index.sync()


def sync_when_told(root: Path, index_dir: Path, told: Connection) -> None:
    """Say that everything is loaded, then sync in small batches."""
    sync_module.BATCH_CHUNKS = placing.BATCH_CHUNKS = 2
    with open_hashed(root, index_dir) as index:
        index.search("ships")
        told.send("ready")
        index.sync()
        told.send("done")
