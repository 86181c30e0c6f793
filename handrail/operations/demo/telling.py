"""What the ledger says about the demo: whether it is here, how it was asked for, and until when it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person
from handrail.operations.demo.events import DemoTold
from handrail.operations.demo.journal import VIA
from handrail.operations.trouble import Trouble


class DemoRefused(Trouble):
    """The demo will not mix with what is in this database."""


@dataclass(frozen=True, slots=True)
class LastTold:
    """How the demo was asked for, when it was built, and until when its story is told."""

    seed: int
    people: int
    days: int
    built: datetime
    through: datetime


def last_told() -> LastTold | None:
    """The demo of this database, None when there is none."""
    told = list(Entry.objects.filter(kind=DemoTold.kind).order_by("at", "pk").values_list("facts", flat=True))
    if not told:
        return None
    facts, built = told[-1], datetime.fromisoformat(told[0]["through"])
    through = datetime.fromisoformat(facts["through"])
    return LastTold(facts["seed"], facts["people"], facts["days"], built, through)


def present() -> bool:
    """Whether this database holds the demo."""
    return last_told() is not None


def note_told(seed: int, people: int, days: int, through: datetime) -> None:
    """Write down that the story is told up to `through`."""
    event = DemoTold(1, None, seed, people, days, through.isoformat())
    announce(event, act=Act(actor=None, at=through, via=VIA))


def refuse_other_data() -> None:
    """Raise DemoRefused when the database holds people that no demo put there."""
    if Person.objects.exists():
        raise DemoRefused(
            "This database holds people that the demo did not make.",
            kept="Nothing was changed.",
            do="Build the demo in an empty data folder: handrail demo --data FOLDER.",
        )
