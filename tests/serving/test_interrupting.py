"""Work in a thread that a reader stops."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from report_assistant.assistant import ReportAssistant
from report_assistant.serving.check_tab import check_text
from report_assistant.serving.interrupting import interruptible
from report_assistant.serving.preparation import Preparation
from report_assistant.types import CheckReport


def run(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run in a thread of its own: Playwright has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, coroutine).result()


class Work:
    """A generator that waits before its first piece, and tells how far it is."""

    def __init__(self) -> None:
        self.begun, self.go_on, self.closed = threading.Event(), threading.Event(), threading.Event()

    def pieces(self) -> Generator[int]:
        try:
            self.begun.set()
            self.go_on.wait()
            yield 1
            yield 2
        finally:
            self.closed.set()


def test_all_pieces_come_in_order() -> None:
    async def check() -> None:
        assert [piece async for piece in interruptible(one for one in (1, 0, None, 2))] == [1, 0, None, 2]

    run(check())


def test_an_error_reaches_the_reader() -> None:
    def failing() -> Generator[int]:
        yield 1
        raise ValueError("broken")

    async def check() -> None:
        pieces = interruptible(failing())
        assert await anext(pieces) == 1
        with pytest.raises(ValueError, match="broken"):
            await anext(pieces)

    run(check())


def test_a_stop_does_not_wait_for_the_piece_in_the_making_and_closes_the_work_after_it() -> None:
    work = Work()

    async def check() -> None:
        pieces = interruptible(work.pieces())
        task = asyncio.ensure_future(anext(pieces))
        await asyncio.to_thread(work.begun.wait)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await pieces.aclose()
        assert not work.closed.is_set()
        work.go_on.set()
        assert await asyncio.to_thread(work.closed.wait, 60)

    run(check())


def test_work_that_is_not_wanted_any_more_is_closed() -> None:
    work = Work()
    work.go_on.set()

    async def check() -> None:
        pieces = interruptible(work.pieces())
        assert await anext(pieces) == 1
        await pieces.aclose()
        assert await asyncio.to_thread(work.closed.wait, 60)

    run(check())


def test_a_check_that_is_closed_ends_before_its_last_claim() -> None:
    class Endless(ReportAssistant):
        def __init__(self) -> None:
            pass

        def check(
            self, *_: object, progress: Callable[[int, int], None] | None = None, **__: object
        ) -> CheckReport:
            assert progress
            while True:
                progress(3, 9)

    preparation = Preparation(lambda _: Endless())
    preparation.start()
    preparation.assistant()
    checking = check_text(preparation, "61% feel more pressure.")
    assert any("3 of 9" in shown for shown, *_ in checking)
    checking.close()
