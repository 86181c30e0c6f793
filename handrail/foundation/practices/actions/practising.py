"""Beginning a practice, ending it, and telling how it went."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from handrail.clinical.practices.shelf import method as method_of
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.practices import policy
from handrail.foundation.practices.events import PracticeBegun, PracticeEnded, PracticeTold
from handrail.foundation.practices.models import Practice, PracticeLog
from handrail.foundation.teams.queries import local

#: How long what was told on a phone without signal may take to come here.
KEPT_FOR = timedelta(days=14)


class TooLongAgo(ValueError):
    """The day lies ahead, or too far back to be told now."""


@transaction.atomic
def begin(
    person: Person, *, method: str, act: Act, cadence: str = Practice.Cadence.WHEN_NEEDED, why: str = ""
) -> Practice:
    """Practise a method from now on. What was agreed on before about it ends, and stays. Raises UnknownMethod."""
    hold(person)
    require(policy.may_begin(act, person))
    assert act.actor is not None
    chosen = method_of(method)
    there = Practice.objects.of(person).open().filter(method=chosen.id).first()
    if there is not None and (there.cadence, there.why) == (cadence, why):
        return there
    if there is not None:
        _end(there, act)
    begun = Practice.objects.create(
        person=person, method=chosen.id, cadence=cadence, why=why, asked_by=act.actor, begun_at=act.at
    )
    announce(PracticeBegun(begun.pk, person.pk, chosen.id), act=act)
    return begun


@transaction.atomic
def end(practice: Practice, *, act: Act) -> Practice:
    """Stop, at any time and without a reason. What was told stays."""
    practice = Practice.objects.select_for_update(of=("self",)).select_related("person").get(pk=practice.pk)
    require(policy.may_end(act, practice.person))
    if practice.ended_at is not None:
        return practice
    _end(practice, act)
    return practice


def _end(practice: Practice, act: Act) -> None:
    practice.ended_at, practice.ended_by = act.at, act.actor
    practice.save(update_fields=["ended_at", "ended_by"])
    announce(PracticeEnded(practice.pk, practice.person_id, practice.method), act=act)


def tell(
    person: Person, *, key: UUID, method: str, told: str, act: Act, notices: str = "", day: date | None = None
) -> PracticeLog:
    """Keep how it went, once per `key`: the same key again returns the first. Raises UnknownMethod, TooLongAgo."""
    require(policy.may_tell(act, person))
    chosen, on = method_of(method), reachable(person, day, act)
    known = PracticeLog.objects.of(person).filter(key=key)
    if there := known.first():
        return there
    assert act.actor is not None
    try:
        return _keep(
            PracticeLog(person=person, key=key, method=chosen.id, told=told, notices=notices, day=on,
                        told_by=act.actor, made_at=act.at), act,
        )  # fmt: skip
    except IntegrityError:
        # Sent twice at the same moment: the other one is there now, or this is another trouble.
        if there := known.first():
            return there
        raise


@transaction.atomic
def _keep(made: PracticeLog, act: Act) -> PracticeLog:
    made.save(force_insert=True)
    announce(PracticeTold(made.pk, made.person_id, made.method), act=act)
    return made


def reachable(person: Person, day: date | None, act: Act) -> date:
    """The day it is told for: today, or up to 14 days back. Raises TooLongAgo."""
    today = local(person, act.at).date()
    on = day or today
    if on > today or today - on > KEPT_FOR:
        raise TooLongAgo(f"A practice can be told for today and up to {KEPT_FOR.days} days back.")
    return on
