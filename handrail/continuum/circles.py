"""A note that something new stands in a circle: one until it was read, to whoever wants notes of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from math import inf

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions import Wanted
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.models import CircleMember, CircleMessage, Reminder
from handrail.foundation.messaging.queries import reachable

#: How long something new waits to be read in the app before a note goes out, and for how long the note is of use. A
#: circle is never pressing: it waits longer than what a worker writes to one person.
TO_READ, OF_USE = timedelta(hours=2), timedelta(days=1)
#: What such a reminder is about begins so; the key of the message follows.
ABOUT = "circle"


def remind_of_circle(entry: Entry, act: Act) -> None:
    """Somebody wrote: whoever has read all that came before gets one note, and no other until they read it."""
    made = CircleMessage.objects.filter(pk=entry.subject or 0).first()
    if made is None:
        return
    others = (
        CircleMember.objects.joined()
        .filter(circle=made.circle_id, muted_at=None)
        .exclude(person=made.author_id)
    )
    waiting = {one.person_id: one.read_to for one in others}
    before = CircleMessage.objects.filter(circle=made.circle_id, pk__lt=made.pk, hidden_at=None)
    due = made.at + TO_READ
    wanted = [
        Wanted(person, Kind.MESSAGE, f"{ABOUT} {made.pk}", due, due + OF_USE)
        for person in sorted(reachable(waiting))
        if not before.filter(pk__gt=waiting[person]).exclude(author=person).exists()
    ]
    messaging.remind(wanted, act=Act(None, act.at, "reaction"))


def is_about_circle(reminder: Reminder) -> bool:
    return reminder.about.startswith(f"{ABOUT} ")


def still_unread(reminders: Collection[Reminder]) -> set[int]:
    """Of some reminders about circles, those whose message still waits for somebody who is in it and wants notes."""
    about = {one.pk: int(one.about.split()[1]) for one in reminders}
    circles = dict(
        CircleMessage.objects.filter(pk__in=about.values(), circle__ended_at=None).values_list("pk", "circle")
    )
    people = {one.person_id for one in reminders}
    inside = CircleMember.objects.joined().filter(
        muted_at=None, person__in=people, circle__in=circles.values()
    )
    read = {(circle, person): to for circle, person, to in inside.values_list("circle", "person", "read_to")}
    return {one.pk for one in reminders if about[one.pk] > _read_to(read, circles.get(about[one.pk]), one)}


def _read_to(read: dict[tuple[int, int], int], circle: int | None, reminder: Reminder) -> float:
    """Who is out, wants no notes, or whose circle has ended has nothing left to read."""
    return inf if circle is None else read.get((circle, reminder.person_id), inf)
