"""One process: ordinary requests in threads, help in threads of its own, `/events` as native async streams.

Native async makes every ordinary Django view 1.5 to 1.9 times dearer, so only the streams use it.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

from a2wsgi import WSGIMiddleware

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")

from handrail.config.wsgi import application as ordinary
from handrail.interfaces.live.hub import hub
from handrail.interfaces.live.stream import serve_events

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

threads = WSGIMiddleware(ordinary, workers=int(os.environ.get("HANDRAIL_THREADS", "4")))  # type: ignore[arg-type]
#: Whoever asks for help, and whoever answers, never waits behind everybody else's pages.
HELP = ("/help/", "/team/alerts/")
help_threads = WSGIMiddleware(ordinary, workers=2)  # type: ignore[arg-type]


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Route one connection to its side."""
    if scope["type"] == "lifespan":
        return await _lifespan(receive, send)

    # granian's receive and send are awaitable but not coroutines; a2wsgi insists on coroutines.
    async def receive_coroutine() -> dict[str, Any]:
        return await receive()

    async def send_coroutine(message: dict[str, Any]) -> None:
        await send(message)

    if scope["path"].startswith("/events"):
        return await serve_events(scope, receive_coroutine, send_coroutine)
    side = help_threads if scope["path"].startswith(HELP) else threads
    return await side(scope, receive_coroutine, send_coroutine)  # type: ignore[arg-type]


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            hub.close()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
