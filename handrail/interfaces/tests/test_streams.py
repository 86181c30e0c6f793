"""An open page hears that the house is there, however much is said that is no concern of its reader."""

from __future__ import annotations

import asyncio

from handrail.interfaces.live import stream
from handrail.interfaces.live.audience import Audience
from handrail.interfaces.live.hub import Hub


class Deaf(Hub):
    """Hears only what the test says."""

    async def _listen(self) -> None:
        return


def test_while_others_words_pass_by_it_has_its_pulse_and_the_session_is_asked_again(monkeypatch):
    hub, said = Deaf(), []
    monkeypatch.setattr(stream, "hub", hub)
    monkeypatch.setattr(stream, "PULSE", 0.01)
    monkeypatch.setattr(stream, "ASK", 0.05)

    async def send(message):
        said.append(message["body"])

    async def others(gone):
        while not gone.done():
            hub._tell("person:7")
            await asyncio.sleep(0.001)

    async def open_page():
        gone = asyncio.create_task(asyncio.sleep(20))
        talking = asyncio.create_task(others(gone))
        # Nobody is signed in by this key: once it is asked about, the stream ends.
        await asyncio.wait_for(stream._tell("", Audience(1, frozenset({3})), gone, send), 15)
        gone.cancel()
        await asyncio.wait_for(talking, 5)

    asyncio.run(open_page())
    assert b": still here\n\n" in said and b"data: changed\n\n" not in said and said[-1] == b""
