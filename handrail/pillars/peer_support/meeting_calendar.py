"""Meetings from an iCalendar file (RFC 5545): each event that comes again every week, as the Meeting Guide would tell it.

Read whole or not at all, by the same rules for each row. An event that was called off or whose weeks are over stands
there as not now; an exception for one date says nothing about the others and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from handrail.pillars.peer_support.meeting_guide import MeetingsRefused, Row, Trouble, rows_of

#: Days as iCalendar names them, from Sunday on, as the Meeting Guide counts them.
DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
BEGINS = "BEGIN:VCALENDAR"
#: Where calendars say how to join, the first that is there.
JOIN = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")


def is_calendar(text: str) -> bool:
    """Whether this is an iCalendar file rather than a Meeting Guide one."""
    return text.lstrip("\ufeff \r\n\t")[: len(BEGINS)].upper() == BEGINS


def read_calendar(text: str, *, time_zone: str, today: date) -> list[Row]:
    """Every weekly event. `time_zone` is meant where an event names none. Raises MeetingsRefused."""
    try:
        found = [one for one in Calendar.from_ical(text).walk("VEVENT") if "RECURRENCE-ID" not in one]
    except (ValueError, KeyError, IndexError, TypeError) as wrong:
        raise MeetingsRefused([Trouble(0, "This calendar file cannot be read.")]) from wrong
    if not found:
        raise MeetingsRefused([Trouble(0, "There is no event in this calendar.")])
    return rows_of(_told(found, today), time_zone=time_zone)


def _told(events: list[Any], today: date) -> Iterator[dict[str, Any] | ValueError]:
    for event in events:
        try:
            yield _raw(event, today)
        except ValueError as wrong:
            yield wrong
        except (KeyError, AttributeError, TypeError):
            yield ValueError("has a time, or a rule of how it comes again, that cannot be read")


def _raw(event: Any, today: date) -> dict[str, Any]:
    starts, rule = event["DTSTART"].dt, event.get("RRULE")
    if not isinstance(starts, datetime):
        raise ValueError("lasts all day: a meeting has a time")
    if (
        rule is None
        or [str(one).upper() for one in rule["FREQ"]] != ["WEEKLY"]
        or rule.get("INTERVAL", [1]) != [1]
    ):
        raise ValueError("does not come again every week: this list is for weekly meetings")
    place = _words(event, "LOCATION")
    join = next((words for name in JOIN if (words := _words(event, name))), "")
    if place.lower().startswith(("https://", "http://")):
        place, join = "", join or place
    types = [part.strip().upper() for part in _categories(event)]
    over = _words(event, "STATUS").upper() == "CANCELLED" or _is_over(rule, today)
    return {
        "slug": _words(event, "UID"), "name": _words(event, "SUMMARY"), "day": _days(rule, starts),
        "time": f"{starts:%H:%M}", "end_time": f"{_ends(event, starts):%H:%M}", "timezone": _zone(event, starts),
        "location": place, "conference_url": join, "notes": _words(event, "DESCRIPTION"), "types": types,
        "attendance_option": "inactive" if over else "hybrid" if join and place else "online" if join else "in_person",
        "approximate": "yes" if _words(event, "CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"} else "no",
    }  # fmt: skip


def _days(rule: Any, starts: datetime) -> list[int]:
    named = [str(day).upper() for day in rule.get("BYDAY", [])]
    if any(day not in DAYS for day in named):
        raise ValueError("does not come again every week: this list is for weekly meetings")
    return [DAYS.index(day) for day in named] or [(starts.weekday() + 1) % len(DAYS)]


def _is_over(rule: Any, today: date) -> bool:
    until = next(iter(rule.get("UNTIL", [])), None)
    return until is not None and (until.date() if isinstance(until, datetime) else until) < today


def _ends(event: Any, starts: datetime) -> datetime:
    if "DTEND" in event:
        ends: datetime = event["DTEND"].dt
        return ends.astimezone(starts.tzinfo) if ends.tzinfo and starts.tzinfo else ends
    lasts: timedelta = event["DURATION"].dt if "DURATION" in event else timedelta(hours=1)
    return starts + lasts


def _zone(event: Any, starts: datetime) -> str:
    named = getattr(starts.tzinfo, "key", "") or str(event["DTSTART"].params.get("TZID", ""))
    return named or ("UTC" if starts.tzinfo else "")


def _words(event: Any, name: str) -> str:
    found = event.get(name, "")
    first = found[0] if isinstance(found, list) and found else found
    return str(first).strip()


def _categories(event: Any) -> list[str]:
    found = event.get("CATEGORIES", [])
    groups = found if isinstance(found, list) else [found]
    return [str(one) for group in groups for one in getattr(group, "cats", [])]
