"""Ask the page's chat what a browser asks it, without a browser: 20 of these fit on a small machine.

A question is three requests to Gradio's queue, one after the other, as in the page: it is taken up, answered
piece by piece, and settled. The record of the thread goes along each time, as the browser keeps it.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import httpx
from gradio_client.utils import apply_diff

_SECONDS = 300.0  # that any request may take


@dataclass(frozen=True)
class Exchange:
    """A question that was answered.

    Attributes:
        messages: of the chat, as the page shows them.
        thread: the record, parsed.
        first: seconds from the question to the first shown claim, or to the whole answer if it cites nothing.
        last: seconds from the question to the end of the answer.
        settled: seconds from the question until the next one can be asked.
    """

    messages: list[dict[str, Any]]
    thread: dict[str, Any]
    first: float
    last: float
    settled: float


class PageClient:
    """One reader with one thread."""

    def __init__(self, address: str) -> None:
        """Read from the page which of its events are which."""
        self._http = httpx.Client(base_url=address, timeout=_SECONDS)
        self._session = secrets.token_hex(8)
        config = self._http.get("/config").json()
        (box,) = [one["id"] for one in config["components"] if one["props"].get("elem_id") == "question"]
        events = config["dependencies"]
        typed = _only(one for one in events if [box, "submit"] in one["targets"])
        run = _only(
            one
            for one in events
            if one["trigger_after"] == typed["id"]
            and one["trigger_only_on_success"]
            and one["types"]["generator"]
        )
        settle = _only(one for one in events if one["trigger_after"] == run["id"])
        self._typed, self._run, self._settle = typed["id"], run["id"], settle["id"]
        self._record = ""

    def ask(self, question: str) -> Exchange:
        """Ask a question in the thread of this reader."""
        asked = time.perf_counter()
        *_, (_, record, *_) = self._outputs(self._typed, [question, self._record])
        first = None
        grown = record
        for messages, grown, *_ in self._outputs(self._run, [record]):  # noqa: B007 - the last one counts
            if first is None and "#evidence-" in _text(messages[-1]):
                first = time.perf_counter() - asked
        last = time.perf_counter() - asked
        *_, (messages, self._record, *_) = self._outputs(self._settle, [grown])
        settled = time.perf_counter() - asked
        return Exchange(messages, json.loads(self._record), first or last, last, settled)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def _outputs(self, event: int, inputs: list[Any]) -> Iterator[list[Any]]:
        """Yield the outputs of an event as they grow."""
        body = {"data": inputs, "event_data": None, "fn_index": event, "session_hash": self._session}
        identifier = (
            self._http.post("/gradio_api/queue/join", json=body).raise_for_status().json()["event_id"]
        )
        shown: list[Any] = []
        query = {"session_hash": self._session}
        with self._http.stream("GET", "/gradio_api/queue/data", params=query) as stream:
            for line in stream.iter_lines():
                message = json.loads(line.removeprefix("data:")) if line else {}
                if message.get("event_id") != identifier:
                    continue
                if message["msg"] == "process_generating":
                    fresh = message["output"]["data"]
                    shown = [apply_diff(*both) for both in zip(shown, fresh, strict=True)] if shown else fresh
                    yield shown
                elif message["msg"] == "process_completed":
                    if not message["success"]:
                        raise RuntimeError(str(message["output"]))
                    if not shown:
                        yield message["output"]["data"]
                    return


def _text(message: dict[str, Any]) -> str:
    return json.dumps(message["content"])


def _only(found: Iterator[dict[str, Any]]) -> dict[str, Any]:
    (one,) = found
    return one
