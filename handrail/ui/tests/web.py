"""A small web of our own for browser tests: pages as text, answers as told, real static files."""

from __future__ import annotations

import mimetypes
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.contrib.staticfiles import finders
from django.template import Context, Template

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


@dataclass
class Answer:
    """What the server says: a status, a body, further headers."""

    body: str = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """What the browser asked for."""

    method: str
    path: str
    form: dict[str, list[str]]
    headers: dict[str, str]
    query: str = ""


class Web:
    """Serves `pages` (path to a function of the request) until closed; `down` drops every connection."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        self.said: list[str] = []
        self.down = False
        self.open = True
        self.server = ThreadingHTTPServer(("localhost", 0), self._handler())
        self.server.daemon_threads = True
        self.address = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, path: str, template: str, **context: object) -> None:
        """Serves a Django template given as text."""
        self.pages[path] = lambda _asked: Answer(Template(template).render(Context(context)))

    def posts(self, path: str) -> list[Asked]:
        """The POSTs that arrived at a path, in order."""
        return [asked for asked in self.asked if asked.method == "POST" and asked.path == path]

    def close(self) -> None:
        self.open = False
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args: object) -> None:
                """Quiet."""

            def do_GET(self) -> None:
                web._serve(self, "GET")

            def do_HEAD(self) -> None:
                web._serve(self, "HEAD")

            def do_POST(self) -> None:
                web._serve(self, "POST")

        return Handler

    def _serve(self, handler: BaseHTTPRequestHandler, method: str) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length).decode() if length else ""
        if self.down:
            handler.close_connection = True
            return
        url = urlsplit(handler.path)
        asked = Asked(
            method, url.path, parse_qs(body, keep_blank_values=True), dict(handler.headers), url.query
        )
        self.asked.append(asked)
        if url.path == "/events":
            self._stream(handler)
        elif url.path.startswith("/static/"):
            self._static(handler, url.path)
        else:
            self._page(handler, asked)

    def _page(self, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        page = self.pages.get(asked.path)
        answer = page(asked) if page else Answer("<title>Gone</title>", 404)
        handler.send_response(answer.status)
        handler.send_header("Content-Type", answer.kind)
        handler.send_header("Content-Security-Policy", POLICY)
        handler.send_header("Referrer-Policy", "same-origin")
        handler.send_header("Cache-Control", "no-store")
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(answer.body.encode())

    def _static(self, handler: BaseHTTPRequestHandler, path: str) -> None:
        found = finders.find(path.removeprefix("/static/"))
        handler.send_response(200 if found else 404)
        handler.send_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
        handler.end_headers()
        if found:
            handler.wfile.write(Path(str(found)).read_bytes())

    def _stream(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        told = len(self.said)
        while self.open and not self.down:
            for word in self.said[told:]:
                handler.wfile.write(f"data: {word}\n\n".encode())
                handler.wfile.flush()
            told = len(self.said)
            time.sleep(0.02)
