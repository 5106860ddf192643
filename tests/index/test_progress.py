"""How fast a sync goes and how long it will take, by a clock of our own."""

from __future__ import annotations

from report_assistant.index.progress import SyncProgress, Tally


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_rate_and_time_left_follow_from_what_was_done() -> None:
    told: list[SyncProgress] = []
    clock = Clock()
    tally = Tally(told.append, clock)
    tally.expect({"a.md": 1000, "b.md": 3000})
    tally.reached("a.md")
    assert (told[-1].chunks_per_second, told[-1].seconds_left) == (None, None)
    tally.packed({"a.md": 10})
    tally.placed(["a.md"] * 10, 10)
    clock.now = 5.0
    tally.documents_done(1)
    tally.reached("b.md")
    assert (told[-1].documents_done, told[-1].documents_total, told[-1].chunks_embedded) == (1, 2, 10)
    assert told[-1].chunks_per_second == 2.0
    assert told[-1].seconds_left == 15.0


def test_a_document_that_cannot_be_read_is_no_longer_waited_for() -> None:
    told: list[SyncProgress] = []
    clock = Clock()
    tally = Tally(told.append, clock)
    tally.expect({"a.md": 1000, "b.md": 1000})
    tally.reached("a.md")
    tally.passed("a.md")
    clock.now = 4.0
    tally.reached("b.md")
    assert told[-1].documents_done == 1
    assert told[-1].seconds_left == 4.0
