"""A call without a name turns out to be somebody's: a responder says whose, with why, and may take it back."""

from __future__ import annotations

from django.db import transaction

from handrail.clinical.triage.follow_up import owed_when_recognized
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.crisis.actions.beats import locked, require_held, write_line
from handrail.pillars.crisis.actions.following_up import end_all, next_one
from handrail.pillars.crisis.events import AlertRecognized, RecognitionTakenBack
from handrail.pillars.crisis.models import Alert, FollowUp, LogEntry, Recognition
from handrail.pillars.crisis.policy import may_recognize

#: What is owed to the person themself, and so to nobody once the call was not theirs.
THEIRS = (*FollowUp.MONTH, FollowUp.Kind.DEBRIEF)


@transaction.atomic
def recognize(alert: Alert, person: Person, *, reason: str, act: Act) -> Recognition:
    """It was theirs: it stands on their record from now on, from when they called. Raises Refused, NotYours, ValueError."""
    alert = locked(alert, act, also_closed=True)
    require(may_recognize(act, person))
    assert act.actor is not None
    if alert.person is not None:
        raise ValueError("It was said before whose call this is. Nothing was changed.")
    if alert.is_open:
        require_held(alert, act)
    if not reason.strip():
        raise ValueError("Say what tells you that it is them. Nothing was changed.")
    if alert.is_open and Alert.objects.filter(person=person, closed_at=None).exists():
        raise ValueError(
            "They have an open alert of their own. Close one of the two first: what was said stays in both."
            " Nothing was changed."
        )
    alert.person = person
    alert.save(update_fields=["person"])
    made = Recognition.objects.create(
        alert=alert, person=person, reason=reason.strip(), by=act.actor, at=act.at
    )
    write_line(alert, LogEntry.Kind.RECOGNIZED, act)
    announce(AlertRecognized(made.pk, person.pk, alert=alert.pk), act=act)
    due_at = owed_when_recognized(alert.closed_at, act.at) if alert.closed_at else None
    if due_at and not alert.follow_ups.filter(kind=FollowUp.Kind.NEXT_DAY, done_at=None).exists():
        next_one(alert, FollowUp.Kind.NEXT_DAY, act.actor, due_at, act)
    return made


@transaction.atomic
def take_back_recognition(alert: Alert, *, reason: str, act: Act) -> Recognition:
    """It was not theirs: it is a call without a name again, and leaves their story. Raises Refused, ValueError."""
    alert = locked(alert, act, also_closed=True)
    found = alert.recognitions.select_for_update().filter(ended_at=None).first()
    if found is None or alert.person is None:
        raise ValueError("Nobody said whose call this is. Nothing was changed.")
    require(may_recognize(act, alert.person))
    if not reason.strip():
        raise ValueError("Say what tells you that it is not them. Nothing was changed.")
    if alert.coping_plans.exists() or alert.transfers.exclude(disclosure=None).exists():
        raise ValueError(
            "A plan for the next days, or what was said to a hospital, stands in their name since then. Ask the"
            " privacy officer to put that right. Nothing was changed."
        )
    end_all(alert, THEIRS, FollowUp.Outcome.NOT_THEIRS, act)
    found.ended_at, found.ended_by, found.why_ended = act.at, act.actor, reason.strip()
    found.save(update_fields=["ended_at", "ended_by", "why_ended"])
    alert.person = None
    alert.save(update_fields=["person"])
    write_line(alert, LogEntry.Kind.NOT_THEM, act)
    announce(RecognitionTakenBack(found.pk, found.person_id, alert=alert.pk), act=act)
    return found
