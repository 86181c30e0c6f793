"""Keeping milestones and moments, sharing them, counting days: all of it by the person alone."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from handrail.foundation.consent.evaluator import Refused, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.pillars.peer_support.events import (
    MilestoneKept,
    MilestoneMade,
    MilestonePutAway,
    MilestoneShared,
    MilestoneUnshared,
    StretchBegun,
    StretchEnded,
)
from handrail.pillars.peer_support.models import Milestone, MilestoneShare, Stretch
from handrail.pillars.peer_support.policy import readers_around


@transaction.atomic
def hope_for(words: str, sign: str, *, act: Act) -> Milestone:
    """Something the actor hopes for, in their words. Raises ValueError."""
    return _made(words, sign, None, act)


@transaction.atomic
def keep_moment(words: str, sign: str, on: date, *, act: Act) -> Milestone:
    """A moment that happened. Raises ValueError."""
    _not_ahead(on, act)
    return _made(words, sign, on, act)


def _made(words: str, sign: str, kept_on: date | None, act: Act) -> Milestone:
    person = _me(act)
    if not words.strip():
        raise ValueError("Say it in a few words. Nothing was changed.")
    made = Milestone.objects.create(
        person=person, words=words.strip(), sign=sign, made_at=act.at, kept_on=kept_on
    )
    announce(MilestoneMade(made.pk, person.pk), act=act)
    return made


@transaction.atomic
def keep_milestone(milestone: Milestone, on: date, *, act: Act) -> Milestone:
    """It happened. Raises Refused, ValueError."""
    milestone = _mine(milestone, act)
    _not_ahead(on, act)
    if milestone.kept_on is None:
        milestone.kept_on = on
        milestone.save(update_fields=["kept_on"])
        announce(MilestoneKept(milestone.pk, milestone.person_id), act=act)
    return milestone


@transaction.atomic
def put_away(milestone: Milestone, *, act: Act) -> Milestone:
    """Not shown any more, to nobody; it stays. Raises Refused."""
    milestone = _mine(milestone, act)
    if milestone.put_away_at is None:
        milestone.put_away_at = act.at
        milestone.save(update_fields=["put_away_at"])
        MilestoneShare.objects.filter(milestone=milestone, until_at=None).update(until_at=act.at)
        announce(MilestonePutAway(milestone.pk, milestone.person_id), act=act)
    return milestone


@transaction.atomic
def share_milestone(milestone: Milestone, reader: Person, *, act: Act) -> MilestoneShare:
    """Somebody around the person may read it. Raises Refused."""
    milestone = _mine(milestone, act)
    require(any(one.pk == reader.pk for one in readers_around(milestone.person, act)))
    share, new = MilestoneShare.objects.get_or_create(
        milestone=milestone, reader=reader, until_at=None, defaults={"from_at": act.at}
    )
    if new:
        announce(MilestoneShared(milestone.pk, milestone.person_id, reader=reader.pk), act=act)
    return share


@transaction.atomic
def unshare_milestone(milestone: Milestone, reader: Person, *, act: Act) -> None:
    """No longer. Raises Refused."""
    milestone = _mine(milestone, act)
    open_now = MilestoneShare.objects.filter(milestone=milestone, reader=reader, until_at=None)
    if open_now.update(until_at=act.at):
        announce(MilestoneUnshared(milestone.pk, milestone.person_id, reader=reader.pk), act=act)


@transaction.atomic
def count_days(from_on: date, *, act: Act) -> Stretch:
    """A stretch begins on that day; the one before ends there and stays. Raises ValueError."""
    person = hold(_me(act))
    _not_ahead(from_on, act)
    before = Stretch.objects.filter(person=person).order_by("-from_on", "-pk").first()
    if before is not None and from_on < (before.until_on or before.from_on):
        raise ValueError("Those days are counted already. Choose a later day; nothing was changed.")
    if before is not None and before.until_on is None:
        if before.from_on == from_on:
            return before
        _ended(before, from_on, act)
    begun = Stretch.objects.create(person=person, from_on=from_on)
    announce(StretchBegun(begun.pk, person.pk), act=act)
    return begun


@transaction.atomic
def stop_counting(*, act: Act) -> None:
    """The actor counts no days any more; all that were counted stay."""
    person = hold(_me(act))
    counted = Stretch.objects.filter(person=person, until_on=None).first()
    if counted is not None:
        _ended(counted, max(counted.from_on, local(person, act.at).date()), act)


def _ended(stretch: Stretch, on: date, act: Act) -> None:
    stretch.until_on = on
    stretch.save(update_fields=["until_on"])
    announce(StretchEnded(stretch.pk, stretch.person_id), act=act)


def _me(act: Act) -> Person:
    if act.actor is None:
        raise Refused("This is not open to you.")
    return act.actor


def _mine(milestone: Milestone, act: Act) -> Milestone:
    milestone = (
        Milestone.objects.select_for_update(of=("self",)).select_related("person").get(pk=milestone.pk)
    )
    require(act.actor is not None and milestone.person_id == act.actor.pk)
    return milestone


def _not_ahead(on: date, act: Act) -> None:
    if on > local(_me(act), act.at).date():
        raise ValueError("That day is still ahead. Nothing was changed.")
