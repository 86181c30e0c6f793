"""Runs inside Django: the same requests sealed and, for comparison only, as if nothing were, turn by turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.conf import settings

from bench.posting import environ_of
from bench.signed_in import clients, counselors, in_care_of
from bench.visitor import Visitor
from handrail.foundation.sealing import fields
from handrail.foundation.sealing.envelope import Place, seal, unseal
from handrail.foundation.sealing.key_ring import ring
from handrail.foundation.sealing.row_key import RowKey

TEXT = ("Called Sam. He picked me up and we drove round the lake until it was over. " * 3)[:200]
Ask = Callable[[], None]
Compared = tuple[str, list[float], list[float], float]


def values(many: int) -> dict[str, float]:
    """Seconds for sealing and for opening one value."""
    place, keys = Place("measures_checkin", "words"), ring()
    began = perf_counter()
    closed = [seal(TEXT, place, row, keys) for row in range(many)]
    half = perf_counter()
    for row, value in enumerate(closed):
        unseal(value, place, row, keys)
    return {"sealing": (half - began) / many, "opening": (perf_counter() - half) / many}


def requests(blocks: int, size: int) -> list[Compared]:
    """What is asked, CPU seconds of a request sealed and unsealed, one for each block, and how many values it opens."""
    from handrail.config.wsgi import application

    (worker,) = counselors(1)
    cared = [one.person for one in in_care_of(worker.person)][:size]
    asked: dict[str, list[Ask]] = {
        "the team's Today": [_reader(application, worker, "/team/") for _ in range(size)],
        "a person's page": [_reader(application, worker, f"/team/people/{one}/") for one in cared],
        # Last: what it writes unsealed opens nowhere.
        "a check-in with words": [_sender(application, one) for one in clients(size)],
    }
    return [_compare(what, asks, blocks) for what, asks in asked.items()]


def _compare(what: str, asks: list[Ask], blocks: int) -> Compared:
    known: dict[bytes, str] = {}
    opened = _note(asks, known) / len(asks)
    sealed, plain = list[float](), list[float]()
    for block in range(blocks + 1):
        ours = _block(asks)
        with _as_if_nothing_were_sealed(known):
            other = _block(asks)
        if block:  # the first warms up
            sealed.append(ours)
            plain.append(other)
    return what, sealed, plain, opened


def _block(asks: list[Ask]) -> float:
    began = process_time()
    for ask in asks:
        ask()
    return (process_time() - began) / len(asks)


def _note(asks: list[Ask], known: dict[bytes, str]) -> int:
    """Ask once and remember what each value opens to; returns how many were opened."""
    opened = 0

    def noting(value: bytes, *rest: Any) -> str:
        nonlocal opened
        opened += 1
        known[value] = unseal(value, *rest)
        return known[value]

    with patch.object(fields, "unseal", noting):
        for ask in asks:
            ask()
    return opened


@contextmanager
def _as_if_nothing_were_sealed(known: dict[bytes, str]) -> Iterator[None]:
    """Values are looked up instead of opened, written as they are, and no row's key is drawn before."""
    with (
        patch.object(fields, "unseal", lambda value, *_rest: known.get(value) or value.decode()),
        patch.object(fields, "seal", lambda text, *_rest: text.encode()),
        patch.object(fields.SealedText, "pre_save", _plainly),
        patch.object(RowKey, "is_needed_for", lambda *_row: False),
    ):
        yield


def _plainly(field: fields.SealedText, row: Any, add: bool) -> bytes:
    return str(getattr(row, field.attname)).encode()


def _sender(application: Any, one: Visitor) -> Ask:
    def ask() -> None:
        sent = {"key": str(uuid4()), "reach_out": "no", "words": TEXT}
        _answered(application, one, "POST", "/me/check-ins/", sent)

    return ask


def _reader(application: Any, one: Visitor, path: str) -> Ask:
    return lambda: _answered(application, one, "GET", path, {})


def _answered(application: Any, one: Visitor, method: str, path: str, sent: dict[str, str]) -> None:
    cookies = {settings.SESSION_COOKIE_NAME: one.session, settings.CSRF_COOKIE_NAME: one.token}
    status: list[str] = []
    environ = environ_of(path, sent) | {
        "REQUEST_METHOD": method,
        "HTTP_X_CSRFTOKEN": one.token,
        "HTTP_ACCEPT": "application/json" if sent else "text/html",
        "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
    }
    answer = application(environ, lambda line, _headers, _trouble=None: status.append(line))
    told = b"".join(answer)
    answer.close()
    if not status[0].startswith(("200", "201")):
        raise RuntimeError(f"{path} was answered with {status[0]}: {told[:300]!r}")
