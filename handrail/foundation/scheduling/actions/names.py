"""Meetings where nobody is asked who they are: choosing a name there, and saying who was there."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction

from handrail.foundation.consent.evaluator import Refused, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.messaging.aliases import NotAnAlias, alias_mark, tells, tidy
from handrail.foundation.scheduling import policy
from handrail.foundation.scheduling.events import (
    MeetingNameChosen,
    MeetingNameEnded,
    ShownUpSaid,
    ShownUpTakenBack,
)
from handrail.foundation.scheduling.models import Gathering, MeetingName, Occasion, ShownUp

#: For so long after it somebody may still say that they were there.
REMEMBERED = timedelta(days=7)


class NotNow(ValueError):
    """It has not begun, does not take place, or is too long ago."""


@transaction.atomic
def choose_meeting_name(gathering: Gathering, alias: str, *, act: Act) -> MeetingName:
    """The actor comes to this meeting under this name; who came before, under the one they had. Raises NotAnAlias."""
    require(policy.may_come(act, gathering))
    assert act.actor is not None
    found = MeetingName.objects.select_for_update().filter(gathering=gathering, person=act.actor).first()
    if found is not None:
        return _come_again(found, act)
    alias = tidy(alias)
    if tells(alias, (act.actor.preferred_name, act.actor.legal_name)):
        raise NotAnAlias("own_name")
    if tells(alias, (gathering.lead.preferred_name,)):
        raise NotAnAlias("moderator")
    made = MeetingName(
        gathering=gathering, person=act.actor, alias=alias, mark=alias_mark(alias), chosen_at=act.at
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as taken:
        raise NotAnAlias("taken") from taken
    announce(MeetingNameChosen(made.pk, made.person_id), act=act)
    return made


def _come_again(name: MeetingName, act: Act) -> MeetingName:
    if name.ended_at is not None:
        name.ended_at = None
        name.save(update_fields=["ended_at"])
        announce(MeetingNameChosen(name.pk, name.person_id), act=act)
    return name


@transaction.atomic
def end_meeting_name(gathering: Gathering, *, act: Act) -> MeetingName:
    """The actor goes there no more. Nobody asks why; the name stays theirs. Raises Refused."""
    name = _name_of(gathering, act)
    name.ended_at = act.at
    name.save(update_fields=["ended_at"])
    announce(MeetingNameEnded(name.pk, name.person_id), act=act)
    return name


@transaction.atomic
def say_there(occasion: Occasion, *, act: Act) -> ShownUp:
    """The actor was there, under the name they have there. Raises NotNow, Refused."""
    name = _name_of(occasion.gathering, act)
    return _was_there(occasion, name, act)


@transaction.atomic
def tick_there(occasion: Occasion, name: MeetingName, *, act: Act) -> ShownUp:
    """Whoever leads it saw somebody who goes by this name there. Raises NotNow, Refused."""
    require(policy.may_tick(act, occasion) and name.gathering_id == occasion.gathering_id)
    return _was_there(occasion, name, act)


@transaction.atomic
def untick_there(occasion: Occasion, name: MeetingName, *, act: Act) -> ShownUp | None:
    """It was a mistake, says whoever was meant or whoever leads it. None when nothing was said."""
    own = act.actor is not None and name.person_id == act.actor.pk
    require((own or policy.may_tick(act, occasion)) and name.gathering_id == occasion.gathering_id)
    said = ShownUp.objects.select_for_update().standing().filter(occasion=occasion, name=name).first()
    if said is not None:
        said.taken_back_at = act.at
        said.save(update_fields=["taken_back_at"])
        announce(ShownUpTakenBack(said.pk, name.person_id), act=act)
    return said


def _was_there(occasion: Occasion, name: MeetingName, act: Act) -> ShownUp:
    if occasion.cancelled_at or not occasion.starts_at <= act.at <= occasion.ends_at + REMEMBERED:
        raise NotNow
    assert act.actor is not None
    given = {"said_by": act.actor, "said_at": act.at}
    said, new = ShownUp.objects.select_for_update().get_or_create(
        name=name, occasion=occasion, defaults=given
    )
    if new or said.taken_back_at is not None:
        said.said_by, said.said_at, said.taken_back_at = act.actor, act.at, None
        said.save(update_fields=["said_by", "said_at", "taken_back_at"])
        announce(ShownUpSaid(said.pk, name.person_id), act=act)
    return said


def _name_of(gathering: Gathering, act: Act) -> MeetingName:
    found = (
        MeetingName.objects.of(act.actor).select_for_update(of=("self",)).filter(gathering=gathering).first()
    )
    if found is None:
        raise Refused("This is not open to you.")
    return found
