"""A group that meets each week, credentials, and the first notes of a counselor."""

from __future__ import annotations

from datetime import time, timedelta

from handrail.foundation.consent.evaluator import Refused, people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Gathering, Occasion
from handrail.foundation.teams.models import CareRelationship, Credential, Membership, Role
from handrail.operations.demo.organisation import ZONE
from handrail.operations.demo.window import Window
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.actions import Line
from handrail.pillars.counseling.models import Note

#: After the last appointment of a day.
CLOCK, WEEKS = time(17, 15), 4
TITLES = {Role.COUNSELOR: "LCSW", Role.SUPERVISOR: "LCSW, supervisor"}
LINES = ("Named two warning signs. Practiced saying no.", "First time speaking in group.", "Stayed after to talk.",
         "Led the breathing at the end.", "Quiet. Said that listening was enough for today.")  # fmt: skip
PARTS = {
    "data": "Came in from the rain, early. Told about the week: two hard evenings, one call to Rosa.",
    "assessment": "The evenings after work are the hard part; calling first works.",
    "plan": "Keep the call. Try one evening walk with Sam.",
}


def meet(window: Window) -> None:
    """Licenses of counselors and supervisors; Priya's group of the last weeks, and her notes about Maya."""
    _license(window)
    maya = Person.objects.filter(preferred_name="Maya P.").order_by("pk").first()
    care = (
        CareRelationship.objects.at(window.now)
        .filter(person=maya, role=Role.COUNSELOR)
        .order_by("pk")
        .first()
    )
    if maya is None or care is None:
        return
    occasion = _group(window, care.worker, maya)
    if occasion is not None:
        _written(occasion, Act(care.worker, window.now, "staff"))
    _notes(maya, Act(care.worker, window.now - timedelta(days=6), "staff"))


def _license(window: Window) -> None:
    held = Membership.objects.on(window.today).filter(role__in=list(TITLES)).order_by("pk")
    Credential.objects.bulk_create(
        Credential(person_id=one.person_id, title=TITLES[Role(one.role)], issuer="State board")
        for one in held
    )


def _group(window: Window, lead: Person, maya: Person) -> Occasion | None:
    act = Act(lead, window.now - timedelta(weeks=WEEKS, days=2), "staff")
    inside = Membership.objects.at(act.at).filter(person=lead).order_by("pk").first()
    caring = CareRelationship.objects.at(act.at).filter(worker=lead, role=Role.COUNSELOR).exclude(person=maya)
    people = [maya, *Person.objects.filter(pk__in=caring.values("person")).order_by("pk")[:7]]
    if inside is None:
        return None
    group = scheduling.make_gathering(
        inside.programme, lead, kind=Gathering.Kind.GROUP, strand="counsel", name="Staying well", capacity=8,
        first_on=window.today - timedelta(weeks=WEEKS, days=1), clock=CLOCK, minutes=75, time_zone=str(ZONE),
        every=Gathering.Every.WEEK, place="Room 1", act=act,
    )  # fmt: skip
    for person in people:
        _seat(group, person, act)
    return group.occasions.filter(ends_at__lt=window.now).order_by("-starts_at").first()


def _seat(group: Gathering, person: Person, act: Act) -> None:
    # Who was not on the team yet four weeks ago has no seat.
    try:
        scheduling.give_seat(group, person, act=act)
    except (scheduling.NotTheirLead, scheduling.Full, Refused):
        return


def _written(occasion: Occasion, act: Act) -> None:
    """Yesterday's: most is written, two notes wait, the last did not come."""
    seated = occasion.gathering.seats.values("person")
    # Who is on nobody's team here any more is written about no more.
    people = list(people_for(act, "group_attendance", "write").filter(pk__in=seated).order_by("pk"))
    lines = {one: Line("came", "shared", LINES[n % len(LINES)]) for n, one in enumerate(people[:-1])}
    lines |= {one: Line("did_not_come") for one in people[-1:]}
    for one in people[3:5]:
        lines[one] = Line("came", "listened")
    counseling.write_group(
        occasion, did="Urge surfing, then practiced saying no in pairs. Talked about the holidays coming up.",
        began_from=0, lines=lines, signing=[*people[:3], *people[5:-1]], act=act,
    )  # fmt: skip


def _notes(maya: Person, act: Act) -> None:
    for number, parts in enumerate((PARTS, {"data": "Told about the night before. Used, and called."})):
        note = counseling.begin_note(maya, shape=Note.Shape.DAP, act=act)
        counseling.save_draft(note, parts, began_from=0, written="together", act=act)
        if number == 0:
            counseling.sign(note, act=act)
