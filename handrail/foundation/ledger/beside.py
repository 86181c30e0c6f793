"""Looks at what cannot wait in a crisis, kept beside the database while the ledger cannot be written, and brought in later.

Source: access_matrix.yaml, `order_of_decision` ("if it cannot be written the read is refused (crisis critical fields:
served, spooled locally, alarm)"). Which looks those are is for the crisis pillar to say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import DatabaseError, transaction

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce, record_viewings
from handrail.foundation.ledger.events import ViewingsBroughtIn
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.envelope import Place
from handrail.foundation.sealing.kept_files import KeptFiles, set_aside

log = structlog.get_logger("ledger")

PLACE = Place("ledger_spool", "viewings")


@dataclass(frozen=True, slots=True)
class Kept:
    """What one page showed. Keys of the person and of whoever looked; `at` is ISO 8601; resource to why it was open."""

    person: int
    viewer: int
    at: str
    via: str
    bases: dict[str, str]


def record_viewings_or_keep(person: Person, bases: Mapping[str, str], *, act: Act) -> None:
    """As `record_viewings`; what the ledger does not take is kept beside it, and said aloud.

    Raises OSError, KeysMissing when that fails too: then nothing may be shown.
    """
    try:
        with transaction.atomic():
            record_viewings(person, bases, act=act)
    except DatabaseError as trouble:
        assert act.actor is not None
        kept = Kept(person.pk, act.actor.pk, act.at.isoformat(), act.via, dict(bases))
        _files().keep(str(uuid4()), json.dumps(asdict(kept)))
        log.error("viewings_kept_beside", count=len(bases), trouble=type(trouble).__name__)


def bring_in(*, now: datetime) -> int:
    """Write into the ledger what was kept; returns how many pages. Each once, however often it is tried.

    Raises DatabaseError while the ledger still cannot be written: everything stays for the next time.
    """
    brought = 0
    for path, text in _files().waiting():
        kept = _read(text)
        if kept is None:
            set_aside(path)
            continue
        _write(kept, Act(actor=None, at=now, via="spool"))
        path.unlink(missing_ok=True)
        brought += 1
    return brought


def waiting() -> int:
    """How many pages wait to be written down."""
    return _files().count()


def broken() -> int:
    """How many do not open, or are about nobody who is known here."""
    return _files().broken()


def _read(text: str) -> Kept | None:
    try:
        kept = Kept(**json.loads(text))
    except (TypeError, ValueError):
        return None
    whom = {kept.person, kept.viewer}
    return kept if Person.objects.filter(pk__in=whom).count() == len(whom) else None


@transaction.atomic
def _write(kept: Kept, act: Act) -> None:
    # Two workers at once: the second waits, and finds what the first wrote.
    person = hold(Person(pk=kept.person))
    looked = Act(Person.objects.get(pk=kept.viewer), datetime.fromisoformat(kept.at), kept.via)
    there = Viewing.objects.filter(person=person, viewer=looked.actor, at=looked.at, via=looked.via)
    written = set(there.values_list("resource", flat=True))
    missing = {name: basis for name, basis in kept.bases.items() if name not in written}
    if missing:
        record_viewings(person, missing, act=looked)
        announce(ViewingsBroughtIn(kept.viewer, person.pk, kept.at, sorted(missing)), act=act)


def _files() -> KeptFiles:
    return KeptFiles(settings.SPOOL / "viewings", ".viewings", PLACE)
