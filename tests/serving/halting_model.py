"""A model's server that says one claim and then nothing: an answer stays in the making."""

from __future__ import annotations

import contextlib
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_SENTENCE = re.compile(r"(?m)^(?P<text>.+?)(?: \([^()]*\))? \[(?P<number>\d+)\]$")


class HaltingModel:
    """Speaks OpenAI's protocol: copies the first numbered sentence of the prompt that holds the given words.

    Attributes:
        words: of the sentence that is copied.
        halting: whether replies stay without an end; clear it and the next ones end at once.
    """

    def __init__(self, words: str) -> None:
        self.words = words
        self.halting = threading.Event()
        self.halting.set()
        self._over = threading.Event()
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                model._reply(self)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05})

    @contextlib.contextmanager
    def serving(self) -> Iterator[str]:
        """Serve; yields the base URL."""
        self._thread.start()
        try:
            yield f"http://127.0.0.1:{self._http.server_port}/v1"
        finally:
            self._over.set()
            self._http.shutdown()
            self._http.server_close()
            self._thread.join()

    def _reply(self, handler: BaseHTTPRequestHandler) -> None:
        asked = json.loads(handler.rfile.read(int(handler.headers["content-length"])))
        prompt = asked["messages"][-1]["content"]
        said = next(one for one in _SENTENCE.finditer(prompt) if self.words in one["text"])
        claim = {"claim": said["text"], "sentences": [int(said["number"])]}
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.end_headers()
        # A claim counts once the next one begins.
        self._send(handler, f'{{"claims": [{json.dumps(claim)}, {{"claim": "')
        if self.halting.is_set():
            self._over.wait()
            return
        self._send(handler, '", "sentences": []}]}', finish="stop")
        handler.wfile.write(b"data: [DONE]\n\n")

    def _send(self, handler: BaseHTTPRequestHandler, text: str, *, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m"}
        handler.wfile.write(f"data: {json.dumps(chunk | {'choices': [choice]})}\n\n".encode())
        handler.wfile.flush()
