"""What Maya has to do outside of here: the benefits office, court without a ride, and what she picks up."""

from __future__ import annotations

from datetime import datetime, timedelta

from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Elsewhere
from handrail.foundation.teams.models import CareRelationship
from handrail.foundation.teams.queries import local
from handrail.operations.demo.referrals import case_manager_of_maya
from handrail.operations.demo.window import Window
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Arrangement

DAY = timedelta(days=1)
AT = {"hour": 9, "minute": 30, "second": 0, "microsecond": 0}


def go_elsewhere(window: Window) -> None:
    """One that was and one that comes in two days, kept an eye on by her case manager; none where she has none."""
    care = case_manager_of_maya(window)
    if care is None:
        return
    # In a short demo she has been here for less long than this.
    booked, told = max(window.now - 20 * DAY, care.from_at), window.now - DAY
    was = _booked(
        care, Elsewhere.BENEFITS, "County benefits office, 40 Mill St", window.now - 6 * DAY, booked
    )
    cases.tell_outcome_elsewhere(was, was_there=True, act=Act(care.worker, window.now - 5 * DAY, "staff"))
    court = _booked(care, Elsewhere.COURT, "Courthouse, 12 Main St, room 4", window.now + 2 * DAY, booked)
    cases.ask_for(court, what=Arrangement.What.RIDE, act=Act(care.person, told, "client"))
    cases.do_without(court, what=Arrangement.What.CHILD_CARE, act=Act(care.worker, told, "staff"))
    drops = cases.note_medicine(care.person, name="My night drops", act=Act(care.person, told, "client"))
    on = local(care.person, window.now).date() + DAY
    cases.expect_pick_up(drops, on=on, act=Act(care.worker, told, "staff"))


def _booked(
    care: CareRelationship, what: Elsewhere, place: str, day: datetime, made_at: datetime
) -> Appointment:
    begins = local(care.person, day).replace(**AT)  # type: ignore[arg-type]
    return scheduling.book_elsewhere(
        care.person, care.worker, what=what, starts_at=begins, ends_at=begins + timedelta(hours=1), place=place,
        strand=care.strand, act=Act(care.worker, made_at, "staff"),
    )  # fmt: skip
