"""When a worker has time, and the address at which their calendar is read."""

from __future__ import annotations

import secrets
from datetime import datetime, time
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.events import (
    CalendarFeedEnded,
    CalendarFeedMade,
    HoursEnded,
    HoursSet,
)
from handrail.foundation.scheduling.free import NotATime
from handrail.foundation.scheduling.models import Availability, CalendarFeed
from handrail.foundation.teams.models import Membership
from handrail.foundation.teams.queries import local


@transaction.atomic
def set_hours(
    worker: Person,
    *,
    weekday: int,
    from_time: time,
    until_time: time,
    pause_minutes: int = 0,
    act: Act,
    kept_for: Availability.KeptFor = Availability.KeptFor.ANY_DAY,
) -> Availability:
    """From today on, the worker has time in these hours of that weekday. Only they say so."""
    require(act.actor == worker)
    if until_time <= from_time:
        raise NotATime(_("The hours have to end after they begin. Nothing was saved."))
    hours = Availability.objects.create(
        worker=worker, weekday=weekday, from_time=from_time, until_time=until_time, pause_minutes=pause_minutes,
        kept_for=kept_for,
        from_on=local(worker, act.at).date(),
    )  # fmt: skip
    announce(HoursSet(hours.pk, None), act=act)
    return hours


@transaction.atomic
def end_hours(hours: Availability, *, act: Act) -> Availability:
    """From today on, not in these hours. What is booked stays booked."""
    hours = Availability.objects.select_for_update().get(pk=hours.pk)
    require(act.actor == hours.worker)
    if hours.until_on is None:
        hours.until_on = local(hours.worker, act.at).date()
        hours.save(update_fields=["until_on"])
        announce(HoursEnded(hours.pk, None), act=act)
    return hours


@transaction.atomic
def make_feed(worker: Person, *, act: Act) -> str:
    """A new secret for the address of this worker's calendar, given once; the one before opens nothing any more."""
    require(act.actor == worker)
    end_feed(worker, act=act)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(worker=worker, digest=_digest(secret), made_at=act.at)
    announce(CalendarFeedMade(feed.pk, None), act=act)
    return secret


@transaction.atomic
def end_feed(worker: Person, *, act: Act) -> None:
    """The address opens nothing any more; a restore does not open it again."""
    require(act.actor == worker)
    feed = CalendarFeed.objects.select_for_update().filter(worker=worker, ended_at=None).first()
    if feed is not None:
        promise(CalendarFeedEnded.kind, person=worker.pk, subject=feed.pk, state={}, act=act)
        feed.ended_at = act.at
        feed.save(update_fields=["ended_at"])
        announce(CalendarFeedEnded(feed.pk, None), act=act)


def worker_at(secret: str, now: datetime) -> Person | None:
    """Whose calendar this secret opens now; nobody's once it was ended, or once they work here no more."""
    feed = CalendarFeed.objects.filter(digest=_digest(secret), ended_at=None).select_related("worker").first()
    if feed is None or not Membership.objects.at(now).filter(person=feed.worker).exists():
        return None
    return feed.worker


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
