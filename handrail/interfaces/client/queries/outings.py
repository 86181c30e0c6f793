"""An appointment elsewhere as the person reads it: what to bring, and what was arranged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.queries.today import Coming, coming_of
from handrail.interfaces.client.wording import called, due_words
from handrail.pillars.case_management.arranging import Need, needs_for, to_bring
from handrail.pillars.case_management.models import Arrangement

BEFORE = 5
What = Arrangement.What


@dataclass(frozen=True, slots=True)
class Outing:
    """`said`: how each thing stands, in a sentence; `asks`: what they can still say, by its code; `before`: those
    that were; `ahead`: whether it is still to come."""

    key: int
    coming: Coming
    outcome: str
    new: int | None
    said: list[str]
    bring: list[str]
    asks: frozenset[str]
    before: list[str]
    ahead: bool


def outings_of(act: Act) -> Any:
    """The person's own."""
    mine = Appointment.objects.visible_to(act).filter(person=act.actor).elsewhere()
    return mine.select_related("person", "worker")


def outing_page(one: Appointment, act: Act) -> Outing:
    """One appointment elsewhere, and what came of those before it."""
    found = needs_for(one, act)
    ahead = one.status == Appointment.Status.BOOKED and one.starts_at > act.at
    after = Appointment.objects.filter(instead_of=one).values_list("pk", flat=True).first()
    asks = [what.value for what, need in found.items() if ahead and not need.open and need.said != "arranged"]
    said = [words for need in found.values() if (words := _said(need, act))]
    return Outing(
        one.pk,
        coming_of(one),
        one.outcome,
        after,
        said,
        to_bring(one),
        frozenset(asks),
        _before(one, act),
        ahead,
    )


def _before(one: Appointment, act: Act) -> list[str]:
    over = (
        outings_of(act)
        .exclude(status=Appointment.Status.BOOKED)
        .exclude(pk=one.pk)
        .order_by("-starts_at", "-pk")
    )
    told = [(coming_of(row), row.outcome) for row in over[:BEFORE]]
    return [f"{coming.long_day}: {coming.elsewhere}. {outcome}" for coming, outcome in told]


def _said(need: Need, act: Act) -> str:
    if need.step is None or need.said not in {"arranged", Arrangement.Status.NEEDED}:
        return ""
    if need.said == "arranged":
        return {What.RIDE: _("Your ride is arranged."), What.CHILD_CARE: _("Somebody is there for the children."),
                What.NEW_TIME: _("You have a new time.")}[need.what]  # fmt: skip
    if not need.open:
        return ""
    assert act.actor is not None
    due = due_words(need.step.due_on, local(act.actor, act.at).date()) if need.step.due_on else ""
    mine = need.step.responsible_id == act.actor.pk
    who = need.step.partner or called(str(need.step.responsible))
    told = {"name": who, "day": due}
    if mine:
        return {What.RIDE: _("You said you find a ride, by %(day)s."),
                What.CHILD_CARE: _("You said you find somebody for the children, by %(day)s."),
                What.NEW_TIME: _("You find a new time, by %(day)s.")}[need.what] % told  # fmt: skip
    return {What.RIDE: _("%(name)s looks for a ride, by %(day)s."),
            What.CHILD_CARE: _("%(name)s looks for somebody for the children, by %(day)s."),
            What.NEW_TIME: _("%(name)s looks for a new time, by %(day)s.")}[need.what] % told  # fmt: skip
