"""When a service is open: the weekly schedules of a file, and the hours of the week that a search asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from handrail.operations.importing.hsds.values import At

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6}
HOUR, DAY, WEEK = 60, 24 * 60, 7 * 24 * 60


def hours_of(at: At, schedules: Sequence[Mapping[str, Any]], today: date) -> list[dict[str, Any]]:
    """The schedules that hold today or later, as we keep them."""
    found = []
    for one in schedules:
        until = at.day(one, "valid_to") or at.day(one, "until")
        if until is not None and until < today:
            continue
        opens, closes = at.minutes(one, "opens_at"), at.minutes(one, "closes_at")
        said = at.text(one, "description", 1000)
        days = _days(at, one)
        if said or (days and opens is not None):
            found.append({"days": days, "opens": opens, "closes": closes, "words": said})
    return found


def hours_of_the_week(hours: Sequence[Mapping[str, Any]]) -> list[int]:
    """Each full hour of the week at which it is open; 0 is Monday at midnight."""
    found: set[int] = set()
    for one in hours:
        if one["opens"] is None or one["closes"] is None:
            continue
        # Closing before opening means the next day.
        lasts = (one["closes"] - one["opens"]) % DAY or DAY
        for day in one["days"]:
            begins = DAYS.index(day) * DAY + one["opens"]
            first = -(-begins // HOUR)
            found |= {hour % (WEEK // HOUR) for hour in range(first, -(-(begins + lasts) // HOUR))}
    return sorted(found)


def _days(at: At, one: Mapping[str, Any]) -> list[str]:
    if one.get("weekday"):
        return _of_weekday(at, one)
    if at.text(one, "freq", 20).upper() not in {"", "WEEKLY"}:
        # Once a month is no hour of every week: its description is shown, the search leaves it out.
        return []
    days = [day.strip() for day in at.text(one, "byday", 60).upper().split(",") if day.strip()]
    if unknown := [day for day in days if day not in DAYS]:
        at.wrong("byday", f"{unknown[0]} is no day.", f"Write {', '.join(DAYS)}.")
        return []
    return days


def _of_weekday(at: At, one: Mapping[str, Any]) -> list[str]:
    # The older CSV: a name, or 1 for Monday to 7.
    text = at.text(one, "weekday", 20).lower()
    number = int(text) - 1 if text.isdecimal() and len(text) == 1 else NAMES.get(text, -1)
    if 0 <= number < len(DAYS):
        return [DAYS[number]]
    at.wrong("weekday", f"{text} is no day of the week.", "Write Monday to Sunday, or 1 to 7.")
    return []
