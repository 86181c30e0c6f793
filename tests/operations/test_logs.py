"""The log says that something happened, to which number, and never a name or a word that somebody wrote."""

from __future__ import annotations

import io
import json
import logging
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from handrail.operations import logs


class Written(io.StringIO):
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def written() -> Iterator[Written]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream, library = Written(), logging.getLogger("django.request")
    # Whatever set up its own logging before in this process may have turned existing loggers off.
    library.disabled, library.propagate = False, True
    library.setLevel(logging.NOTSET)
    logs.configure(stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_line_keeps_numbers_and_short_words_under_known_keys(written: Written) -> None:
    structlog.get_logger("worker").info("delivery_failed", delivery=81, attempt=3, trouble="OperationalError")
    [line] = written.lines()
    assert line.pop("at").endswith("Z")
    assert line == {
        "level": "info",
        "logger": "worker",
        "event": "delivery_failed",
        "delivery": 81,
        "attempt": 3,
        "trouble": "OperationalError",
    }


@pytest.mark.parametrize(
    "told",
    [
        {"name": "Maya"},
        {"email": "maya@example.org"},
        {"note": "Maya slept badly"},
        {"kind": "Maya slept badly"},
        {"trouble": "duplicate key (name)=(Maya)"},
        {"person_id": {"name": "Maya"}},
        {"trace": ["fine.py:3:run", "Maya slept badly"]},
        {"phone": "+15550100"},
    ],
)
def test_anything_else_is_dropped_and_counted(written: Written, told: dict[str, Any]) -> None:
    before = logs.dropped_so_far()
    structlog.get_logger("worker").info("checked_in", **told)
    [line] = written.lines()
    assert "Maya" not in written.getvalue()
    assert not set(told) & set(line)
    assert line["dropped"] == 1
    assert logs.dropped_so_far() == before + 1


def test_an_event_that_is_a_sentence_loses_its_words(written: Written) -> None:
    structlog.get_logger("worker").info("Maya checked in")
    assert written.lines()[0]["event"] == "unnamed"
    assert "Maya" not in written.getvalue()


def test_an_error_keeps_its_class_and_its_places_only(written: Written) -> None:
    try:
        raise ValueError("Maya said: I used last night")
    except ValueError:
        structlog.get_logger("worker").exception("reaction_failed", entry_id=9)
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/team/people/maya/")
    ours, library = written.lines()
    assert "aya" not in written.getvalue()
    assert ours["error"] == library["error"] == "ValueError"
    assert ours["trace"][-1].startswith("test_logs.py:")
    assert library["source"].startswith("test_logs:")


def test_an_error_that_the_web_server_wrote_out_is_read_back_without_its_words(written: Written) -> None:
    try:
        raise LookupError("Maya is not here")
    except LookupError:
        logging.getLogger("_granian").warning("Application callable raised\n" + traceback.format_exc())
    [line] = written.lines()
    assert "Maya" not in written.getvalue()
    assert line["error"] == "LookupError"
    assert line["trace"][-1].startswith("test_logs.py:")


def test_a_failed_request_is_known_by_its_route_and_status(written: Written) -> None:
    class Match:
        view_name = "team:person"

    class Request:
        resolver_match = Match()

    logging.getLogger("django.request").error("x", extra={"status_code": 500, "request": Request()})
    assert written.lines()[0]["route"] == "team:person"
    assert written.lines()[0]["status"] == 500
