"""Bringing in a directory of open meetings, whole or not at all; saying where one will go, and that one went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from handrail.foundation.consent.evaluator import Refused, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.pillars.peer_support.events import (
    CompanyAsked,
    CompanyPromised,
    GoingSaid,
    GoingTakenBack,
    MeetingsBroughtIn,
    WentToMeeting,
)
from handrail.pillars.peer_support.meeting_guide import WHEELCHAIR, Row
from handrail.pillars.peer_support.models import Going, OpenMeeting
from handrail.pillars.peer_support.policy import may_bring_in_meetings, peers_of

#: For how long after it began somebody may still say that they go, and how far ahead.
JUST_BEGUN, AHEAD = timedelta(hours=1), timedelta(days=28)


class NotThen(ValueError):
    """The meeting does not take place at that time."""


@transaction.atomic
def bring_in_meetings(feed: str, rows: Sequence[Row], *, act: Act) -> int:
    """Put what a feed says in place of what it said before. What it names no more is gone from the list, and stays
    where somebody went. Returns how many stand there now. Raises Refused."""
    require(may_bring_in_meetings(act))
    known = {(one.slug, one.day): one for one in OpenMeeting.objects.select_for_update().filter(feed=feed)}
    for row in rows:
        one = known.pop((row.slug, row.day), None) or OpenMeeting(feed=feed)
        _fill(one, row, act.at)
        one.save()
    gone = [one.pk for one in known.values() if one.gone_at is None]
    OpenMeeting.objects.filter(pk__in=gone).update(gone_at=act.at)
    announce(MeetingsBroughtIn(len(rows), None, gone=len(gone)), act=act)
    return len(rows)


def _fill(one: OpenMeeting, row: Row, at: datetime) -> None:
    given: dict[str, Any] = asdict(row)
    closed, hides, wheelchair = given.pop("closed"), given.pop("hides_address"), given.pop("wheelchair")
    for name, value in given.items():
        setattr(one, name, list(value) if name == "languages" else value)
    # Where a group asks that its address is not shown, it is not even kept.
    if hides:
        one.address = ""
    one.closed_from = (one.closed_from or at) if closed else None
    one.access = [WHEELCHAIR] if wheelchair else []
    one.brought_at, one.gone_at = at, None


@transaction.atomic
def say_going(meeting: OpenMeeting, starts_at: datetime, *, act: Act, company: Person | None = None) -> Going:
    """The actor says they will go then; `company`: a peer of theirs whom they ask along. Raises Refused, NotThen."""
    person = _me(act)
    near = act.at - JUST_BEGUN <= starts_at <= act.at + AHEAD
    if (
        not near
        or meeting.gone_at is not None
        or meeting.is_closed
        or meeting.next_after(starts_at) != starts_at
    ):
        raise NotThen("This meeting does not take place then. Nothing was changed.")
    require(company is None or company.pk in peers_of(person, act))
    going, new = Going.objects.get_or_create(
        person=person, meeting=meeting, starts_at=starts_at, defaults={"said_at": act.at, "company": company}
    )
    if not new and (going.taken_back_at is not None or going.company != company):
        going.taken_back_at, going.said_at = None, act.at
        going.company, going.company_said_at = company, None
        going.save(update_fields=["taken_back_at", "said_at", "company", "company_said_at"])
    announce(GoingSaid(going.pk, person.pk), act=act)
    if company is not None:
        announce(CompanyAsked(going.pk, person.pk, peer=company.pk), act=act)
    return going


@transaction.atomic
def take_back_going(going: Going, *, act: Act) -> Going:
    """Not this time. Nobody asks why. Raises Refused."""
    going = _mine(going, act)
    if going.went_at is None and going.taken_back_at is None:
        going.taken_back_at = act.at
        going.save(update_fields=["taken_back_at"])
        announce(GoingTakenBack(going.pk, going.person_id), act=act)
    return going


@transaction.atomic
def say_went(going: Going, *, act: Act) -> Going:
    """The actor was there. Raises Refused, ValueError before it began."""
    going = _mine(going, act)
    if going.starts_at > act.at:
        raise ValueError("It has not begun yet. Nothing was changed.")
    if going.went_at is None:
        going.went_at, going.taken_back_at = act.at, None
        going.save(update_fields=["went_at", "taken_back_at"])
        announce(WentToMeeting(going.pk, going.person_id), act=act)
    return going


@transaction.atomic
def promise_company(going: Going, *, act: Act) -> Going:
    """The peer who was asked comes along. Raises Refused."""
    going = Going.objects.select_for_update(of=("self",)).select_related("person").get(pk=going.pk)
    require(act.actor is not None and going.company_id == act.actor.pk and going.taken_back_at is None)
    require(act.actor is not None and act.actor.pk in peers_of(going.person, act))
    if going.company_said_at is None:
        going.company_said_at = act.at
        going.save(update_fields=["company_said_at"])
        announce(CompanyPromised(going.pk, going.person_id), act=act)
    return going


def _me(act: Act) -> Person:
    if act.actor is None:
        raise Refused("This is not open to you.")
    return act.actor


def _mine(going: Going, act: Act) -> Going:
    going = Going.objects.select_for_update(of=("self",)).get(pk=going.pk)
    require(act.actor is not None and going.person_id == act.actor.pk)
    return going
