"""What somebody is reminded of: the next meeting, a scale that was asked for, their check-in; and while it still holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from handrail.continuum.circles import is_about_circle, still_unread
from handrail.continuum.watch.expecting import none_asked
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import Assignment, CheckIn
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions import Wanted
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.models import ChosenPace, Message, ReadMark, Reminder
from handrail.foundation.messaging.models.paces import pace_of
from handrail.foundation.messaging.queries import reachable
from handrail.foundation.people.models import Person
from handrail.foundation.practices.models import Practice, PracticeLog
from handrail.foundation.scheduling.calendars import invitation
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.queries import local, zone

DAY = timedelta(days=1)
#: Meetings are looked for this far ahead; on the day itself somebody is told so long before, and until so long before.
AHEAD, BEFORE, LEAST = timedelta(days=2), timedelta(hours=3), timedelta(minutes=30)
#: How long after the last time a practice is said again, by how often it was meant.
PRACTISED = {"daily": timedelta(hours=20), "some_days": 2 * DAY, "weekly": 6 * DAY}
#: How long a message waits to be read in the app before a note goes out.
TO_READ = timedelta(minutes=10)
#: What a reminder is called that goes out when a time was agreed on.
BOOKED = "booked"
#: After so many check-in reminders without a check-in they stop, quietly (design 9.10).
UNANSWERED = 3


def set_due(now: datetime) -> int:
    """Set what is not set yet for the people who let us write to them; returns how many."""
    people = Person.objects.in_bulk(list(reachable()))
    if not people:
        return 0
    chosen = {one.person_id: one for one in ChosenPace.objects.filter(person__in=people)}
    paces = {key: pace_of(person, chosen.get(key)) for key, person in people.items()}
    wanted = [
        *_meetings(people, paces, now),
        *_scales(people, paces, now),
        *_check_ins(people, paces, now),
        *_practices(people, paces, now),
    ]
    return messaging.remind([one for one in wanted if one.until_at > now], act=Act(None, now, "sender"))


def remind_of_message(entry: Entry, act: Act) -> None:
    """Somebody of the team wrote: said after a while, unless it was read in the app meanwhile."""
    assert entry.subject is not None
    made = Message.objects.select_related("conversation").filter(pk=entry.subject).first()
    if made is None or made.author_id == made.conversation.person_id:
        return
    if made.conversation.person_id not in reachable([made.conversation.person_id]):
        return
    due = made.at + TO_READ
    wanted = Wanted(made.conversation.person_id, Kind.MESSAGE, str(made.pk), due, due + DAY)
    messaging.remind([wanted], act=Act(None, act.at, "reaction"))


def remind_of_booking(entry: Entry, act: Act) -> None:
    """A time was agreed on, or another one: said at once, within the budget, to whoever chose to hear of it."""
    assert entry.subject is not None
    one = Appointment.objects.booked().filter(pk=entry.subject, starts_at__gt=act.at + LEAST).first()
    if one is None or one.person_id not in reachable([one.person_id]):
        return
    chosen = ChosenPace.objects.filter(person=one.person_id).first()
    if chosen is None or chosen.invites == ChosenPace.Invites.NONE:
        return
    until = min(one.starts_at - LEAST, act.at + 7 * DAY)
    wanted = Wanted(one.person_id, Kind.APPOINTMENT, _about(one, BOOKED), act.at, until, one.starts_at)
    messaging.remind([wanted], act=Act(None, act.at, "reaction"))


def invitations(reminders: Collection[Reminder]) -> bytes:
    """The file for a calendar that goes with notes about times that were agreed on: times and nothing else."""
    agreed = [one for one in reminders if one.kind == Kind.APPOINTMENT and one.about.endswith(BOOKED)]
    keys = {int(one.about.split()[0]) for one in agreed}
    booked = Appointment.objects.booked().filter(pk__in=keys).order_by("starts_at", "pk") if keys else ()
    return invitation(*booked) if booked else b""


def _meetings(people: dict[int, Person], paces: dict[int, ChosenPace], now: datetime) -> Iterator[Wanted]:
    for one in _booked(people, now):
        person, pace = people[one.person_id], paces[one.person_id]
        day = local(person, one.starts_at).date()
        moments = {"tomorrow": _on(person, day - DAY, pace.at), "today": one.starts_at - BEFORE}
        for name, due in moments.items():
            until = _on(person, day, time.min) if name == "tomorrow" else one.starts_at - LEAST
            if due < until:
                yield Wanted(person.pk, Kind.APPOINTMENT, _about(one, name), due, until, one.starts_at)


def _booked(people: Collection[int], now: datetime) -> Iterable[Appointment]:
    return Appointment.objects.booked().between(now, now + AHEAD).filter(person__in=people)


def _about(one: Appointment, name: str) -> str:
    # A meeting that moves is another one to be reminded of.
    return f"{one.pk} {one.starts_at:%Y%m%d%H%M} {name}"


def _scales(people: dict[int, Person], paces: dict[int, ChosenPace], now: datetime) -> Iterator[Wanted]:
    asked = Assignment.objects.open().filter(person__in=people, asked_at__gt=now - DAY)
    for one in asked:
        person = people[one.person_id]
        first = _on(person, local(person, one.asked_at).date(), paces[person.pk].at)
        due, until = max(first, one.asked_at), _on(person, one.due_on + DAY, time.min)
        if due < until:
            yield Wanted(person.pk, Kind.SCALE, str(one.pk), due, until)


def _check_ins(people: dict[int, Person], paces: dict[int, ChosenPace], now: datetime) -> Iterator[Wanted]:
    asking = [key for key, pace in paces.items() if Kind.CHECK_IN in pace.kinds]
    quiet = _unanswered(asking) if asking else set()
    today = {key: local(people[key], now).date() for key in asking}
    off = none_asked(today.items())
    for key, day in today.items():
        person = people[key]
        due, until = _on(person, day, paces[key].at), _on(person, day + DAY, time.min)
        if key not in quiet and due <= now and (key, day) not in off:
            yield Wanted(key, Kind.CHECK_IN, day.isoformat(), due, until)


def _practices(people: dict[int, Person], paces: dict[int, ChosenPace], now: datetime) -> Iterator[Wanted]:
    """One a day for whoever wants it, whatever number of practices is open for them."""
    asking = [key for key, pace in paces.items() if Kind.PRACTICE in pace.kinds]
    for key in _to_practise(asking, now):
        person, day = people[key], local(people[key], now).date()
        due = _on(person, day, paces[key].at)
        if due <= now:
            yield Wanted(key, Kind.PRACTICE, day.isoformat(), due, _on(person, day + DAY, time.min))


def _to_practise(people: Collection[int], now: datetime) -> set[int]:
    begun = Practice.objects.open().filter(person__in=people, cadence__in=PRACTISED)
    found = list(begun.values_list("person", "method", "cadence")) if people else []
    told = PracticeLog.objects.filter(person__in={key for key, *_rest in found}).since(
        now - max(PRACTISED.values())
    )
    last: dict[tuple[int, str], datetime] = {}
    for key, method, at in told.values_list("person", "method", "made_at"):
        last[key, method] = max(at, last.get((key, method), at))
    return {
        key for key, method, cadence in found
        if (key, method) not in last or now - last[key, method] >= PRACTISED[cadence]
    }  # fmt: skip


def remind_of_answer(entry: Entry, act: Act) -> None:
    """Something they asked was answered: a note that says no more than that a message waits in the app."""
    if entry.person_id is None or entry.person_id not in reachable([entry.person_id]):
        return
    wanted = Wanted(entry.person_id, Kind.MESSAGE, f"answer {entry.pk}", act.at, act.at + 7 * DAY)
    messaging.remind([wanted], act=Act(None, act.at, "reaction"))


def remind_of_change(entry: Entry, act: Act) -> None:
    """Somebody else changed something of theirs; what they change themself needs no note."""
    if entry.actor_id != entry.person_id:
        remind_of_answer(entry, act)


def _unanswered(people: Collection[int]) -> set[int]:
    """Those who were reminded of it the last times and did not check in."""
    sent = Reminder.objects.filter(person__in=people, kind=Kind.CHECK_IN, status=Reminder.Status.ACCEPTED)
    rows = sent.order_by("person", "-ended_at").values_list("person", "ended_at")
    times: dict[int, list[datetime]] = {}
    for key, at in rows:
        if at is not None:
            times.setdefault(key, []).append(at)
    ignored = {key: found[UNANSWERED - 1] for key, found in times.items() if len(found) >= UNANSWERED}
    since = CheckIn.objects.filter(person__in=ignored).values_list("person", "made_at")
    answered = {key for key, at in since if at > ignored[key]}
    return set(ignored) - answered


def still_hold(reminders: Collection[Reminder], now: datetime) -> set[int]:
    """Of some reminders about to go out, the keys of those that are still about something."""
    meetings = {int(one.about.split()[0]) for one in reminders if one.kind == Kind.APPOINTMENT}
    booked = {
        _about(one, name) for one in Appointment.objects.booked().filter(pk__in=meetings, starts_at__gt=now)
        for name in ("tomorrow", "today", BOOKED)
    }  # fmt: skip
    scales = {int(one.about) for one in reminders if one.kind == Kind.SCALE}
    open_ones = {
        str(pk) for pk in Assignment.objects.open().filter(pk__in=scales).values_list("pk", flat=True)
    }
    asked = [one for one in reminders if one.kind == Kind.CHECK_IN]
    days = {(one.person_id, date.fromisoformat(one.about)) for one in asked}
    settled = _told(days) | none_asked(days)
    notes = {one.about for one in reminders if one.kind == Kind.MESSAGE}
    unread = _unread({int(about) for about in notes if about.isdigit()})
    circles = still_unread([one for one in reminders if is_about_circle(one)])
    practising = _to_practise([one.person_id for one in reminders if one.kind == Kind.PRACTICE], now)
    holds = {
        Kind.APPOINTMENT: lambda one: one.about in booked,
        Kind.SCALE: lambda one: one.about in open_ones,
        Kind.MESSAGE: lambda one: (
            one.pk in circles if is_about_circle(one) else not one.about.isdigit() or int(one.about) in unread
        ),
        Kind.PRACTICE: lambda one: one.person_id in practising,
        Kind.CHECK_IN: lambda one: (one.person_id, date.fromisoformat(one.about)) not in settled,
    }
    return {one.pk for one in reminders if holds.get(Kind(one.kind), lambda _one: True)(one)}


def _unread(messages: Collection[int]) -> set[int]:
    """Of some messages, those that the person has not read in the app."""
    found = Message.objects.filter(pk__in=messages).values_list("pk", "conversation", "conversation__person")
    marks = ReadMark.objects.filter(conversation__messages__in=messages).values_list(
        "conversation", "reader", "up_to"
    )
    read = {(conversation, reader): up_to for conversation, reader, up_to in marks}
    return {pk for pk, conversation, person in found if read.get((conversation, person), 0) < pk}


def _told(asked: set[tuple[int, date]]) -> set[tuple[int, date]]:
    found = CheckIn.objects.filter(
        person__in={key for key, _day in asked}, day__in={day for _key, day in asked}
    )
    return set(found.values_list("person", "day"))


def _on(person: Person, day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, tzinfo=zone(person.time_zone))
