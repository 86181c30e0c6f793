"""Promises that a restore must not undo: written outside the database, and made true again before the doors open.

An action that revokes, restricts, erases or closes something calls `promise` before its transaction commits. The
line is on disk by then; a second line says that the commit came. After a restore `replay` makes them true again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction

from handrail.foundation.ledger import promise_file
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.events import PromiseMadeTrue
from handrail.foundation.ledger.promise_file import Line

log = structlog.get_logger("ledger")

#: Promises this much older than the restored moment are replayed too: a commit comes a little after its promise.
MARGIN = timedelta(minutes=5)
STATE_WORD = re.compile(r"[a-z][a-z0-9_.]{0,39}")


class PromiseNotWritten(OSError):
    """The promise ledger cannot be written to: the change was not made, because a restore could undo it."""


class PromiseUnknown(LookupError):
    """The running code does not know how to keep a promise of this kind."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, as read back. `kept` is False when no line says that its transaction was committed.

    `person`, `subject` and `actor` are row ids; `acted_at` is the act's time, `written_at` the machine's.
    """

    number: int
    kind: str
    person: int | None
    subject: int
    state: dict[str, Any]
    acted_at: datetime
    written_at: datetime
    actor: int | None
    kept: bool


#: Makes one promise true again; returns whether that changed anything. A row that is not there needs nothing.
#: An unkept promise may have been rolled back: apply it only in the direction that cannot hurt.
Keeper = Callable[[Promise, Act], bool]

_keepers: dict[str, Keeper] = {}


def replayed_by(keepers: Mapping[str, Keeper]) -> None:
    """Tell the ledger what makes which kind of promise true again. Called once, by the floor above, at start."""
    _keepers.clear()
    _keepers.update(keepers)


def place() -> Path:
    """Where the promise ledger lies."""
    return Path(settings.PROMISES)


def begin() -> None:
    """Have the file there before the first promise: a restore that finds none knows that it was lost."""
    place().parent.mkdir(parents=True, exist_ok=True)
    place().touch(mode=0o600)


def promise(kind: str, *, person: int | None, subject: int, state: Mapping[str, Any], act: Act) -> None:
    """Write down, in the caller's transaction, what a restore must not undo. `kind` is the event's kind.

    `state` holds numbers, truth values, times and states in lower case: no name, no words of anybody. Raises
    PromiseNotWritten, which undoes the action: what is not written is not promised.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A promise is made inside the transaction of its action.")
    said: Line = {
        "step": "meant", "kind": kind, "person": person, "subject": subject, "state": _checked(state),
        "acted_at": act.at.isoformat(), "actor": act.actor.pk if act.actor else None,
    }  # fmt: skip
    where = place()
    try:
        number = promise_file.append(where, said)
    except OSError as error:
        raise PromiseNotWritten(error.errno, f"The promise ledger cannot be written to: {error}") from error
    transaction.on_commit(lambda: _confirm(where, number))


def _confirm(where: Path, number: int) -> None:
    try:
        promise_file.append(where, {"step": "kept", "of": number})
    except OSError as error:
        # The change is committed and its promise is on disk; unconfirmed, it is replayed in the safe direction.
        log.error("promise_unconfirmed", promise=number, trouble=type(error).__name__)


def _checked(state: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _checked_value(name, value) for name, value in state.items()}


def _checked_value(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if value is None or isinstance(value, bool | int) or STATE_WORD.fullmatch(str(value)):
        return value if isinstance(value, bool | int | None) else str(value)
    raise ValueError(f"A promise holds ids and states only; {name} is neither.")


def made_after(moment: datetime, contents: promise_file.Contents) -> list[Promise]:
    """The promises a database as of `moment` may not know of, in their order."""
    kept_at = {line["of"]: _time(line["at"]) for line in contents.lines if line["step"] == "kept"}
    since = moment - MARGIN
    meant = [line for line in contents.lines if line["step"] == "meant"]
    late = [line for line in meant if kept_at.get(line["number"], _time(line["at"])) > since]
    return [_promise(line, kept=line["number"] in kept_at) for line in late]


def _promise(line: Line, *, kept: bool) -> Promise:
    return Promise(
        number=line["number"], kind=line["kind"], person=line["person"], subject=line["subject"],
        state=line["state"], acted_at=_time(line["acted_at"]), written_at=_time(line["at"]),
        actor=line["actor"], kept=kept,
    )  # fmt: skip


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


@transaction.atomic
def replay(promises: list[Promise], *, act: Act) -> list[tuple[Promise, bool]]:
    """Make each promise true again, all or none; says which ones changed something. Raises PromiseUnknown."""
    if unknown := sorted({one.kind for one in promises} - _keepers.keys()):
        raise PromiseUnknown(f"This version does not know how to keep: {', '.join(unknown)}.")
    return [(one, _made_true(one, act)) for one in promises]


def _made_true(one: Promise, act: Act) -> bool:
    changed = _keepers[one.kind](one, act)
    if changed:
        announce(PromiseMadeTrue(one.subject, one.person, one.kind, one.number), act=act)
    return changed
