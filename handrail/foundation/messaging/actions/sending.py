"""Taking what is due, so that one sender has it; writing down what came of it. Nothing is locked while it is sent.

A message is written down before it goes out. A sender that dies leaves it *being handed over*: after a while it
counts as maybe sent, is told as that, and is not sent again, so that nobody gets more than they chose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min
from django.utils import translation

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce_all
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.actions.permissions import end
from handrail.foundation.messaging.deciding import Decision, Due, decide, lasts_until
from handrail.foundation.messaging.events import PingAnswered, ReminderCalledOff, ReminderWithheld
from handrail.foundation.messaging.models import ChosenPace, Permission, Ping, Reminder
from handrail.foundation.messaging.models.paces import pace_of
from handrail.foundation.messaging.queries import reachable, ways_of
from handrail.foundation.messaging.senders import push
from handrail.foundation.messaging.templates import Line, line_of, text_of
from handrail.foundation.people.models import Person

#: People in one turn; how long a carrier is waited for before a message counts as maybe sent.
AT_ONCE, LOST_AFTER = 200, timedelta(minutes=2)
#: How far ahead what waits is looked at: a place in the day may be kept for it.
COMING = timedelta(days=1)

#: What a carrier says of a browser or a mailbox that is no more, and when it takes nothing just now.
GONE, LATER = "gone", "later"
#: After which a mail server that said not now is asked again. Our own rule.
AGAIN_AFTER = timedelta(minutes=15)

#: Of some reminders, the keys of those that are still about something. Told by the floor that knows.
Holds = Callable[[Collection[Reminder], datetime], set[int]]


#: The file for a calendar that goes with some reminders: times and nothing else, b"" for none. Told by that floor too.
Files = Callable[[Collection[Reminder]], bytes]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to hand over: where to, what it says, its row, and a file for a calendar where they chose one."""

    ping: Ping
    address: str
    words: str
    calendar: bytes = b""


def all_hold(reminders: Collection[Reminder], at: datetime) -> set[int]:
    return {one.pk for one in reminders}


def no_files(reminders: Collection[Reminder]) -> bytes:
    return b""


@transaction.atomic
def lease_due(
    *, act: Act, holds: Holds = all_hold, files: Files = no_files, at_once: int = AT_ONCE
) -> list[Parcel]:
    """Decide for each person for whom something is due, write down what goes out, and give it to be handed over."""
    require(policy.may_send(act))
    due = Reminder.objects.due(act.at).values("person").annotate(first=Min("due_at")).order_by("first")
    people = [row["person"] for row in due[:at_once]]
    if not people:
        return []
    coming = Reminder.objects.due(act.at + COMING).filter(person__in=people)
    locked = list(coming.select_for_update(skip_locked=True, of=("self",)).order_by("person", "pk"))
    return Turn(locked, act, holds, files).taken()


class Turn:
    """One turn: everything that is asked is asked once for all its people."""

    def __init__(self, locked: list[Reminder], act: Act, holds: Holds, files: Files) -> None:
        self.act, self.files = act, files
        self.off = self._called_off(locked, holds)
        off = {one.pk for one in self.off}
        self.waiting: dict[int, list[Reminder]] = defaultdict(list)
        for one in locked:
            if one.pk not in off:
                self.waiting[one.person_id].append(one)
        self.people = Person.objects.in_bulk(list(self.waiting))
        self.paces = {
            chosen.person_id: chosen for chosen in ChosenPace.objects.filter(person__in=self.people)
        }
        for key, chosen in self.paces.items():
            # Known already: asked of the database it would be once for each of them.
            chosen.person = self.people[key]
        self.ways = ways_of(self.people, self.paces, act.at)
        self.sent = self._sent_today()
        self.pings: list[tuple[Ping, list[Reminder], Permission, list[Line]]] = []
        self.withheld: list[Reminder] = []
        self.later: list[Reminder] = []

    def taken(self) -> list[Parcel]:
        """Decide for each person, then write all of it."""
        for key, waiting in self.waiting.items():
            self._decide(self.people[key], waiting)
        Reminder.objects.bulk_update([*self.withheld, *self.off], ["status", "why", "ended_at"])
        Reminder.objects.bulk_update(self.later, ["due_at"])
        Ping.objects.bulk_create([ping for ping, *_rest in self.pings])
        going = [self._going(ping, one) for ping, reminders, *_rest in self.pings for one in reminders]
        Reminder.objects.bulk_update(going, ["ping"])
        Reminder.objects.filter(pk__in=[one.pk for one in going]).update(status=Reminder.Status.GOING)
        withheld = [ReminderWithheld(one.pk, one.person_id, one.why) for one in self.withheld]
        announce_all(
            [*withheld, *(ReminderCalledOff(one.pk, one.person_id) for one in self.off)], act=self.act
        )
        return [self._parcel(*each) for each in self.pings]

    def _called_off(self, locked: list[Reminder], holds: Holds) -> list[Reminder]:
        due = [one for one in locked if one.due_at <= self.act.at]
        hold = holds(due, self.act.at)
        off = [one for one in due if one.pk not in hold]
        for one in off:
            one.status, one.ended_at = Reminder.Status.CALLED_OFF, self.act.at
        return off

    def _sent_today(self) -> Mapping[int, int]:
        # Each on their own day: a ping of yesterday or tomorrow elsewhere is not of this one.
        days = {key: self._day(person) for key, person in self.people.items()}
        found = Ping.objects.filter(person__in=self.people, place__isnull=False, day__in=set(days.values()))
        rows = found.values("person", "day").annotate(count=Count("pk"))
        return {row["person"]: row["count"] for row in rows if row["day"] == days[row["person"]]}

    def _day(self, person: Person) -> date:
        return self.act.at.astimezone(pace_of(person, None).pace().zone).date()

    def _decide(self, person: Person, waiting: list[Reminder]) -> None:
        pace = pace_of(person, self.paces.get(person.pk)).pace()
        permissions = self.ways.get(person.pk, [])
        dues = [Due(one.pk, one.kind, one.due_at, one.until_at) for one in waiting]
        sent = self.sent.get(person.pk, 0)
        found = decide(self.act.at, pace, [way for way, _permission in permissions], dues, sent)
        self._keep(
            person, {one.pk: one for one in waiting}, found, {way.key: p for way, p in permissions}, sent
        )

    def _keep(
        self,
        person: Person,
        rows: dict[int, Reminder],
        found: Decision,
        ways: dict[int, Permission],
        sent: int,
    ) -> None:
        for key, why in found.withheld.items():
            rows[key].status, rows[key].why, rows[key].ended_at = Reminder.Status.WITHHELD, why, self.act.at
            self.withheld.append(rows[key])
        for key, moment in found.later.items():
            rows[key].due_at = moment
            self.later.append(rows[key])
        if found.way:
            self._ping(person, [rows[key] for key in found.sent], ways[found.way.key], sent + 1)
        if found.crisis_way:
            self._ping(person, [rows[key] for key in found.at_once], ways[found.crisis_way.key], None)

    def _ping(self, person: Person, rows: list[Reminder], permission: Permission, place: int | None) -> None:
        clock = pace_of(person, None).pace().zone
        lines = [line_of(one.kind, one.happens_at, self.act.at, clock) for one in rows]
        ping = Ping(
            person=person, permission=permission, channel=permission.channel, day=self._day(person), place=place,
            lines=sorted({name for name, _moment in lines}), at=self.act.at,
        )  # fmt: skip
        self.pings.append((ping, rows, permission, lines))

    @staticmethod
    def _going(ping: Ping, one: Reminder) -> Reminder:
        one.status, one.ping = Reminder.Status.GOING, ping
        return one

    def _parcel(
        self, ping: Ping, reminders: list[Reminder], permission: Permission, lines: list[Line]
    ) -> Parcel:
        person = self.people[ping.person_id]
        words = text_of(lines, pace_of(person, None).pace().zone, person.language, ping.channel)
        return Parcel(ping, self._address(person, permission), words, self._calendar(person, ping, reminders))

    def _calendar(self, person: Person, ping: Ping, reminders: list[Reminder]) -> bytes:
        chosen = pace_of(person, self.paces.get(person.pk))
        if ping.channel != "email" or chosen.invites != ChosenPace.Invites.FILE:
            return b""
        with translation.override(person.language or None):
            return self.files(reminders)

    def _address(self, person: Person, permission: Permission) -> str:
        if permission.browser is None:
            return permission.address
        # A service keeps a note for a browser that is off; one that comes late comes in nobody's quiet hours.
        lasts = lasts_until(self.act.at, pace_of(person, self.paces.get(person.pk)).pace()) - self.act.at
        return push.address(
            permission.address, int(self.act.at.timestamp()), max(0, int(lasts.total_seconds()))
        )


@transaction.atomic
def record_answers(parcels: Collection[Parcel], answers: Mapping[int, str], *, act: Act) -> int:
    """Write down what the carriers said: ping -> Ping.Status; one that said nothing may have sent it. A browser
    or mailbox that is `gone` gets nothing any more."""
    pings = [parcel.ping for parcel in parcels]
    gone = {ping.permission_id for ping in pings if answers.get(ping.pk) == GONE}
    for permission in Permission.objects.select_for_update().filter(pk__in=gone):
        end(permission, Permission.Ended.GONE, act)
    for ping in pings:
        said = answers.get(ping.pk, Ping.Status.UNKNOWN)
        ping.status, ping.answered_at = Ping.Status.REFUSED if said in {GONE, LATER} else said, act.at
    _wait_again([ping for ping in pings if answers.get(ping.pk) in {GONE, LATER}], answers, act)
    return _answered(pings, act)


def _wait_again(pings: list[Ping], answers: Mapping[int, str], act: Act) -> None:
    """What certainly did not go out goes another way, or later, while it is of use; it took no place in the day."""
    others = reachable({ping.person_id for ping in pings})
    again = [ping for ping in pings if answers[ping.pk] == LATER or ping.person_id in others]
    for ping in again:
        wait = AGAIN_AFTER if answers[ping.pk] == LATER else timedelta(0)
        going = Reminder.objects.filter(ping=ping, status=Reminder.Status.GOING, until_at__gt=act.at + wait)
        going.update(status=Reminder.Status.WAITING, ping=None, due_at=act.at + wait)
    Ping.objects.filter(pk__in=[ping.pk for ping in again]).update(place=None)


@transaction.atomic
def settle_lost(*, act: Act) -> int:
    """What a sender that died left being handed over is maybe sent; returns how many."""
    lost = Ping.objects.filter(status=Ping.Status.HANDING, at__lt=act.at - LOST_AFTER)
    pings = list(lost.select_for_update(skip_locked=True)[:AT_ONCE])
    for ping in pings:
        ping.status, ping.answered_at = Ping.Status.UNKNOWN, act.at
    return _answered(pings, act)


def _answered(pings: list[Ping], act: Act) -> int:
    for status in (Ping.Status.ACCEPTED, Ping.Status.REFUSED, Ping.Status.UNKNOWN):
        gone = [ping.pk for ping in pings if ping.status == status]
        if gone:
            Ping.objects.filter(pk__in=gone).update(status=status, answered_at=act.at)
            going = Reminder.objects.filter(ping__in=gone, status=Reminder.Status.GOING)
            going.update(status=status, ended_at=act.at)
    announce_all(
        [PingAnswered(ping.pk, ping.person_id, ping.channel, ping.status) for ping in pings], act=act
    )
    return len(pings)
