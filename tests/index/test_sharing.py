"""What is costly to load is loaded once, whoever asks and however many do so at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from report_assistant.index.sharing import shared

THREADS = 8


def test_threads_that_come_together_get_one_object():
    together = threading.Barrier(THREADS)
    loads: list[str] = []
    arrived = threading.Event()

    @shared
    def load(name: str) -> object:
        loads.append(name)
        arrived.wait(0.05)  # the others get to the door meanwhile
        return object()

    def ask() -> object:
        together.wait()
        return load("model")

    with ThreadPoolExecutor(THREADS) as pool:
        objects = {id(one.result()) for one in [pool.submit(ask) for _ in range(THREADS)]}
    assert len(objects) == 1
    assert loads == ["model"]
    assert load("other") is not load("model")


def test_a_failure_is_not_kept():
    tries: list[int] = []

    @shared
    def load() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("no such model")
        return "model"

    with pytest.raises(ValueError, match="no such model"):
        load()
    assert load() == "model"
