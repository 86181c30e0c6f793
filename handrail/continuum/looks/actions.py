"""Weighing looks as they come, asking about those that nothing explains, answering, closing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import takewhile

from django.db import transaction

from handrail.continuum.looks import policy
from handrail.continuum.looks.events import (
    LookFoundUnexplained,
    LookQuestionAnswered,
    UnexplainedLookClosed,
)
from handrail.continuum.looks.facts import facts_of
from handrail.continuum.looks.models import LookQuestion, LooksWeighed, UnexplainedLook
from handrail.continuum.looks.rule import Why, why_unexplained
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.each_alone import each_alone, rested
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership
from handrail.foundation.teams.queries import organisation_zone

#: What somebody does for a person often follows the look: this long it may, before anybody is asked.
GRACE = timedelta(minutes=30)
#: After a long standstill: how far back looks are still weighed.
LOOK_BACK = timedelta(days=7)
#: In one round of the clock, so that nothing else waits for it.
AT_ONCE = 200
#: What the clock calls this.
PART = "looks_asked_about"
#: How somebody stood at the moment of a look, by their key and that moment.
Acts = dict[tuple[int, datetime], Act]


class AlreadyAnswered(ValueError):
    """The question was answered before."""


class AlreadyClosed(ValueError):
    """Somebody closed the item before."""


def weigh_looks(now: datetime) -> int:
    """Weigh the looks that came since last time; returns how many items are new. Safe in two processes."""
    with transaction.atomic():
        LooksWeighed.objects.get_or_create(pk=1)
        mark = LooksWeighed.objects.select_for_update(skip_locked=True).filter(pk=1).first()
        if mark is None:
            return 0
        viewings = Viewing.objects.select_related("viewer", "person").order_by("pk")
        rows = viewings.filter(pk__gt=mark.viewing, at__gt=now - LOOK_BACK)
        waited = [*takewhile(lambda one: one.at <= now - GRACE, rows[:AT_ONCE])]
        # The mark goes past what could not be weighed, which is then tried again by its key.
        found = {one.pk: one for one in [*viewings.filter(pk__in=rested(PART, now))[:AT_ONCE], *waited]}
        acts: Acts = {}
        act = Act(actor=None, at=now, via="clock")
        weighed = each_alone(PART, found, lambda key: _weigh(found[key], acts, act), now=now)
        if waited:
            mark.viewing = waited[-1].pk
            mark.save(update_fields=["viewing"])
    return weighed.count()


@transaction.atomic
def _weigh(one: Viewing, acts: Acts, act: Act) -> bool:
    here = organisation_zone()
    day = one.at.astimezone(here).date()
    if UnexplainedLook.objects.filter(person=one.person, viewer=one.viewer, day=day).exists():
        return False
    # One page is several viewings at one moment: what is known of whoever looked is asked once.
    looking = acts.setdefault((one.viewer_id, one.at), Act(one.viewer, one.at, "clock"))
    why = why_unexplained(facts_of(one, looking, datetime.combine(day, time.min, tzinfo=here)))
    if why is not None:
        _keep(one, why, day=day, today=act.at.astimezone(here).date(), act=act)
    return why is not None


def _keep(viewing: Viewing, why: Why, *, day: date, today: date, act: Act) -> None:
    look = UnexplainedLook.objects.create(
        person=viewing.person, viewer=viewing.viewer, day=day, why=why.value, first_at=viewing.at, found_at=act.at,
        question=_question(viewing.viewer, today, act),
    )  # fmt: skip
    announce(LookFoundUnexplained(look.pk, None, look.viewer_id, why.value), act=act)


def _question(worker: Person, today: date, act: Act) -> LookQuestion | None:
    """The one that is open, else the one of today: nobody is asked twice on a day."""
    if not Membership.objects.at(act.at).filter(person=worker).exists():
        return None
    waiting = LookQuestion.objects.open().filter(worker=worker).first()
    if waiting is not None:
        return waiting
    asked, _new = LookQuestion.objects.get_or_create(
        worker=worker, asked_on=today, defaults={"asked_at": act.at}
    )
    return asked


@transaction.atomic
def answer_question(
    question: LookQuestion, *, answer: LookQuestion.Answer, words: str, act: Act
) -> LookQuestion:
    """The worker says what it was for, once."""
    question = LookQuestion.objects.select_for_update().get(pk=question.pk)
    require(policy.may_answer(act, question))
    if question.answered_at is not None:
        raise AlreadyAnswered("You answered this before. Nothing was changed.")
    question.answered_at, question.answer, question.words = act.at, answer.value, words
    question.save(update_fields=["answered_at", "answer", "words"])
    announce(LookQuestionAnswered(question.pk, None, answer.value), act=act)
    return question


@transaction.atomic
def close_look(
    look: UnexplainedLook, *, outcome: UnexplainedLook.Outcome, reason: str, act: Act
) -> UnexplainedLook:
    """The privacy officer says what it was, with a reason, once. The person reads the outcome in words."""
    look = UnexplainedLook.objects.select_for_update(of=("self",)).select_related("person").get(pk=look.pk)
    require(policy.may_close(act, look))
    if look.closed_at is not None:
        raise AlreadyClosed("Somebody closed this before. Nothing was changed.")
    look.closed_by, look.closed_at = act.actor, act.at
    look.outcome, look.reason = outcome.value, reason
    look.save(update_fields=["closed_by", "closed_at", "outcome", "reason"])
    announce(UnexplainedLookClosed(look.pk, None, look.viewer_id, outcome.value), act=act)
    return look
