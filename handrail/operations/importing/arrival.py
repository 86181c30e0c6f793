"""From one row of a file to one person, not saved yet, with everything that belongs to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from handrail.foundation.people.models import CarePreferences, ContactPoint, Person
from handrail.foundation.teams.models import CareRelationship, Enrolment, Role
from handrail.operations.importing.cells import (
    Field,
    day,
    email,
    language,
    one_of,
    phone,
    text_up_to,
    time_zone,
)
from handrail.operations.importing.organisation import Organisation
from handrail.operations.importing.report import Unfit
from handrail.operations.importing.table import Values

#: Columns that name a worker by the address they sign in with, and the role they take.
CARERS = {
    "counselor": Role.COUNSELOR,
    "peer_specialist": Role.PEER_SPECIALIST,
    "case_manager": Role.CASE_MANAGER,
    "prescriber": Role.PRESCRIBER,
}
FIELDS = (
    Field("external_id", text_up_to(64), required=True),
    Field("preferred_name", text_up_to(80), required=True),
    Field("legal_name", text_up_to(160)),
    Field("pronouns", text_up_to(40)),
    Field("born_on", day),
    Field("language", language),
    Field("time_zone", time_zone),
    Field("phone", phone),
    Field("phone_safe", one_of(ContactPoint.Safety.values)),
    Field("voicemail", one_of(ContactPoint.Voicemail.values)),
    Field("words_to_say", text_up_to(160)),
    Field("text_number", phone),
    Field("text_safe", one_of(ContactPoint.Safety.values)),
    Field("email", email),
    Field("email_safe", one_of(ContactPoint.Safety.values)),
    Field("what_matters", text_up_to(400)),
    Field("goal", one_of(CarePreferences.Goal.values)),
    Field("programme", text_up_to(120)),
    Field("site", text_up_to(120)),
    Field("enrolled_on", day),
    *(Field(name, email) for name in CARERS),
)
#: What a row of somebody who is here already is compared in.
OWN = ("preferred_name", "legal_name", "pronouns", "born_on", "language", "time_zone")
#: These say nothing without a programme, and who would see the person is not to be guessed.
IN_A_PROGRAMME = ("site", "enrolled_on", *CARERS)
OLDEST = 125


class OfField(Unfit):
    """A value cannot be taken: `field` says where it stands."""

    def __init__(self, field: str, trouble: Unfit) -> None:
        super().__init__(trouble.what, trouble.do)
        self.field = field


@dataclass(slots=True)
class Arrival:
    """One person about to be taken in."""

    row: int
    person: Person
    ways: list[ContactPoint] = field(default_factory=list)
    preferences: list[CarePreferences] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    carers: list[CareRelationship] = field(default_factory=list)


def arrival(
    row: int, values: Values, *, where: Organisation, today: date, at: datetime, zone: str
) -> Arrival:
    """Raises OfField. `today` and `zone` are the organisation's; `zone` holds where the file names none."""
    _see_that_all_fits(values, today)
    person = Person(external_id=values["external_id"], made_at=at, **_own(values, zone))
    made = Arrival(row, person, _ways(values, person))
    if values.get("what_matters") or values.get("goal"):
        made.preferences.append(_preferences(values, person))
    if values.get("programme"):
        _place(made, values, where, today, at)
    return made


def _own(values: Values, zone: str) -> Values:
    given = {name: values[name] for name in OWN if values.get(name) is not None}
    return {"time_zone": zone, **given}


def _see_that_all_fits(values: Values, today: date) -> None:
    born, enrolled = values.get("born_on"), values.get("enrolled_on")
    if not values.get("programme"):
        for name in IN_A_PROGRAMME:
            if values.get(name):
                raise OfField(name, Unfit("It stands without a programme.", "Say in which programme."))
    for name, told in (("born_on", born), ("enrolled_on", enrolled)):
        if told and told > today:
            raise OfField(name, Unfit(f"{told} lies ahead.", "Look for a typing error."))
        if told and today.year - told.year > OLDEST:
            raise OfField(name, Unfit(f"{told} is too long ago.", "Write the year with all its digits."))
    if born and enrolled and enrolled < born:
        raise OfField(
            "enrolled_on", Unfit(f"{enrolled} is before this person was born.", "Look at both dates.")
        )


def _ways(values: Values, person: Person) -> list[ContactPoint]:
    System = ContactPoint.System
    ways: list[ContactPoint] = []
    for system, name in ((System.PHONE, "phone"), (System.SMS, "text_number"), (System.EMAIL, "email")):
        if values.get(name):
            safety = values.get(f"{name.removesuffix('_number')}_safe") or ContactPoint.Safety.UNKNOWN
            way = ContactPoint(
                person=person, system=system, value=values[name], safety=safety, rank=len(ways) + 1
            )
            ways.append(way)
    if values.get("phone"):
        ways[0].voicemail = values.get("voicemail") or ContactPoint.Voicemail.UNKNOWN
        ways[0].words_to_say = values.get("words_to_say") or ""
    return ways


def _preferences(values: Values, person: Person) -> CarePreferences:
    goal = values.get("goal") or CarePreferences.Goal.UNDECIDED
    return CarePreferences(person=person, what_matters=values.get("what_matters") or "", goal=goal)


def _place(made: Arrival, values: Values, where: Organisation, today: date, at: datetime) -> None:
    field = "programme"
    try:
        programme = where.programme(values["programme"])
        field = "site"
        site = where.site(values["site"]) if values.get("site") else None
        enrolled = values.get("enrolled_on") or today
        made.enrolments.append(
            Enrolment(person=made.person, programme=programme, site=site, from_on=enrolled)
        )
        for field, role in CARERS.items():
            if values.get(field):
                worker = where.worker(values[field], role, programme)
                made.carers.append(
                    CareRelationship(worker_id=worker, person=made.person, role=role, from_at=at)
                )
    except Unfit as trouble:
        raise OfField(field, trouble) from None
