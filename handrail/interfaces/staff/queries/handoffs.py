"""The handoffs of one person that the reader takes part in, and the loop on Today."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.continuum.handoffs.models import Handoff
from handrail.continuum.handoffs.policy import READS, may_answer, may_offer, receivers
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.words.times import by_day, here

AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One handoff: by when, and what the reader can do with it. `form`: a no that needs another look."""

    handoff: Handoff
    due: str
    may_answer: bool
    may_take_back: bool
    form: Form | None


@dataclass(frozen=True, slots=True)
class HandoffPage:
    """`others`: to whom the reader could hand over; nobody where they may not."""

    record: Record
    lines: list[Line]
    others: list[CareRelationship]

    @property
    def tabs(self) -> list[dict[str, object]]:
        return self.record.tabs("")


def handoffs_of(person_id: int, act: Act, sent: tuple[int, Form] | None = None) -> HandoffPage:
    """Refused is absent, as the record is."""
    record = record_of(person_id, act, "care_plan", team=(READS,))
    rows = Handoff.objects.visible_to(act).of(record.person).select_related("sender", "receiver", "person")
    lines = [_line(one, record, sent) for one in rows.newest_first()[:AT_MOST]]
    others = receivers(record.person, act) if may_offer(act, record.person) else []
    return HandoffPage(record, lines, others)


def handoff_loops(act: Act) -> list[tuple[str, str, str, str]]:
    """What waits for the reader's yes, and what they asked and nobody took yet. One query."""
    assert act.actor is not None
    today = here(act, act.at).date()
    rows = Handoff.objects.visible_to(act).waiting().exclude(person=act.actor).order_by("meet_by", "pk")
    return [
        (_title(one, act.actor), by_day(one.meet_by, today), reverse("staff:handoffs", args=[one.person_id]), "handshake")
        for one in rows.select_related("sender", "receiver", "person")[:AT_MOST]
    ]  # fmt: skip


def _title(one: Handoff, reader: Person) -> str:
    if one.receiver == reader:
        return _("%(name)s hands over %(person)s to you: your answer?") % {
            "name": one.sender,
            "person": one.person,
        }
    return _("%(name)s has not answered about %(person)s yet") % {"name": one.receiver, "person": one.person}


def _line(one: Handoff, record: Record, sent: tuple[int, Form] | None) -> Line:
    waits = one.status == Handoff.Status.WAITING
    return Line(
        one, by_day(one.meet_by, record.today), waits and may_answer(record.act, one),
        waits and one.sender == record.act.actor, sent[1] if sent and sent[0] == one.pk else None,
    )  # fmt: skip
