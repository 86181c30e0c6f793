"""Looking for somebody whom nobody reaches: who tries when, what came of it, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.clinical.triage.next_attempt import is_within
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.pillars.case_management import finding, policy
from handrail.pillars.case_management.events import (
    AttemptLogged,
    AttemptWithdrawn,
    HeardAgain,
    SearchBegan,
    SearchEnded,
    SearchPlanned,
    SearchReopened,
    SearchSeen,
)
from handrail.pillars.case_management.models import Attempt, IllegalMove, Lead, Search

Status, Why = Search.Status, Search.Why
Way, Outcome = Attempt.Way, Attempt.Outcome
#: So long a slip can be taken back, and so far ahead a next try is planned. Design.
WITHDRAWN_WITHIN, PLANNED_WITHIN = timedelta(days=1), timedelta(days=31)


class NotAllowedThere(ValueError):
    """Their rules do not allow it there, or not at that hour."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was tried, and what came of it."""

    way: Attempt.Way
    outcome: Attempt.Outcome
    lead: Lead | None = None
    words: str = ""


@transaction.atomic
def look_for(person: Person, *, reason: Search.Reason, owner: Person, act: Act) -> Search:
    """Put them on the list, with whoever tries next. Who is on it already stays as they are. Raises Refused."""
    person = hold(person)
    require(policy.may_look_for(act, person))
    require(policy.may_look_for(Act(owner, act.at, act.via), person))
    there = Search.objects.open().filter(person=person).first()
    if there is not None:
        return there
    assert act.actor is not None
    search = Search(person=person, reason=reason, owner=owner, begun_by=act.actor, begun_at=act.at)
    _propose(search, act)
    search.save()
    announce(SearchBegan(search.pk, person.pk, reason, owner.pk), act=act)
    return search


@transaction.atomic
def log_attempt(person: Person, made: Made, *, key: UUID, act: Act) -> Attempt:
    """A try, or that it worked, once per key, at this moment. Raises Refused, NotAllowedThere, ValueError."""
    person = hold(person)
    require(policy.may_look_for(act, person))
    assert act.actor is not None
    known = Attempt.objects.filter(key=key).first()
    if known is not None:
        return _same(known, person, made, act)
    _allow(person, made, act)
    search = Search.objects.open().filter(person=person).first()
    told = {
        "person": person, "search": search, "by": act.actor, "at": act.at, "way": made.way, "outcome": made.outcome,
        "lead": made.lead, "words": made.words.strip(),
    }  # fmt: skip
    attempt, new = Attempt.objects.get_or_create(key=key, defaults=told)
    if not new:
        return _same(attempt, person, made, act)
    announce(AttemptLogged(attempt.pk, person.pk, made.way, made.outcome), act=act)
    if search is not None:
        _go_on(search, made, act)
    return attempt


@transaction.atomic
def withdraw_attempt(attempt: Attempt, *, act: Act) -> Attempt:
    """It was a slip: whoever wrote it takes it back within a day. Had it ended the search, that goes on. Raises Refused,
    ValueError."""
    person = hold(attempt.person)
    require(policy.may_look_for(act, person))
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("person").get(pk=attempt.pk)
    require(attempt.by_id == (act.actor.pk if act.actor else 0))
    if attempt.withdrawn_at is not None:
        return attempt
    if act.at - attempt.at > WITHDRAWN_WITHIN:
        raise ValueError(_("That was written more than a day ago. It stays; write down what is right now."))
    attempt.withdrawn_at = act.at
    attempt.save(update_fields=["withdrawn_at"])
    announce(AttemptWithdrawn(attempt.pk, person.pk), act=act)
    _take_up_again(attempt, act)
    return attempt


@transaction.atomic
def plan_next(search: Search, *, at: datetime, way: str, owner: Person, act: Act) -> Search:
    """Somebody chose the next time, way or worker. Raises Refused, NotAllowedThere, ValueError, IllegalMove."""
    search = _locked(search, act)
    require(policy.may_look_for(Act(owner, act.at, act.via), search.person))
    _must_be_open(search)
    if not act.at < at <= act.at + PLANNED_WITHIN:
        raise ValueError(_("Choose a time ahead, within a month. Nothing was changed."))
    known = finding.windows(finding.points_of(search.person), finding.leads_of(search.person))
    if way and not is_within(local(search.person, at), known, way):
        raise NotAllowedThere(
            _("Their rules do not allow this way at that hour. Choose another one. Nothing was changed.")
        )
    search.next_at, search.next_way, search.next_why, search.owner = at, way, Why.CHOSEN, owner
    search.save(update_fields=["next_at", "next_way", "next_why", "owner"])
    announce(SearchPlanned(search.pk, search.person_id, owner.pk), act=act)
    return search


@transaction.atomic
def end_search(search: Search, *, status: Search.Status, words: str, act: Act) -> Search:
    """It ends, said by whom and how. Raises Refused, IllegalMove, ValueError."""
    search = _locked(search, act)
    if status == Status.OTHERWISE and not words.strip():
        raise ValueError(_("Say in a few words how it ended. Nothing was changed."))
    if status in {Status.OPEN, Status.CALLED}:
        raise IllegalMove("Only they themself can get in touch. Nothing was changed.")
    return _end(search, status, act, words.strip())


@transaction.atomic
def see_search(search: Search, *, act: Act) -> Search:
    """Its owner, or somebody who looks after it, saw what waited. Raises Refused."""
    search = _locked(search, act)
    if search.attention_at is not None:
        search.attention_at = None
        search.save(update_fields=["attention_at"])
        announce(SearchSeen(search.pk, search.person_id), act=act)
    return search


@transaction.atomic
def hear_from(person: Person, *, act: Act) -> Search | None:
    """They got in touch, in whatever way: nobody looks for them any more, and whoever did is told. By the house alone.

    In which way is not kept: who may read that may read it there.
    """
    require(act.actor is None)
    person = hold(person)
    search = Search.objects.select_for_update(of=("self",)).filter(pk__in=_last(person)).first()
    if search is None:
        return None
    if search.is_open:
        return _end(search, Status.CALLED, act)
    if search.status in Search.NOT_IN_TOUCH and search.heard_at is None:
        search.heard_at = search.attention_at = act.at
        search.save(update_fields=["heard_at", "attention_at"])
        announce(HeardAgain(search.pk, person.pk, search.owner_id), act=act)
        return search
    return None


def _last(person: Person) -> list[int]:
    """The key of the newest, and an open one is the newest."""
    newest = Search.objects.newest(person)
    return [newest.pk] if newest else []


def _locked(search: Search, act: Act) -> Search:
    person = hold(search.person)
    require(policy.may_look_for(act, person))
    return Search.objects.select_for_update(of=("self",)).select_related("person", "owner").get(pk=search.pk)


def _must_be_open(search: Search) -> None:
    if not search.is_open:
        raise IllegalMove(_("Nobody looks for them any more. Nothing was changed."))


def _same(known: Attempt, person: Person, made: Made, act: Act) -> Attempt:
    """Tapped twice it is one. Another button of the same page, or a key of somebody else's, is nothing we may guess at."""
    sent = (person, act.actor, made.way, made.outcome, made.lead)
    if (known.person, known.by, known.way, known.outcome, known.lead) != sent:
        raise ValueError(_("This form did not arrive whole. Load the page again and send it once more."))
    return known


def _allow(person: Person, made: Made, act: Act) -> None:
    if made.outcome not in Attempt.FITS[made.way]:
        raise ValueError(_("This does not fit how they were tried. Nothing was saved; choose again."))
    lead = made.lead
    if made.way == Way.THROUGH and (lead is None or lead.person_id != person.pk or not lead.is_safe):
        raise NotAllowedThere(_("They did not say that we may ask there. Nothing was saved."))
    if made.outcome != Outcome.LEFT_MESSAGE:
        return
    points, leads = finding.points_of(person), finding.leads_of(person)
    if not finding.may_leave_message(made.way, lead, points, leads, local(person, act.at)):
        raise NotAllowedThere(
            _("Their rules do not allow a message there, or not at this hour. Nothing was saved.")
        )


def _go_on(search: Search, made: Made, act: Act) -> None:
    """Reached, it ends; else the next try is proposed."""
    if made.outcome == Outcome.REACHED:
        _end(search, Status.FOUND, act)
        return
    _propose(search, act)
    search.save(update_fields=["next_at", "next_way", "next_why"])


def _propose(search: Search, act: Act) -> None:
    found = finding.proposed(search.person, act.at)
    search.next_at, search.next_way, search.next_why = found.at, found.way, found.why


def _end(search: Search, status: Search.Status, act: Act, words: str = "") -> Search:
    search.move_to(status)
    search.next_at, search.ended_at, search.ended_by, search.ended_words = None, act.at, act.actor, words
    # Whoever owns it need not be told what they did themself.
    by_owner = act.actor is not None and act.actor.pk == search.owner_id
    search.attention_at = None if by_owner else act.at
    search.save()
    announce(SearchEnded(search.pk, search.person_id, status, search.owner_id), act=act)
    return search


def _take_up_again(attempt: Attempt, act: Act) -> None:
    """What the slip had decided is decided anew, unless somebody chose or looks for them anew since."""
    newest = Search.objects.select_for_update(of=("self",)).select_related("person").filter(pk__in=_last(attempt.person)).first()  # fmt: skip
    if newest is None or newest.pk != attempt.search_id:
        return
    ended_by_it = newest.status == Status.FOUND and newest.ended_at == attempt.at
    if not ended_by_it and not (newest.is_open and newest.next_why != Why.CHOSEN):
        return
    if ended_by_it:
        newest.move_to(Status.OPEN)
        newest.ended_at = newest.ended_by = newest.attention_at = None
        announce(SearchReopened(newest.pk, newest.person_id), act=act)
    _propose(newest, act)
    newest.save()
