"""The second lane in: when the database does not answer, a request for help is kept on this host, sealed, and those on
call are told directly. Once the database is back it becomes an alert like any other, under the same key."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from handrail.foundation.accounts.queries import session_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.sealing.envelope import Place, SealBroken, seal, unseal
from handrail.foundation.sealing.key_ring import ring
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.roster import call_everybody

PLACE = Place("crisis_spool", "asking")
KEPT, BROKEN = "*.asking", ".broken"
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
    folder = settings.SPOOL
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sealed, path = (
        seal(json.dumps(asdict(request)), PLACE, request.key, ring()),
        folder / f"{request.key}.asking",
    )
    half = path.with_suffix(".half")
    with half.open("wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    _sync(folder)


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
    for path in sorted(settings.SPOOL.glob(KEPT)):
        try:
            yield path, Kept(**json.loads(unseal(path.read_bytes(), PLACE, path.stem, ring())))
        except (SealBroken, ValueError):
            path.rename(path.with_suffix(BROKEN))


def broken() -> int:
    """How many kept requests do not open: `handrail doctor` says so."""
    return sum(1 for _path in settings.SPOOL.glob(f"*{BROKEN}"))


def _sync(folder: Path) -> None:
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
