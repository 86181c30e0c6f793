"""What follows a check-in, a scored scale or a session that somebody did not come to: the watch looks again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handrail.clinical.early_warning.direct_rules.finding import DirectFinding
from handrail.clinical.early_warning.direct_rules.medicine_visit import (
    medicine_lacks,
    medicine_visit,
    medicine_visit_elsewhere,
)
from handrail.clinical.early_warning.direct_rules.missed_elsewhere import missed_elsewhere
from handrail.clinical.early_warning.direct_rules.missed_sessions import missed_sessions
from handrail.clinical.early_warning.direct_rules.out_of_touch import out_of_touch
from handrail.clinical.gaps.rules import NO_CONTACT
from handrail.continuum.watch.actions import mend_gaps
from handrail.continuum.watch.finding import keep
from handrail.continuum.watch.hearing import last_heard, tries_since
from handrail.continuum.watch.memory import bring_up_to, evening_of, locked_memory, note_told
from handrail.continuum.watch.models import MEDICATIONS, WatchState
from handrail.continuum.watch.returning import note_return
from handrail.continuum.watch.seen import (
    FRESH,
    by_direct_rules,
    by_rule,
    by_scale_rules,
    by_sheet_rules,
    tell,
    told_late,
)
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import CheckIn, Response
from handrail.foundation.people.models import Person
from handrail.foundation.practices.models import SheetVersion
from handrail.foundation.scheduling.events import AppointmentSettled
from handrail.foundation.scheduling.models import Appointment, Elsewhere
from handrail.foundation.scheduling.queries import DID_NOT_COME, missed_elsewhere_in_a_row, missed_in_a_row
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import local, team_of
from handrail.pillars.case_management.models import MissedDose, PickUp
from handrail.pillars.peer_support.models import PeerContact

#: Appointments elsewhere without which the medicine can run out.
ABOUT_MEDICINE = (Elsewhere.MEDICATION, Elsewhere.LAB)


def reassess(entry: Entry, act: Act) -> None:
    """Compare the day just told with the person's own usual, and with the rules that need no usual."""
    check_in = CheckIn.objects.select_related("person").get(pk=entry.subject or 0)
    mend_gaps([check_in.person_id], act=act, kind=NO_CONTACT)
    note_return(entry, act)  # here, and no reaction of its own: each one more slows every check-in
    today = local(check_in.person, act.at).date()
    row = locked_memory(check_in.person)
    for day, assessment in bring_up_to(row, check_in.day, today):
        tell(row.person, day, assessment, act)
    cold_start = check_in.day == today and _compare(row, today, act)
    late = today - check_in.day > FRESH
    for found in by_direct_rules(check_in, cold_start=cold_start):
        if (said := told_late(found) if late else found) is not None:
            keep(check_in.person, said, act=act)


def _compare(row: WatchState, today: date, act: Act) -> bool:
    """Compare today with the person's usual; returns whether there is no usual yet to compare with."""
    assessment = evening_of(row, today)
    if tell(row.person, today, assessment, act):
        note_told(row, assessment)
    return assessment.cold_start


def weigh_scale(entry: Entry, act: Act) -> None:
    """Compare a scored scale with those before, by the instrument's own rules of change."""
    response = Response.objects.select_related("person").get(pk=entry.subject or 0)
    for found in by_scale_rules(response, local(response.person, act.at).date()):
        keep(response.person, found, act=act)


def weigh_missed(entry: Entry, act: Act) -> None:
    """Somebody did not come: count since the last session that they came to."""
    if entry.facts.get("status") != DID_NOT_COME:
        return
    person = Person.objects.get(pk=entry.person_id or 0)
    for rule in _missed_rules(entry, person):
        if rule is not None:
            keep(person, by_rule(local(person, act.at).date(), rule), act=act)


def _missed_rules(entry: Entry, person: Person) -> Iterator[DirectFinding | None]:
    visit = None
    if entry.kind == AppointmentSettled.kind:
        visit = Appointment.objects.get(pk=entry.subject or 0)
    if visit is not None and visit.elsewhere:
        yield medicine_visit_elsewhere(happened=False, about_medicine=visit.elsewhere in ABOUT_MEDICINE)
        yield missed_elsewhere(missed_elsewhere_in_a_row(person, entry.at))
        return
    yield medicine_visit(
        came=False, with_prescriber=visit is not None and _with_prescriber(visit, entry, person)
    )
    yield missed_sessions(missed_in_a_row(person, entry.at))


def _with_prescriber(visit: Appointment, entry: Entry, person: Person) -> bool:
    """Whether the visit was with somebody who prescribes for them, or their nurse."""
    team = team_of(person, entry.at)
    return any(care.worker_id == visit.worker_id and care.role == Role.PRESCRIBER for care in team)


def weigh_silence(entry: Entry, act: Act) -> None:
    """Somebody tried and reached nobody: look at when anybody heard from the person last, in whatever way."""
    if entry.facts.get("outcome") == PeerContact.Outcome.REACHED:
        return
    person = Person.objects.get(pk=entry.person_id or 0)
    heard = last_heard(person)
    days = (entry.at - heard).days if heard else None
    if rule := out_of_touch(days, tries_since(person, heard)):
        keep(person, by_rule(local(person, act.at).date(), rule), act=act)


def weigh_sheet(entry: Entry, act: Act) -> None:
    """What a day card asks for at once, and the early signs that a person knows of themself."""
    written = SheetVersion.objects.select_related("person", "sheet").get(pk=entry.subject or 0)
    old = local(written.person, act.at).date() - written.sheet.day > FRESH
    for found in by_sheet_rules(written):
        # What comes late from a phone without signal calls nobody in the night, and is still told to the team.
        said = found if not old else told_late(found) or replace(found, calls=False)
        keep(written.person, said, act=act)


def weigh_medicine(entry: Entry, act: Act) -> None:
    """Somebody could not pick up what they take, or there is none left: asked about today, by whoever reads medicines."""
    missed, ran_out = (
        entry.facts.get("status") == PickUp.Status.MISSED,
        entry.facts.get("why") == MissedDose.Why.RAN_OUT,
    )
    rule = medicine_lacks(not_picked_up=missed, ran_out=ran_out)
    if rule is not None:
        person = Person.objects.get(pk=entry.person_id or 0)
        keep(person, by_rule(local(person, act.at).date(), rule, of=MEDICATIONS), act=act)
