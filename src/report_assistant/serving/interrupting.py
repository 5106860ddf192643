"""Let a reader stop work at once that runs in a thread."""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, Generator
from typing import TypeVar

Piece = TypeVar("Piece")


async def interruptible(pieces: Generator[Piece]) -> AsyncGenerator[Piece]:
    """Yield what a generator yields in worker threads.

    Whoever closes or cancels this does not wait for the piece that is in the making: the generator is closed
    as soon as that piece is there, and the piece is thrown away.
    """
    from anyio.to_thread import run_sync

    turn = threading.Lock()  # a generator that is at work cannot be closed

    def following() -> tuple[Piece] | None:
        with turn:
            for piece in pieces:
                return (piece,)
            return None

    def close() -> None:
        with turn:
            pieces.close()

    ended = False
    try:
        while following_piece := await run_sync(following, abandon_on_cancel=True):
            yield following_piece[0]
        ended = True
    finally:
        if not ended:
            threading.Thread(target=close, daemon=True).start()
