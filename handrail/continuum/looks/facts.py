"""What is known of a look, as of its moment: asked of the evaluator again, and of what was to be done that day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from handrail.continuum.looks.rule import BY_ROLE_ALONE, Look
from handrail.continuum.responses.models import Ask
from handrail.continuum.watch.models import Concern
from handrail.foundation.consent.entries import BY_ENTRY
from handrail.foundation.consent.evaluator import decide
from handrail.foundation.consent.models import CasePerson, EmergencyAccess, RecipientMember
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry, Viewing
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.days import OrganisationDay
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership
from handrail.pillars.crisis.models import Alert, FollowUp, Page
from handrail.pillars.crisis.policy import BY_ASKING

#: Around which a meeting explains a look: as the matrix counts who is expected at a desk (`rules.desk`).
MET, MEETS = timedelta(days=1), timedelta(days=14)


def facts_of(viewing: Viewing, act: Act, since: datetime) -> Look:
    """The facts of one look under `act`, whoever looked at the moment of looking. `since` begins its day."""
    rule = _opened_by(viewing, act)
    if rule and rule not in BY_ROLE_ALONE:
        return Look(rule)
    viewer, person = viewing.viewer, viewing.person
    return Look(
        rule,
        ended=not rule and _ended_that_day(viewer, person, act),
        cares=CareRelationship.objects.at(act.at).filter(worker=viewer, person=person).exists(),
        tied=_tied(viewer, person, act.at, since),
        acted=_acted(viewer, person, since),
        waits=_waits(person, act.at, since),
    )


def _opened_by(viewing: Viewing, act: Act) -> str:
    # A rule that looks at one entry was decided with that entry in hand; the viewing names it.
    if viewing.basis in BY_ENTRY or viewing.basis == BY_ASKING:
        return viewing.basis
    decision = decide(act, viewing.resource, viewing.person)
    return decision.basis if decision.allowed else ""


def _ended_that_day(viewer: Person, person: Person, act: Act) -> bool:
    day = OrganisationDay(act.at)
    left = Membership.objects.filter(person=viewer, until_on=day, from_on__lt=day)
    discharged = Enrolment.objects.filter(person=person, until_on=day, from_on__lt=day)
    partner = RecipientMember.objects.filter(person=viewer, until_on=day, from_on__lt=day)
    return left.exists() or discharged.exists() or partner.exists()


def _tied(viewer: Person, person: Person, at: datetime, since: datetime) -> bool:
    asked = Ask.objects.filter(asked=viewer, proposal__response__person=person, asked_at__lte=at)
    steps = Step.objects.filter(responsible=viewer, plan__person=person, made_at__lte=at)
    called = Page.objects.filter(to=viewer, alert__person=person, at__lte=at)
    meets = Appointment.objects.filter(worker=viewer, person=person)
    return (
        asked.filter(Q(ended_at=None) | Q(ended_at__gt=since)).exists()
        or steps.filter(Q(ended_at=None) | Q(ended_at__gt=since)).exists()
        or called.filter(Q(alert__closed_at=None) | Q(alert__closed_at__gt=since)).exists()
        or FollowUp.objects.filter(owner=viewer, alert__person=person, made_at__lte=at, done_at=None).exists()
        or meets.filter(starts_at__gte=at - MET, starts_at__lte=at + MEETS).exists()
    )


def _acted(viewer: Person, person: Person, since: datetime) -> bool:
    day = Q(at__gte=since, at__lt=since + timedelta(days=1))
    return Entry.objects.about(person).filter(day, actor=viewer).exists()


def _waits(person: Person, at: datetime, since: datetime) -> bool:
    """A concern, an alert, an emergency access to review, a case to approve: what a supervisor answers for."""
    alerts = Alert.objects.filter(person=person, raised_at__lte=at)
    concerns = Concern.objects.filter(person=person, opened_at__lte=at)
    opened = EmergencyAccess.objects.filter(person=person, opened_at__lte=at)
    cases = CasePerson.objects.filter(person=person, case__approved_at=None, case__closed_at=None)
    return (
        concerns.filter(Q(closed_at=None) | Q(closed_at__gt=since)).exists()
        or alerts.filter(Q(closed_at=None) | Q(closed_at__gt=since)).exists()
        or opened.filter(Q(reviewed_at=None) | Q(reviewed_at__gt=since)).exists()
        or cases.filter(case__opened_at__lte=at).exists()
    )
