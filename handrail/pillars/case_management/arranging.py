"""What is asked for and brought to an appointment elsewhere, in our own plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from handrail.foundation.ledger.act import Act
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment, Elsewhere
from handrail.pillars.case_management.models import Arrangement, ToBring

What: TypeAlias = Arrangement.What
Status: TypeAlias = Arrangement.Status

#: What the step in the plan is called: that there is an appointment, and never for what.
TITLES: Mapping[What, str] = {
    What.RIDE: gettext_noop("A ride to an appointment"),
    What.CHILD_CARE: gettext_noop("Somebody for the children during an appointment"),
    What.NEW_TIME: gettext_noop("A new time for an appointment"),
}
ALWAYS = (gettext_noop("ID card or license"), gettext_noop("Your phone, charged"))
BRING: Mapping[str, tuple[str, ...]] = {
    Elsewhere.MEDICATION: (
        gettext_noop("Insurance card"), gettext_noop("The medicine you have left, in its box"), gettext_noop("Questions you want to ask"),
    ),
    Elsewhere.LAB: (
        gettext_noop("Insurance card"), gettext_noop("The paper with the tests on it, if you got one"), gettext_noop("Water. Ask if you may eat before"),
    ),
    Elsewhere.PRIMARY_CARE: (
        gettext_noop("Insurance card"), gettext_noop("A list of what you take"), gettext_noop("Questions you want to ask"),
    ),
    Elsewhere.COURT: (
        gettext_noop("Every letter from the court"), gettext_noop("Your lawyer’s name and number"), gettext_noop("Papers that show what you have done since"),
    ),
    Elsewhere.BENEFITS: (
        gettext_noop("Letters from the office"), gettext_noop("Papers about your income and your rent"), gettext_noop("Social Security card, if you have it"),
    ),
}  # fmt: skip


def to_bring(appointment: Appointment) -> list[str]:
    """What to bring, a line each: as somebody wrote it, else what such an appointment usually asks for."""
    written = ToBring.objects.newest(appointment)
    if written is not None:
        return [line.strip() for line in written.words.splitlines() if line.strip()]
    return [_(line) for line in (*ALWAYS, *BRING.get(appointment.elsewhere, ()))]


@dataclass(frozen=True, slots=True)
class Need:
    """How one thing stands: `said` is "" while nobody said, else needed, not_needed or arranged; `step` who does it."""

    what: What
    said: str
    step: Step | None

    @property
    def open(self) -> bool:
        return self.said == Status.NEEDED and self.step is not None and self.step.status in Step.OPEN


def needs_for(appointment: Appointment, act: Act) -> dict[What, Need]:
    """Each thing and how it stands, as far as this reader may see. One query."""
    rows = (
        Arrangement.objects.visible_to(act)
        .filter(appointment=appointment)
        .select_related("step__responsible")
    )
    found = {row.what: row for row in rows}
    return {what: _need(what, found.get(what)) for what in What}


def _need(what: What, row: Arrangement | None) -> Need:
    if row is None:
        return Need(what, "", None)
    return Need(what, "arranged" if row.arranged else row.status, row.step)
