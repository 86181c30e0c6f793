"""One JSON line for each thing that happened, without names and without free text.

    log = structlog.get_logger("worker")
    log.info("delivery_failed", delivery=81, attempt=3, error="OperationalError")

Only the keys in ALLOWED are written, and only numbers, yes or no, and short words without spaces under them.
Anything else is dropped and counted in `dropped` of that line and in `dropped_so_far()`.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog

WHAT = {"event", "level", "at", "logger", "source", "error", "trouble", "trace"}
REQUEST = {"request_id", "method", "route", "status", "duration_ms"}
WHOM_BY_NUMBER = {"account_id", "person_id", "programme_id", "entry_id", "alert_id", "proposal_id", "step_id"}
WORK = {
    "loop",
    "delivery",
    "part",
    "row",
    "promise",
    "reaction",
    "attempt",
    "kind",
    "count",
    "lateness_s",
    "after_s",
    "wait_s",
}
PAGER = {"steps", "pages", "requests", "silent_s"}
#: What `clock.tick` counts.
CLOCK = {
    "outages_noted", "moved_on", "asked_at_last", "handed_on", "facts_alarmed", "sendings_stopped", "sent", "signed_out",
    "scales_asked", "tries_forgotten", "follow_ups_handed_on", "gatherings_planned", "conversations_passed_on", "answers_asked_for",
    "referrals_aged", "days_closed", "records_erased", "gaps_looked_for", "looks_asked_about",
}  # fmt: skip
PROCESS = {"process", "pid", "group", "exit_code", "signal", "port", "version", "migrations"}
ALLOWED = WHAT | REQUEST | WHOM_BY_NUMBER | WORK | PAGER | CLOCK | PROCESS
WORD = re.compile(r"[A-Za-z0-9_.:/@+-]{1,80}")
EVENT = re.compile(r"[a-z][a-z0-9_.]{0,60}")
FRAME = re.compile(r'^  File "(.+)", line (\d+), in (.+)$', re.MULTILINE)
RAISED = re.compile(r"([A-Za-z_][\w.]*)(?::|$)")
DEEPEST = 12
_dropped = 0


def dropped_so_far() -> int:
    """How many values this process has kept out of its logs."""
    return _dropped


def clean(line: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of `line` what may be written; `dropped` counts the rest."""
    global _dropped
    kept = {key: value for key, value in line.items() if key in ALLOWED and _harmless(value)}
    if not EVENT.fullmatch(str(kept.get("event"))):
        kept["event"] = "unnamed"
    missing = len(set(line) - set(kept)) + (kept["event"] == "unnamed" and "event" in line)
    if missing:
        _dropped += missing
        kept["dropped"] = missing
    return kept


def _harmless(value: object) -> bool:
    if isinstance(value, list):
        return all(_harmless(item) for item in value)
    if isinstance(value, str):
        return bool(WORD.fullmatch(value))
    return value is None or isinstance(value, bool | int | float)


def render(line: Mapping[str, Any]) -> str:
    """The cleaned line as JSON, the same keys first in every line."""
    kept = clean(line)
    first = {key: kept.pop(key) for key in ("at", "level", "logger", "event") if key in kept}
    return json.dumps(first | kept)


def configure_logging(settings: Mapping[str, Any] | None = None) -> None:
    """Send structlog and the standard library's logging to stderr as such lines; Django's LOGGING_CONFIG."""
    level = str((settings or {}).get("level", "INFO")).upper()
    configure(sys.stderr, level=level)


@contextmanager
def unchanged() -> Iterator[None]:
    """Whatever is loaded meanwhile, log lines go on to where they went."""
    root = logging.getLogger()
    handlers, level, ours = root.handlers[:], root.level, structlog.get_config()
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.configure(**ours)


def configure(stream: TextIO, *, level: str = "INFO") -> None:
    """Write every log line of this process to `stream`, from `level` on."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineOfRecord())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.WARNING, logging.getLevelName(level)))
    structlog.configure(
        processors=[structlog.stdlib.add_log_level, _finish],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=_Lines(stream),
        cache_logger_on_first_use=False,
    )


class _Lines:
    """Makes loggers that remember the name they were asked for by."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __call__(self, name: str = "handrail", *_: object) -> structlog.WriteLogger:
        logger = structlog.WriteLogger(self.stream)
        logger.name = name
        return logger


def _finish(logger: Any, _method: str, line: MutableMapping[str, Any]) -> str:
    error = line.pop("exc_info", None)
    if error:
        line.update(_of_exception(sys.exc_info() if error is True else error))
    return render({"at": _now(), "logger": logger.name, **line})


class LineOfRecord(logging.Formatter):
    """A record of the standard library as one line: where it came from, never what it says."""

    def format(self, record: logging.LogRecord) -> str:
        source = f"{record.module}:{record.lineno}"
        line = {"at": _now(), "level": record.levelname.lower(), "logger": record.name, "source": source}
        line |= (
            _of_exception(record.exc_info) if record.exc_info else _of_written_traceback(record.getMessage())
        )
        return render({"event": "library_message", **line, **_of_request(record)})


def _of_request(record: logging.LogRecord) -> dict[str, Any]:
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    found = {"status": getattr(record, "status_code", None), "route": getattr(match, "view_name", None)}
    return {key: value for key, value in found.items() if value is not None}


def _of_exception(error: Any) -> dict[str, Any]:
    """Class and places of an error; its message may quote what somebody typed."""
    if isinstance(error, BaseException):
        error = (type(error), error, error.__traceback__)
    frames = traceback.extract_tb(error[2]) if error[2] else []
    trace = [_place(frame.filename, frame.lineno, frame.name) for frame in frames[-DEEPEST:]]
    return {"error": getattr(error[0], "__name__", "unknown"), "trace": trace}


def _of_written_traceback(text: str) -> dict[str, Any]:
    """The web server hands over an error as text: keep its class and places, if it has any."""
    frames = FRAME.findall(text)
    if not frames:
        return {}
    raised = [line for line in text.splitlines() if RAISED.match(line)]
    name = RAISED.match(raised[-1])[1] if raised else "unknown"  # type: ignore[index]
    return {"error": name, "trace": [_place(*frame) for frame in frames[-DEEPEST:]]}


def _place(filename: str, line: object, function: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.:-]", "_", f"{filename.rpartition('/')[2]}:{line}:{function}")[:80]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
