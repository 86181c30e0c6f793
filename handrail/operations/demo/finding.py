"""Two people of Maya's case manager whom nobody reached: one she looks for now, and one who called this afternoon."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from handrail.continuum.watch.hearing import heard_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.operations.demo.referrals import case_manager_of_maya
from handrail.operations.demo.window import Window
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Attempt, Lead, Search

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Way, Outcome = Attempt.Way, Attempt.Outcome
#: Of the try in this story with this number: the same demo twice is the same.
KEY = 0x5EA7C4
LIBRARY = cases.Known(
    Lead.Kind.PLACE, "The library, by the newspapers, most mornings", safety=ContactPoint.Safety.SAFE,
    words_to_say="Ask for a book about rivers.",
)  # fmt: skip
COUSIN = cases.Known(
    Lead.Kind.PERSON, "A cousin who works at the market", "+12125550147", ContactPoint.Safety.SAFE, Lead.MaySay.NOTHING,
    "Say you are a friend from the library.",
)  # fmt: skip
BRIDGE = cases.Known(Lead.Kind.PLACE, "Under the Mill Street bridge, somebody said")


def look_for_people(window: Window) -> None:
    """Nobody where Maya has no case manager, or all of that worker's people were heard from lately. What it owes is done."""
    care = case_manager_of_maya(window)
    if care is None:
        return
    mine = CareRelationship.objects.at(window.now).filter(worker=care.worker, role=Role.CASE_MANAGER)
    people = [one.person for one in mine.exclude(person=care.person).select_related("person").order_by("pk")]
    heard = heard_of([one.pk for one in people])
    silent = sorted((one for one in people if one.pk in heard), key=lambda one: (heard[one.pk], one.pk))
    for number, person in enumerate(silent[:2]):
        begun = max(window.now - 4 * DAY, heard[person.pk] + HOUR)
        if begun + 4 * HOUR < window.now:
            _looked_for(person, care.worker, begun, window.now, called=number == 1)
    deliver_due(window.now)


def _looked_for(person: Person, worker: Person, begun: datetime, now: datetime, *, called: bool) -> None:
    for lead in (BRIDGE,) if called else (BRIDGE, COUSIN, LIBRARY):
        cases.note_lead(person, lead, act=Act(worker, begun, "staff"))
    cases.look_for(person, reason=Search.Reason.NO_CONTACT, owner=worker, act=Act(worker, begun, "staff"))
    rang = cases.Made(Way.CALL, Outcome.NO_ANSWER, words="Rang until it stopped.")
    went = cases.Made(Way.VISIT, Outcome.NOT_THERE, words="Closed that day. Went on by the market.")
    for number, (made, after) in enumerate(((rang, HOUR), (went, 26 * HOUR))):
        if begun + after < now - HOUR:
            key = UUID(int=(KEY + person.pk) * 10 + number)
            cases.log_attempt(person, made, key=key, act=Act(worker, begun + after, "staff"))
    if called:
        cases.hear_from(person, act=Act(None, now - HOUR, "clock"))
