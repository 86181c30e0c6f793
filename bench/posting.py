"""Runs inside Django: check-ins through the whole handler and rows through the bare one, turn by turn."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.db import connection

from bench.signed_in import clients
from bench.visitor import Visitor

TAPS = {"mood": "hard", "craving": "strong", "sleep_quality": "a_little", "reach_out": "no"}
NUMBERS = {"mood": "3", "craving": "7", "sleep_quality": "3", "reach_out": "no"}
Application = Callable[..., Any]


@dataclass
class Spent:
    """CPU seconds of this process and of its database connection, one pair for each block of requests."""

    ours: list[tuple[float, float]] = field(default_factory=list)
    bare: list[tuple[float, float]] = field(default_factory=list)


def compare(blocks: int, size: int) -> tuple[list[tuple[float, float]], list[tuple[float, float]], int]:
    """`blocks` times `size` requests of each kind; CPU a request, and the queries of one check-in."""
    from bench.bare import BareHandler
    from handrail.config.wsgi import application

    visitors, bare, spent = clients(size), BareHandler(), Spent()
    for block in range(blocks + 1):
        ours = _block(application, [_check_in(one) for one in visitors])
        other = _block(bare, [_row(one) for one in visitors])
        if block:  # the first warms up
            spent.ours.append(ours)
            spent.bare.append(other)
    return spent.ours, spent.bare, _queries(application, visitors[0])


def _block(application: Application, environs: list[dict[str, Any]]) -> tuple[float, float]:
    began, before = process_time(), _database_cpu()
    for environ in environs:
        post(application, environ)
    return (process_time() - began) / len(environs), (_database_cpu() - before) / len(environs)


def _queries(application: Application, visitor: Visitor) -> int:
    told: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        told.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        post(application, _check_in(visitor))
    return len(told)


def post(application: Application, environ: dict[str, Any]) -> bytes:
    """Send one request through a WSGI application; anything but 201 is an error."""
    status: list[str] = []
    answer = application(environ, lambda line, headers, trouble=None: status.append(line))
    body = b"".join(answer)
    answer.close()
    if not status[0].startswith("201"):
        raise RuntimeError(f"The request was answered with {status[0]}.")
    return body


def _check_in(one: Visitor) -> dict[str, Any]:
    headers = {
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={one.session}; {settings.CSRF_COOKIE_NAME}={one.token}",
        "HTTP_X_CSRFTOKEN": one.token,
        "HTTP_ACCEPT": "application/json",
    }
    return environ_of("/me/check-ins/", {"key": str(uuid4()), **TAPS}) | headers


def _row(one: Visitor) -> dict[str, Any]:
    return environ_of("/rows/", {"person": str(one.person), "key": str(uuid4()), **NUMBERS})


def environ_of(path: str, sent: dict[str, str]) -> dict[str, Any]:
    """A form on its way, as a WSGI server hands it over."""
    body = urlencode(sent).encode()
    return {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "HTTP_HOST": "localhost:8000",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(), "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
    }  # fmt: skip


def _database_cpu() -> float:
    """CPU seconds of all server processes of our connections so far; 0 where the system does not tell."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        files = [Path(f"/proc/{pid}/schedstat") for (pid,) in cursor.fetchall()]
    return sum(int(file.read_text().split()[0]) for file in files if file.exists()) / 1e9
