"""Who may change documents, and that two syncs never overlap."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from report_assistant.serving.access import Access, UploadGuard
from report_assistant.serving.following import Follower
from report_assistant.types import SyncReport


@pytest.mark.parametrize(
    ("access", "headers", "allowed"),
    [
        (Access(), {"host": "127.0.0.1:7860"}, True),
        (Access(), {"host": "localhost:7860", "origin": "http://localhost:7860"}, True),
        (Access("::1"), {"host": "[::1]:7860"}, True),
        (Access(), {"host": "127.0.0.1:7860", "origin": "http://evil.example"}, False),
        (Access(), {"host": "127.0.0.1:7860", "origin": "null"}, False),
        (Access(), {"host": "127.0.0.1:7860", "sec-fetch-site": "cross-site"}, False),
        (Access(), {"host": "127.0.0.1:7860", "sec-fetch-site": "same-origin"}, True),
        (Access(), {"host": "evil.example:7860", "origin": "http://evil.example:7860"}, False),
        (Access(), {"host": "127.0.0.1:7860", "x-forwarded-for": "192.0.2.7"}, False),
        (Access(), {"host": "[broken"}, False),
        (Access(), {}, False),
        (Access("0.0.0.0"), {"host": "127.0.0.1:7860"}, False),
        (Access("0.0.0.0", True), {"host": "reports.example"}, True),
        (Access("0.0.0.0", True), {"host": "reports.example", "origin": "http://evil.example"}, False),
    ],
)
def test_only_readers_at_this_computer_may_change_unless_all_may(
    access: Access, headers: dict[str, str], allowed: bool
) -> None:
    assert access.may_change(SimpleNamespace(headers=headers)) is allowed


def test_uploads_of_others_are_turned_away_before_they_are_received() -> None:
    def echo(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("received")

    guard = Middleware(UploadGuard, access=Access())
    app = Starlette(routes=[Route("/upload", echo, methods=["POST"])], middleware=[guard])
    files = {"files": ("a.md", b"text")}
    assert TestClient(app, base_url="http://reports.example").post("/upload", files=files).status_code == 403
    assert TestClient(app, base_url="http://127.0.0.1").post("/upload", files=files).text == "received"
    assert TestClient(app, base_url="http://reports.example").post("/upload", json={}).text == "received"


def test_requests_during_a_sync_are_done_by_one_more_after_it() -> None:
    running, most, runs = 0, 0, 0
    begun, go_on = threading.Event(), threading.Event()

    def sync() -> SyncReport:
        nonlocal running, most, runs
        running, runs = running + 1, runs + 1
        most = max(most, running)
        begun.set()
        assert go_on.wait(timeout=60)
        running -= 1
        return SyncReport(added=(str(runs),))

    follower = Follower(sync)
    first = follower.request()
    assert begun.wait(timeout=60)
    later = [follower.request() for _ in range(5)]
    go_on.set()
    assert first.result(timeout=60).added == ("1",)
    assert {one.result(timeout=60).added for one in later} == {("2",)}
    assert (most, runs) == (1, 2)


def test_a_sync_that_fails_is_told_and_the_next_one_is_done() -> None:
    outcomes: list[Exception | SyncReport] = [OSError("disk full"), SyncReport()]

    def sync() -> SyncReport:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    follower = Follower(sync)
    with pytest.raises(OSError, match="disk full"):
        follower.request().result(timeout=60)
    assert follower.request().result(timeout=60) == SyncReport()
