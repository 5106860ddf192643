"""A web site on the loopback whose every reply a test decides."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """What it answers by path, and what it was asked.

    Attributes:
        root: its address, without a slash at the end.
        asked: path and headers of each request.
        closing: set when the test ends; what drips must look at it.
    """

    root: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, body: bytes, *, status: int = 200, **headers: str) -> str:
        """Let a path answer with a page; `_` in names of headers stands for `-`. Returns the address."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            handler.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | named).items():
                handler.send_header(name, value)
            handler.end_headers()
            with contextlib.suppress(ConnectionError):  # who asked may have had enough
                handler.wfile.write(body)

        return self.let(path, answer)

    def put_versioned(self, path: str, body: bytes, etag: str) -> str:
        """Let a path answer 304 to whoever has this version."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            same = handler.headers["If-None-Match"] == etag
            handler.send_response(304 if same else 200)
            handler.send_header("ETag", etag)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Content-Length", str(0 if same else len(body)))
            handler.end_headers()
            if not same:
                handler.wfile.write(body)

        return self.let(path, answer)

    def let(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return f"{self.root}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextlib.contextmanager
def serving(context: ssl.SSLContext | None = None, name: str = "127.0.0.1") -> Iterator[Site]:
    """Serve a site until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            if self.path in site.answers:
                site.answers[self.path](self)
            else:
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Clients that hang up are what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site = Site(f"{'https' if context else 'http'}://{name}:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
