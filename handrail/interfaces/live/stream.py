"""`/events`: tells an open page that something changed. It carries a key's change and never any content;
the page fetches its own fragment again with its own rights. A lost notice costs a delay, never data."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from http.cookies import SimpleCookie
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings

from handrail.interfaces.caution import WITH_ALL
from handrail.interfaces.live.audience import Audience, audience_of
from handrail.interfaces.live.hub import hub

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

#: A comment each 15 s keeps proxies from closing the stream, also while words pass by that are no concern of this page.
#: The session is asked again every 30 s: that it ended is heard at once, and this is for a word that was lost.
PULSE, ASK = 15.0, 30.0

#: These answers pass no middleware: the headers of every other one, in bytes.
CAUTION = [
    (name.lower().encode(), value.encode())
    for name, value in {
        **WITH_ALL,
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        **(
            {"Strict-Transport-Security": f"max-age={settings.SECURE_HSTS_SECONDS}"} if settings.HTTPS else {}
        ),
    }.items()
]
HEADERS = [*CAUTION, (b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no")]


async def serve_events(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One open stream, until the page goes, the session ends, or the server stops."""
    session = _session_key(scope)
    audience = await _audience(session)
    if audience is None:
        await send({"type": "http.response.start", "status": 204, "headers": CAUTION})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    gone = asyncio.create_task(_until_gone(receive))
    try:
        await _tell(session, audience, gone, send)
    finally:
        gone.cancel()


async def _tell(session: str, audience: Audience, gone: asyncio.Task[None], send: Send) -> None:
    await _say(send, b"retry: 2000\ndata: open\n\n")
    clock = asyncio.get_running_loop().time
    said = asked = clock()
    with hub.listening() as changes:
        while not gone.done():
            changed = await changes.next(max(0.0, said + PULSE - clock()), gone)
            if hub.stopping:
                break
            if clock() - said >= PULSE:
                # Before anything is asked: a busy database is no reason for a proxy to close it.
                await _say(send, b": still here\n\n")
                said = clock()
            if clock() - asked >= ASK or (changed is not None and audience.may_have_ended(changed)):
                found = await _audience(session)
                if found is None:
                    break
                audience, asked = found, clock()
            if changed is not None and audience.concerned_by(changed):
                await _say(send, b"data: changed\n\n")
                said = clock()
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _say(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


async def _audience(session: str) -> Audience | None:
    return await sync_to_async(audience_of, thread_sensitive=False)(session)


def _session_key(scope: dict[str, Any]) -> str:
    cookies: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            cookies.load(value.decode("latin-1"))
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""
