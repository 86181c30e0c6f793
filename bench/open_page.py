"""An open page as its script keeps it: a held /events stream, and its part fetched again on the server's word."""

from __future__ import annotations

import http.client
import re
import threading
import time

from bench.visitor import Visitor

#: As long as live.js waits for the words that follow a first one.
GATHER = 0.2


class OpenPage:
    """Notes when what `mark` finds could first be drawn. Many words in a burst are one question, as in live.js."""

    def __init__(self, port: int, reader: Visitor, path: str, mark: re.Pattern[bytes]) -> None:
        self.port, self.cookie = port, f"session={reader.session}"
        self.path, self.mark = path, mark
        self.tag = ""
        self.seen: dict[int, float] = {}
        self.fetched = 0
        self._asked, self._opened, self._closed = threading.Event(), threading.Event(), threading.Event()
        self._page = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def __enter__(self) -> OpenPage:
        self._refresh()
        self._keeper = threading.Thread(target=self._keep_fresh, daemon=True)
        for loop in (threading.Thread(target=self._listen, daemon=True), self._keeper):
            loop.start()
        if not self._opened.wait(30):
            raise RuntimeError("The stream of events did not open.")
        time.sleep(1)
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        self._asked.set()
        # The server stops next: the last question is answered before that.
        self._keeper.join(10)

    def _listen(self) -> None:
        stream = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        stream.request("GET", "/events", headers=self._headers())
        answer = stream.getresponse()
        while not self._closed.is_set() and (line := answer.readline()):
            if line.startswith(b"data:"):
                self._opened.set()
                if line.strip() != b"data: open":
                    self._asked.set()
        stream.close()

    def _keep_fresh(self) -> None:
        while not self._closed.is_set():
            self._asked.wait()
            time.sleep(GATHER)
            self._asked.clear()
            if not self._closed.is_set():
                self._refresh()

    def _refresh(self) -> None:
        headers = self._headers() | ({"If-None-Match": self.tag} if self.tag else {})
        answer = self._answer(headers)
        body, self.fetched = answer.read(), self.fetched + 1
        if answer.status == 200:
            self.tag = answer.getheader("ETag", "")
            now = time.perf_counter()
            for number in self.mark.findall(body):
                self.seen.setdefault(int(number), now)

    def _answer(self, headers: dict[str, str]) -> http.client.HTTPResponse:
        try:
            self._page.request("GET", self.path, headers=headers)
            return self._page.getresponse()
        except (http.client.HTTPException, OSError):
            # A connection that was idle for long is closed by the server: a browser opens another one.
            self._page.close()
            self._page.request("GET", self.path, headers=headers)
            return self._page.getresponse()

    def _headers(self) -> dict[str, str]:
        return {"Host": f"localhost:{self.port}", "Cookie": self.cookie}

    def wait_for(self, marks: set[int], patience: float) -> None:
        """Until all of them can be seen, or `patience` seconds have passed."""
        until = time.monotonic() + patience
        while not marks <= self.seen.keys() and time.monotonic() < until:
            time.sleep(0.05)


def today_board(port: int, reader: Visitor) -> OpenPage:
    """The rows of a worker's Today, by the person they are about."""
    return OpenPage(port, reader, "/team/today/rows/", re.compile(rb"/team/people/(\d+)/"))
