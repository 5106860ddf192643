"""Models to draft with: a real small one, a scripted one, and an HTTP server that misbehaves."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from report_assistant import ReportAssistant
from report_assistant.settings import Settings
from report_assistant.types import Evidence

LOCAL_MODEL = Path(__file__).parents[1] / "local_model.py"


@pytest.fixture(scope="module")
def assistant_over(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Mapping[str, str]], ReportAssistant]]:
    """Return a function that opens an assistant without a model over Markdown texts, by name of the file."""
    with ExitStack() as opened:

        def over(texts: Mapping[str, str]) -> ReportAssistant:
            home = tmp_path_factory.mktemp("texts")
            (home / "documents").mkdir()
            for name, text in texts.items():
                (home / "documents" / f"{name}.md").write_text(text, encoding="utf-8")
            settings = Settings(
                _env_file=None, index_dir=home / "index", openai_api_key=None, openai_base_url=None
            )
            return opened.enter_context(ReportAssistant.from_folder(home / "documents", settings=settings))

        yield over


@pytest.fixture(scope="session")
def local_model_url() -> Iterator[str]:
    """Serve SmolLM2-135M-Instruct; yields the base URL."""
    command = [sys.executable, str(LOCAL_MODEL)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), f"the server ended with exit code {process.wait()}"
        yield address
        process.terminate()


class ScriptedChatModel(BaseChatModel):
    """A chat model that replies with given pieces, one script a request, the last one again and again."""

    scripts: list[list[str | Exception]]
    requests: list[list[BaseMessage]] = []  # noqa: RUF012 - pydantic copies it for each model

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        script = self.scripts[min(len(self.requests), len(self.scripts) - 1)]
        self.requests.append(messages)
        for piece in script:
            if isinstance(piece, Exception):
                raise piece
            yield ChatGenerationChunk(message=AIMessageChunk(piece))

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        text = "".join(chunk.text for chunk in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])


@pytest.fixture
def scripted_model() -> Callable[..., ScriptedChatModel]:
    """Return a maker of scripted models: one list of pieces for each request."""

    def make(*scripts: list[str | Exception]) -> ScriptedChatModel:
        return ScriptedChatModel(scripts=list(scripts))

    return make


@pytest.fixture
def sentences() -> Callable[..., list[Evidence]]:
    """Return a maker of evidence from sentences, all of one document."""

    def make(*texts: str) -> list[Evidence]:
        evidence, start = [], 0
        for text in texts:
            item = Evidence("survey.md", "Survey", None, start, start + len(text), text, ("Survey",), 0.5)
            evidence.append(item)
            start = item.end + 1
        return evidence

    return make


@dataclass(frozen=True)
class Reply:
    """What the scripted server does with one request."""

    status: int = 200
    """With 0 not even a status line is sent."""
    body: bytes = b""
    content_type: str = "text/event-stream"
    headers: dict[str, str] = field(default_factory=dict)
    promised: int = 0
    """Bytes that the header announces beyond the body, and that never come."""
    silent: bool = False
    """Whether the server says nothing more once it has sent the body, until the test ends."""


@dataclass(frozen=True)
class Request:
    """What the scripted server was asked."""

    at: float
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class ScriptedServer:
    """An HTTP server on the loopback that gives its replies in turn, the last one again and again."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.requests: list[Request] = []
        self.over = threading.Event()
        self.hung_up = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                server.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def settings(self, **more: Any) -> Settings:
        values = {"openai_base_url": self.url, "openai_api_key": None, "chat_model": "tiny"} | more
        return Settings(_env_file=None, **values)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["content-length"])))
        reply = self.replies[min(len(self.requests), len(self.replies) - 1)]
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.requests.append(Request(time.monotonic(), handler.path, headers, body))
        if reply.status:
            handler.send_response(reply.status)
            handler.send_header("content-type", reply.content_type)
            for name, value in reply.headers.items():
                handler.send_header(name, value)
            if reply.promised:
                handler.send_header("content-length", str(len(reply.body) + reply.promised))
            handler.end_headers()
            handler.wfile.write(reply.body)
            handler.wfile.flush()
        if reply.silent:
            self._wait_for_hang_up(handler)

    def _wait_for_hang_up(self, handler: BaseHTTPRequestHandler) -> None:
        handler.connection.settimeout(0.05)
        while not self.over.is_set():
            try:
                if not handler.connection.recv(1):
                    self.hung_up.set()
                    return
            except TimeoutError:
                continue

    def close(self) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """Serve what the test puts into `replies`."""
    scripted = ScriptedServer()
    yield scripted
    scripted.close()


def events(*pieces: str, finish: str | None = "stop") -> bytes:
    """Return a streamed chat completion in OpenAI's protocol; without `finish` it ends in the middle."""
    deltas: list[tuple[dict[str, str], str | None]] = [({"role": "assistant", "content": ""}, None)]
    deltas += [({"content": piece}, None) for piece in pieces]
    deltas += [({}, finish)] if finish else []
    lines = []
    for delta, reason in deltas:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        chunk = {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "tiny",
            "choices": [choice],
        }
        lines.append(f"data: {json.dumps(chunk)}\n\n")
    return "".join(lines + (["data: [DONE]\n\n"] if finish else [])).encode()


@pytest.fixture
def reply() -> type[Reply]:
    """Return the type of the scripted server's replies."""
    return Reply


@pytest.fixture
def stream_of() -> Callable[..., Reply]:
    """Return a maker of replies that stream pieces of text."""

    def make(*pieces: str, finish: str | None = "stop", **how: Any) -> Reply:
        return Reply(body=events(*pieces, finish=finish), **how)

    return make
