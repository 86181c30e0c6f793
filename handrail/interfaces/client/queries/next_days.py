"""The person's plan for the next three days."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.wording import clock_words
from handrail.pillars.crisis.models import CopingPart, CopingPlan

TITLES = {
    CopingPart.TONIGHT: _("Tonight: where I sleep, and who is there"),
    CopingPart.TRIGGERS: _("What could make it harder"),
    CopingPart.CONTACTS: _("Safe people I can call"),
    CopingPart.HARD_HOURS: _("The hardest hours, and what I do then"),
    CopingPart.BODY: _("For my body: food, rest, medicine"),
    CopingPart.UNREACHED: _("If you cannot reach me"),
}


def next_days(act: Act) -> dict[str, Any]:
    """The newest plan: its words, and what is held in it, soonest first, as it stands now."""
    assert act.actor is not None
    plan = CopingPlan.objects.newest(act.actor)
    if plan is None:
        return {"plan": None}
    told, person = plan.told, act.actor
    booked = plan.appointments.filter(status=Appointment.Status.BOOKED).select_related("worker")
    held = [(one.starts_at, one.worker, str(one.get_modality_display())) for one in booked]
    due = plan.check_ins.filter(done_at=None).select_related("owner")
    held += [(one.due_at, one.owner, "") for one in due]
    return {
        "plan": plan,
        "over": plan.is_over(act.at),
        "parts": [(TITLES[part], told[part]) for part in CopingPart if part in told],
        "held": [(_when(person, at), worker.preferred_name, how) for at, worker, how in sorted(held, key=lambda h: h[0])],
        "made_on": date_format(local(person, plan.made_at), "MONTH_DAY_FORMAT"),
    }  # fmt: skip


def _when(person: Person, at: Any) -> str:
    here = local(person, at)
    return f"{date_format(here, 'l')}, {clock_words(here)}"
