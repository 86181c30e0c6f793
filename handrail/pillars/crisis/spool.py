"""The second lane in: when the database does not answer, a request for help is kept on this host, sealed, and those on
call are told directly. Once the database is back it becomes an alert like any other, under the same key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from handrail.foundation.accounts.queries import session_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.sealing.envelope import Place
from handrail.foundation.sealing.kept_files import KeptFiles, set_aside
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.roster import call_everybody

PLACE = Place("crisis_spool", "asking")
DIRECTLY = "Somebody asked for help while our database is down. Call the desk."


@dataclass(frozen=True, slots=True)
class Kept:
    """One request as it came. `session` is the key in the asker's cookie, "" without one; `at` is ISO 8601."""

    key: str
    session: str
    words: str
    callback: str
    at: str


def keep(request: Kept) -> None:
    """Write it down so that a power cut does not lose it. Raises OSError, KeysMissing."""
    _files().keep(request.key, json.dumps(asdict(request)))


def call_directly() -> int:
    """Tell those of the last roster that could be read; returns how many messages a carrier took."""
    return call_everybody(DIRECTLY, "spool")


def bring_in(*, now: datetime) -> int:
    """Make each kept request an alert; returns how many. One that does not open is set aside, never thrown away."""
    brought = 0
    for path, kept in _waiting():
        session = session_of(kept.session, datetime.fromisoformat(kept.at)) if kept.session else None
        person = session.account.person if session is not None and session.account is not None else None
        act = Act(actor=person, at=now, via="spool")
        crisis.ask_for_help(person, key=UUID(kept.key), words=kept.words, callback=kept.callback, act=act)
        path.unlink()
        brought += 1
    return brought


def _waiting() -> Iterator[tuple[Path, Kept]]:
    for path, text in _files().waiting():
        try:
            kept = Kept(**json.loads(text))
        except (TypeError, ValueError):
            set_aside(path)
            continue
        yield path, kept


def waiting() -> int:
    """How many kept requests wait to be brought in."""
    return _files().count()


def broken() -> int:
    """How many kept requests do not open: `handrail doctor` says so."""
    return _files().broken()


def _files() -> KeptFiles:
    return KeptFiles(settings.SPOOL, ".asking", PLACE)
