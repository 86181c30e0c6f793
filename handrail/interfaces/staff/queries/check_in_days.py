"""When no check-in of somebody is expected: the weekdays they chose, and when they are away."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from handrail.clinical.early_warning.expected import shows_change
from handrail.continuum.watch.expecting import Choice, choice_of
from handrail.continuum.watch.models import Absence
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.queries.record import Record, record_of


@dataclass(frozen=True, slots=True)
class CheckInDaysPage:
    """`shows_change`: whether so few days can still be compared with the usual."""

    record: Record
    choice: Choice
    shows_change: bool
    times: list[Absence]

    @property
    def tabs(self) -> list[dict[str, object]]:
        return self.record.tabs("")


def check_in_days_of(person_id: int, act: Act) -> CheckInDaysPage:
    """Refused is absent: whoever may not read their check-ins, or adds none."""
    record = record_of(person_id, act, "checkins")
    if not (record.may("checkins") and record.may("checkins", "append")):
        raise Http404
    today = local(record.person, act.at).date()
    choice = choice_of(record.person, today)
    told = Absence.objects.of(record.person).not_over(today).select_related("told_by")
    return CheckInDaysPage(
        record, choice, shows_change(choice.weekdays), list(told.order_by("from_on", "pk"))
    )
