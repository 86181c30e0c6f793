"""Setting reminders, each once; and how much somebody wants of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce, announce_all
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.events import PaceChosen, ReminderSet
from handrail.foundation.messaging.models import ChosenPace, Reminder
from handrail.foundation.people.models import Person

#: Rows in one statement: PostgreSQL takes at most 65,535 values.
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reminder to be set: `about` names what it is about, `happens_at` is the time that may be said."""

    person: int
    kind: Kind
    about: str
    due_at: datetime
    until_at: datetime
    happens_at: datetime | None = None

    @property
    def once(self) -> tuple[int, str, str]:
        return self.person, self.kind.value, self.about


@transaction.atomic
def remind(wanted: Sequence[Wanted], *, act: Act) -> int:
    """Set those that are not set yet, by the house only; returns how many. Set again it is the same reminder."""
    require(policy.may_send(act))
    made = Reminder.objects.bulk_create([_row(one, act) for one in _new(wanted)], batch_size=AT_ONCE)
    announce_all([ReminderSet(one.pk, one.person_id, one.kind) for one in made], act=act)
    return len(made)


def _new(wanted: Sequence[Wanted]) -> list[Wanted]:
    known = _known(wanted)
    return [one for one in {one.once: one for one in wanted}.values() if one.once not in known]


def _known(wanted: Sequence[Wanted]) -> set[tuple[int, str, str]]:
    about = {one.about for one in wanted}
    found = Reminder.objects.filter(person__in={one.person for one in wanted}, about__in=about)
    return set(found.values_list("person_id", "kind", "about"))


def _row(one: Wanted, act: Act) -> Reminder:
    return Reminder(
        person_id=one.person, kind=one.kind, about=one.about, due_at=one.due_at, until_at=one.until_at,
        happens_at=one.happens_at, set_at=act.at,
    )  # fmt: skip


@transaction.atomic
def choose_pace(
    person: Person, *, per_day: int, at: time, quiet: tuple[time, time], kinds: Collection[str], first: str,
    invites: str = ChosenPace.Invites.NONE, act: Act,
) -> ChosenPace:  # fmt: skip
    """How much, when, about what, and which way first: by the person only. A crisis is never left out."""
    require(policy.may_permit(act, person))
    chosen, _new_one = ChosenPace.objects.update_or_create(
        person=person,
        defaults={
            "per_day": per_day, "at": at, "quiet_from": quiet[0], "quiet_until": quiet[1], "first": first, "invites": invites,
            "kinds": sorted({*kinds, Kind.CRISIS.value}), "chosen_at": act.at,
        },
    )  # fmt: skip
    announce(PaceChosen(chosen.pk, person.pk, per_day), act=act)
    return chosen
