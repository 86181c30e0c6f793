"""What the person's messages need: with whom, who reads them and when, and what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.circling import circles_of
from handrail.foundation.messaging.handing import who_reads
from handrail.foundation.messaging.models import Conversation, HandOver, Message
from handrail.foundation.messaging.threads import Hours, Thread, hours_of, threads
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import STRANDS, CareRelationship, Role
from handrail.foundation.teams.queries import local, team_of
from handrail.interfaces.client.messages import MessageForm
from handrail.interfaces.client.wording import called, clock_words, day_words, names

#: As they stand within a sentence, where some languages write them small.
DAYS = (
    pgettext_lazy("within a sentence", "Monday"), pgettext_lazy("within a sentence", "Tuesday"),
    pgettext_lazy("within a sentence", "Wednesday"), pgettext_lazy("within a sentence", "Thursday"),
    pgettext_lazy("within a sentence", "Friday"), pgettext_lazy("within a sentence", "Saturday"),
    pgettext_lazy("within a sentence", "Sunday"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class With:
    """Whom one can write to: the whole team (`to` is "team") or one of it; `number` once there is a conversation."""

    to: str
    name: str
    strand: str
    when: str
    number: int | None
    unread: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `day` stands before the first of a day. `hidden`: words in its place, or of its author why it is."""

    words: str
    who: str
    mine: bool
    at: str
    day: str
    hidden: str = ""


def messages_page(act: Act) -> dict[str, Any]:
    """Whom one can write to, and where something waits to be read."""
    person = act.actor
    assert person is not None
    team = list({care.worker_id: care for care in team_of(person, act.at)}.values())
    hours = _true_hours(act, person, [care.worker for care in team])
    rows = {
        one.conversation.worker_id: one for one in threads(act) if one.conversation.person_id == person.pk
    }
    found = [_team(team, hours, rows.pop(None, None))] if team else []
    found += [_worker(care, hours, rows.pop(care.worker_id, None)) for care in team]
    former = [one for one in rows.values() if one.last is not None]
    handed = HandOver.objects.at(act.at).filter(conversation__in=[one.conversation for one in former])
    now = {one.conversation_id: one.worker for one in handed.select_related("worker")} if former else {}
    return {
        "people": found, "former": [_former(one, now.get(one.conversation.pk)) for one in former],
        "circles": circles_of(act),
    }  # fmt: skip


def _true_hours(act: Act, person: Person, workers: list[Person]) -> dict[int, Hours]:
    """When each usually answers. Where a cover cannot read what this person writes, whoever really does stands there."""
    team, hours = {one.pk: one for one in workers}, hours_of(workers, act.at)
    for key, one in hours.items():
        if one.cover is not None and one.cover.pk not in team:
            reads = who_reads(person, team[key], act)
            hours[key] = replace(one, cover=team.get(reads) if reads not in {None, key} else None)
    return hours


def _team(team: list[CareRelationship], hours: dict[int, Hours], row: Thread | None) -> With:
    who = _("Read by %(names)s.") % {"names": names([called(care.worker.preferred_name) for care in team])}
    return With(
        "team",
        _("My whole team"),
        "self",
        who,
        row.conversation.pk if row else None,
        bool(row and row.unread),
    )


def _worker(care: CareRelationship, hours: dict[int, Hours], row: Thread | None) -> With:
    number, unread = (row.conversation.pk, row.unread) if row else (None, False)
    when = usually(hours[care.worker_id], care.worker)
    return With(
        str(care.worker_id),
        care.worker.preferred_name,
        STRANDS.get(Role(care.role), "self"),
        when,
        number,
        unread,
    )


def _former(row: Thread, reader: Person | None) -> With:
    who = row.conversation.worker
    name = who.preferred_name if who else _("My whole team")
    told = _("You can read it. Nobody reads what you write there.")
    if reader is not None:
        told = _("%(reader)s reads this now.") % {"reader": called(reader.preferred_name)}
    return With("", name, "self", told, row.conversation.pk, row.unread)


def thread_page(act: Act, conversation: Conversation, form: MessageForm | None = None) -> dict[str, Any]:
    """What was written, who reads it and when, and a box while somebody does."""
    person = conversation.person
    team = {care.worker_id: care.worker for care in team_of(person, act.at)}
    handed = HandOver.objects.at(act.at).filter(conversation=conversation, worker__in=team).first()
    reads = handed.worker_id if handed else conversation.worker_id
    readers = [one for one in team.values() if reads in {None, one.pk}]
    hours = _told_hours(act, person, list(team.values()), readers)
    return {
        "conversation": conversation,
        "name": conversation.worker.preferred_name if conversation.worker else _("My whole team"),
        "said": _said(Message.objects.newest(conversation), person),
        "handed": _handed(handed, conversation) if handed else "",
        "when": _when(readers, hours),
        "out_of_hours": bool(readers) and not any(hours[one.pk].are_now(one, act.at) for one in readers),
        "form": (form or MessageForm(initial={"key": uuid4()})) if readers else None,
        "unanswered": not readers and bool(team) and _is_mine_last(conversation),
        "alone": not team and _is_mine_last(conversation),
    }


def _told_hours(act: Act, person: Person, team: list[Person], readers: list[Person]) -> dict[int, Hours]:
    return _true_hours(act, person, team) if len(readers) == 1 else hours_of(readers, act.at)


def _handed(handed: HandOver, conversation: Conversation) -> str:
    """Who reads now in whose place, and how much of it."""
    assert conversation.worker is not None
    told = {
        "name": called(conversation.worker.preferred_name),
        "reader": called(handed.worker.preferred_name),
    }
    who = (
        _("%(name)s is away. %(reader)s reads this meanwhile.")
        if handed.why == HandOver.Why.AWAY
        else _("%(name)s no longer works with you. %(reader)s reads this now.")
    )
    part = _("They see what waited for an answer and what you write from here on, and nothing from before.")
    return f"{who % told} {part}"


def _is_mine_last(conversation: Conversation) -> bool:
    """Whether the person wrote last, and whoever read it left before they answered."""
    last = Message.objects.filter(conversation=conversation).order_by("-pk").first()
    return last is not None and last.author_id == conversation.person_id


def _said(messages: list[Message], person: Person) -> list[Said]:
    moments = when_said(person, [one.at for one in messages])
    return [
        Said(one.words, one.author.preferred_name, one.author_id == person.pk, at, day)
        for one, (at, day) in zip(messages, moments, strict=True)
    ]


def when_said(person: Person, moments: Iterable[datetime]) -> Iterator[tuple[str, str]]:
    """Of each moment, the oldest first: the time on the person's clock, and the day where it is the first of one."""
    before = None
    for moment in moments:
        here = local(person, moment)
        yield clock_words(here), day_words(here.date()) if here.date() != before else ""
        before = here.date()


def _when(readers: list[Person], hours: dict[int, Hours]) -> list[str]:
    """When they answer, those with the same hours in one sentence."""
    alike: dict[Hours, list[Person]] = {}
    for one in readers:
        alike.setdefault(hours[one.pk], []).append(one)
    said: list[str] = []
    for told, same in alike.items():
        apart = len(same) == 1 or told.away is not None or not told.days
        said += [usually(told, one) for one in same] if apart else [_together(told, same)]
    return said


def _together(hours: Hours, workers: list[Person]) -> str:
    told = {
        "names": names([called(one.preferred_name) for one in workers]), "days": _days(hours.days),
        "from": _clock(hours.from_time), "until": _clock(hours.until_time),
    }  # fmt: skip
    return _("%(names)s usually answer %(days)s, %(from)s to %(until)s.") % told


def usually(hours: Hours, worker: Person) -> str:
    """When somebody usually answers, or until when they are away and who reads meanwhile."""
    name = called(worker.preferred_name)
    if hours.away is not None and hours.cover is not None:
        told = {
            "name": name,
            "day": day_words(local(worker, hours.away).date()),
            "cover": called(hours.cover.preferred_name),
        }
        return _("%(name)s is away until %(day)s. %(cover)s reads this meanwhile.") % told
    if hours.away is not None:
        told = {"name": name, "day": day_words(local(worker, hours.away).date())}
        return _("%(name)s is away until %(day)s, and reads this after that.") % told
    if not hours.days:
        return _("%(name)s answers when they can.") % {"name": name}
    told = {
        "name": name,
        "days": _days(hours.days),
        "from": _clock(hours.from_time),
        "until": _clock(hours.until_time),
    }
    return _("%(name)s usually answers %(days)s, %(from)s to %(until)s.") % told


def _days(days: tuple[int, ...]) -> str:
    if len(days) > 2 and list(days) == list(range(days[0], days[-1] + 1)):
        return _("%(first)s to %(last)s") % {"first": DAYS[days[0]], "last": DAYS[days[-1]]}
    return names([str(DAYS[day]) for day in days])


def _clock(wall: time) -> str:
    return clock_words(datetime.combine(date(2000, 1, 1), wall))
