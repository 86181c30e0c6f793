"""Conversations as a reader finds them: the last words, what is unread, who reads them and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import F, Max

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.models import Away, Conversation, HandOver, Message, ReadMark, ReplyHours
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship
from handrail.foundation.teams.queries import local

#: Until a worker says otherwise: Monday to Friday, nine to five.
USUAL = ([0, 1, 2, 3, 4], time(9), time(17))
WEEK = 7


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody usually answers; `away` says until when they are not here, `cover` who reads meanwhile."""

    days: tuple[int, ...]
    from_time: time
    until_time: time
    away: datetime | None = None
    cover: Person | None = None

    def are_now(self, worker: Person, at: datetime) -> bool:
        """Whether it is within them, on the worker's own clock."""
        wall = local(worker, at)
        return (
            self.away is None
            and wall.weekday() in self.days
            and self.from_time <= wall.time() < self.until_time
        )

    def answered_by(self, worker: Person, since: datetime) -> datetime | None:
        """The end of the first of them after something was written: it ought to have an answer then. None without days."""
        wall = local(worker, since)
        ends = (
            datetime.combine(wall.date() + timedelta(days=n), self.until_time, tzinfo=wall.tzinfo)
            for n in range(WEEK + 1)
        )
        return next((end for end in ends if end > since and end.weekday() in self.days), None)


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation. `unread` by the reader; `waits` since when nobody but the person wrote last."""

    conversation: Conversation
    last: Message | None
    unread: bool
    waits: datetime | None


def threads(act: Act) -> list[Thread]:
    """All that the reader takes part in: the unread first, then the newest."""
    found = list(Conversation.objects.visible_to(act).select_related("person", "worker"))
    written = Message.objects.filter(conversation__in=found).values("conversation").annotate(newest=Max("pk"))
    newest = {row["conversation"]: row["newest"] for row in written}
    marks = ReadMark.objects.filter(conversation__in=found, reader=act.actor)
    read = dict(marks.values_list("conversation", "up_to"))
    last = Message.objects.select_related("author").in_bulk(list(newest.values()))
    rows = [_thread(one, last.get(newest.get(one.pk, 0)), read.get(one.pk)) for one in found]
    return sorted(rows, key=lambda row: (not row.unread, -(row.last.pk if row.last else 0)))


def _thread(conversation: Conversation, last: Message | None, read: int | None) -> Thread:
    waits = last.at if last is not None and last.author_id == conversation.person_id else None
    return Thread(conversation, last, last is not None and (read is None or read < last.pk), waits)


def has_unread(act: Act) -> bool:
    """Whether something waits for this person to be read: for one's own app."""
    newest = (
        Message.objects.filter(conversation__person=act.actor).values("conversation").annotate(last=Max("pk"))
    )
    read = dict(ReadMark.objects.filter(reader=act.actor).values_list("conversation", "up_to"))
    return any(row["last"] > read.get(row["conversation"], 0) for row in newest)


def waiting_of(people: Collection[int]) -> dict[int, list[tuple[int, datetime]]]:
    """By person: the conversations in which they wrote last, each with since when. Two queries."""
    rows = Message.objects.filter(conversation__person__in=people).values("conversation")
    newest = list(rows.annotate(newest=Max("pk")).values_list("newest", flat=True))
    last = Message.objects.filter(pk__in=newest, author=F("conversation__person")).order_by("pk")
    found: dict[int, list[tuple[int, datetime]]] = {}
    for person, conversation, at in last.values_list("conversation__person", "conversation", "at"):
        found.setdefault(person, []).append((conversation, at))
    return found


def hours_of(workers: Iterable[Person], at: datetime) -> dict[int, Hours]:
    """By worker: when they usually answer, and whether they are away."""
    people = list(workers)
    said = {one.worker_id: one for one in ReplyHours.objects.filter(worker__in=people)}
    away = {
        one.worker_id: one for one in Away.objects.at(at).filter(worker__in=people).select_related("cover")
    }
    return {one.pk: _hours(said.get(one.pk), away.get(one.pk)) for one in people}


def _hours(said: ReplyHours | None, away: Away | None) -> Hours:
    days, first, last = (said.days, said.from_time, said.until_time) if said else USUAL
    return Hours(tuple(days), first, last, away.until_at if away else None, away.cover if away else None)


def answers_due(rows: Iterable[Thread], at: datetime) -> dict[int, datetime]:
    """By conversation that waits: when the first of those who read it ought to have answered, by the hours they stated."""
    waiting = {one.conversation.pk: one for one in rows if one.waits is not None}
    people = {one.conversation.person_id for one in waiting.values()}
    caring = CareRelationship.objects.at(at).filter(person__in=people).select_related("worker")
    teams: dict[int, dict[int, Person]] = {}
    for care in caring:
        teams.setdefault(care.person_id, {})[care.worker_id] = care.worker
    hours = hours_of({one.pk: one for team in teams.values() for one in team.values()}.values(), at)
    covers = [one.cover for one in hours.values() if one.cover is not None]
    hours |= hours_of([one for one in covers if one.pk not in hours], at)
    instead = HandOver.objects.at(at).filter(conversation__in=waiting)
    handed = dict(instead.values_list("conversation", "worker"))
    found = {
        key: _due(one, handed.get(key, one.conversation.worker_id), teams.get(one.conversation.person_id, {}), hours)
        for key, one in waiting.items()
    }  # fmt: skip
    return {key: due for key, due in found.items() if due is not None}


def _due(
    one: Thread, reader: int | None, team: dict[int, Person], hours: dict[int, Hours]
) -> datetime | None:
    assert one.waits is not None
    readers = [who for who in team.values() if reader in {None, who.pk}]
    # Whoever is away is answered for by their cover, by the cover's hours.
    readers = [hours[who.pk].cover or who for who in readers]
    dues = [hours[who.pk].answered_by(who, one.waits) for who in readers]
    return min((due for due in dues if due is not None), default=None)
