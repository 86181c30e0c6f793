"""Finding a meeting, and my week: what is on, where I said I would go, who comes along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.people.spoken import spoken
from handrail.foundation.scheduling.models import Appointment, Occasion
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.meeting_forms import FindForm
from handrail.interfaces.client.queries.own_meetings import Time, my_times, own_meetings, times_before
from handrail.interfaces.client.wording import called, clock_words, day_words, due_words
from handrail.pillars.peer_support.finding import Found, Wish, find
from handrail.pillars.peer_support.models import Going, OpenMeeting
from handrail.pillars.peer_support.policy import peers_of

WEEK = 7


@dataclass(frozen=True, slots=True)
class Shown:
    """A meeting as the finder shows it. `starts` names the time when somebody says they will go."""

    number: int
    name: str
    when: str
    starts: str
    where: str
    tags: tuple[str, ...]
    notes: str
    join: str
    phone: str
    closed: bool
    said: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of my week. `going`: my word for an open meeting, with what can be done about it."""

    time: str
    name: str
    detail: str
    join: str = ""
    going: int | None = None
    company: str = ""
    outing: int | None = None
    past: bool = False
    went: bool = False
    occasion: int | None = None


def finder_page(act: Act, form: FindForm) -> dict[str, Any]:
    """What was looked for; a form that says nothing sensible shows everything."""
    person = act.actor
    assert person is not None
    wish = form.wish() if form.is_valid() else Wish()
    found = find(person, wish, act.at)
    mine = Going.objects.visible_to(act).filter(
        person=person, taken_back_at=None, starts_at__gt=act.at - timedelta(days=1)
    )
    said = set(mine.values_list("meeting", "starts_at"))
    peer = Person.objects.filter(pk__in=peers_of(person, act)).order_by("pk").first()
    today = local(person, act.at).date()
    return {
        "form": form,
        "found": [_shown(one, said, today) for one in found],
        "any_at_all": bool(found) or OpenMeeting.objects.listed().exists(),
        "peer": called(peer.preferred_name) if peer else "",
        "own": own_meetings(act),
    }


def _shown(one: Found, said: set[tuple[int, datetime]], today: date) -> Shown:
    meeting = one.meeting
    # Online alone, no place of it is shown.
    where = (
        ""
        if meeting.option == OpenMeeting.Option.ONLINE
        else ", ".join(part for part in (meeting.place, meeting.address, meeting.city) if part)
    )
    tags = [str(meeting.get_option_display())]
    if meeting.languages:
        tags.append(spoken(meeting.languages))
    if meeting.access:
        tags.append(_("Wheelchair access"))
    day = due_words(one.starts_at.date(), today)
    return Shown(
        meeting.pk, meeting.name, f"{day[:1].upper()}{day[1:]}, {clock_words(one.starts_at)}", one.starts_at.isoformat(),
        where, tuple(tags), meeting.notes, meeting.join_url if meeting.is_met_online else "", meeting.join_phone,
        meeting.is_closed, (meeting.pk, meeting.next_after(one.starts_at)) in said,
    )  # fmt: skip


def week_page(act: Act) -> dict[str, Any]:
    """Seven days from today: visits, my groups, and meetings I said I would go to."""
    person = act.actor
    assert person is not None
    now = local(person, act.at)
    begin = now.replace(hour=0, minute=0, second=0, microsecond=0)
    lines: dict[date, list[tuple[datetime, Line]]] = {
        begin.date() + timedelta(days=n): [] for n in range(WEEK)
    }
    for at, line in _lines(person, begin, act):
        if (day := local(person, at).date()) in lines:
            lines[day].append((at, line))
    days = [
        (day_words(day), [line for _at, line in sorted(found, key=lambda pair: pair[0])])
        for day, found in lines.items()
    ]
    return {"days": days, "before": _before(person, begin, act)}


def _lines(person: Person, begin: datetime, act: Act) -> list[tuple[datetime, Line]]:
    end = begin + timedelta(days=WEEK + 1)
    visits = (
        Appointment.objects.visible_to(act).of(person).booked().between(begin, end).select_related("worker")
    )
    groups = (
        Occasion.objects.visible_to(act)
        .taking_place()
        .between(begin, end)
        .filter(gathering__seats__person=person, gathering__seats__until_at=None)
    )
    going = _going(person, act).filter(starts_at__gte=begin, starts_at__lt=end)
    return [
        *((one.starts_at, _visit(one, person)) for one in visits),
        *((one.starts_at, _group(one, person)) for one in groups.select_related("gathering").distinct()),
        *((one.starts_at, _meeting(one, person, act)) for one in going),
        *((one.occasion.starts_at, _time(one, person, act)) for one in my_times(begin, end, act)),
    ]


def _going(person: Person, act: Act) -> Any:
    mine = Going.objects.visible_to(act).filter(person=person, taken_back_at=None)
    return mine.select_related("meeting", "company")


def _before(person: Person, begin: datetime, act: Act) -> list[tuple[str, Line]]:
    """Meetings of the days before that say nothing yet of whether I was there."""
    past = _going(person, act).filter(
        went_at=None, starts_at__lt=begin, starts_at__gt=begin - timedelta(days=WEEK)
    )
    lines = [(one.starts_at, _meeting(one, person, act)) for one in past]
    lines += [(one.occasion.starts_at, _time(one, person, act)) for one in times_before(begin, act)]
    lines.sort(key=lambda line: line[0], reverse=True)
    return [(day_words(local(person, at).date()), line) for at, line in lines]


def _visit(one: Appointment, person: Person) -> Line:
    detail = " · ".join(
        part for part in ("" if one.elsewhere else str(one.get_modality_display()), one.place) if part
    )
    return Line(
        clock_words(local(person, one.starts_at)),
        one.called,
        detail,
        one.room,
        outing=one.pk if one.elsewhere else None,
    )


def _group(one: Occasion, person: Person) -> Line:
    return Line(clock_words(local(person, one.starts_at)), one.gathering.name, one.gathering.place, one.room)


def _time(one: Time, person: Person, act: Act) -> Line:
    """A meeting of ours: whether I was there is asked once it has begun."""
    begun = one.occasion.starts_at <= act.at
    name = _("You are %(name)s there") % {"name": one.name}
    line = _group(one.occasion, person)
    detail = " · ".join(part for part in (line.detail, name) if part)
    return replace(line, detail=detail, went=one.there, occasion=one.occasion.pk if begun else None)


def _meeting(one: Going, person: Person, act: Act) -> Line:
    meeting = one.meeting
    where = ", ".join(part for part in (meeting.place, meeting.city) if part)
    company = ""
    if one.company is not None:
        words = _("%(name)s comes along") if one.company_said_at else _("You asked %(name)s to come along")
        company = words % {"name": called(one.company.preferred_name)}
    return Line(
        clock_words(local(person, one.starts_at)), meeting.name, where, meeting.join_url if meeting.is_met_online else "",
        one.pk, company, one.starts_at <= act.at, one.went_at is not None,
    )  # fmt: skip
