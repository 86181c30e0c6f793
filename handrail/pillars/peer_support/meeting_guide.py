"""The Meeting Guide format (code4recovery.org/docs/api): a list of meetings as JSON, read whole or not at all.

A row that cannot be right refuses the file, with what is wrong in which row. Fields that we do not know are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from handrail import strict_json

ROWS_AT_MOST, TROUBLES_SHOWN = 20_000, 50
TEMPORARILY_CLOSED, WHEELCHAIR = "TC", "X"
#: Codes of the format that name a language, as we name it.
LANGUAGES = {"EN": "en", "S": "es", "FR": "fr", "ASL": "ase", "POR": "pt", "RUS": "ru", "KOR": "ko", "AR": "ar", "ZH": "zh", "VI": "vi", "TGL": "tl", "HAT": "ht"}  # fmt: skip
OPTIONS = {"in_person", "online", "hybrid", "inactive"}
#: The format counts days from Sunday; we count from Monday, as Python does.
SUNDAY_IS = 6
ZONES = frozenset(available_timezones())
LENGTHS = {
    "name": 160,
    "slug": 160,
    "location": 160,
    "address": 200,
    "city": 120,
    "conference_phone": 60,
    "notes": 1000,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting on one weekday. `day` None: by appointment."""

    slug: str
    name: str
    day: int | None
    starts: time | None
    ends: time | None
    time_zone: str
    option: str
    closed: bool
    place: str
    address: str
    city: str
    hides_address: bool
    join_url: str
    join_phone: str
    notes: str
    languages: tuple[str, ...]
    wheelchair: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in which row; row 0 is the file itself."""

    row: int
    words: str


class MeetingsRefused(ValueError):
    """Nothing was brought in. `troubles` says why."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__("Nothing was brought in.")
        self.troubles = troubles


def read_meetings(text: str, *, time_zone: str) -> list[Row]:
    """Every meeting of the file. `time_zone` is meant where a row names none. Raises MeetingsRefused."""
    return rows_of(_raw(text), time_zone=time_zone)


def rows_of(raws: Iterable[Any], *, time_zone: str) -> list[Row]:
    """The same of rows as the format has them; one that is a ValueError could not be told as such, and says why."""
    rows, troubles = [], list[Trouble]()
    seen: dict[tuple[str, int | None], int] = {}
    for number, raw in enumerate(raws, start=1):
        try:
            if isinstance(raw, ValueError):
                raise raw
            for row in _rows(raw, time_zone):
                if (before := seen.setdefault((row.slug, row.day), number)) != number:
                    raise ValueError(f"has the slug of row {before}: {row.slug}")
                rows.append(row)
        except ValueError as wrong:
            troubles.append(Trouble(number, str(wrong)))
    if troubles:
        raise MeetingsRefused(troubles[:TROUBLES_SHOWN])
    return rows


def _raw(text: str) -> list[Any]:
    try:
        found = strict_json.read(text)
    except strict_json.NotStrict as wrong:
        raise MeetingsRefused(
            [Trouble(0, f"This cannot be read: {wrong}. Ask for the address of the Meeting Guide feed.")]
        ) from wrong
    if not isinstance(found, list) or not found:
        raise MeetingsRefused([Trouble(0, "A Meeting Guide file is a list of meetings; this has none.")])
    if len(found) > ROWS_AT_MOST:
        raise MeetingsRefused(
            [Trouble(0, f"More than {ROWS_AT_MOST} meetings. Bring in one area at a time.")]
        )
    return found


def _rows(raw: Any, time_zone: str) -> Iterator[Row]:
    if not isinstance(raw, Mapping):
        raise ValueError("is no meeting")
    types = {str(one) for one in _list(raw.get("types"))}
    option = _option(raw, types)
    for day in _days(raw.get("day")):
        starts = _clock(raw, "time", needed=day is not None)
        yield Row(
            slug=_text(raw, "slug", needed=True), name=_text(raw, "name", needed=True), day=day, starts=starts,
            ends=_clock(raw, "end_time"), time_zone=_zone(raw, time_zone), option=option,
            closed=TEMPORARILY_CLOSED in types or option == "inactive", place=_text(raw, "location"),
            address=_text(raw, "address") or _text(raw, "formatted_address", most=200), city=_text(raw, "city"),
            hides_address=str(raw.get("approximate", "no")).lower() == "yes", join_url=_link(raw, "conference_url"),
            join_phone=_text(raw, "conference_phone"), notes=_text(raw, "notes"),
            languages=tuple(sorted({LANGUAGES[one] for one in types if one in LANGUAGES})), wheelchair=WHEELCHAIR in types,
        )  # fmt: skip


def _option(raw: Mapping[str, Any], types: set[str]) -> str:
    given = str(raw.get("attendance_option") or ("hybrid" if raw.get("conference_url") and raw.get("address") else "online" if raw.get("conference_url") or "ONL" in types else "in_person"))  # fmt: skip
    if given not in OPTIONS:
        raise ValueError(f"attendance_option {given[:20]!r} is none of {', '.join(sorted(OPTIONS))}")
    return given


def _days(given: Any) -> list[int | None]:
    if given in (None, "", []):
        return [None]
    days = _list(given)
    try:
        numbers = [int(day) for day in days]
    except (TypeError, ValueError) as wrong:
        raise ValueError("day is no number from 0 (Sunday) to 6") from wrong
    if not all(0 <= day <= SUNDAY_IS for day in numbers):
        raise ValueError("day is no number from 0 (Sunday) to 6")
    return [(day - 1) % 7 for day in dict.fromkeys(numbers)]


def _clock(raw: Mapping[str, Any], name: str, *, needed: bool = False) -> time | None:
    given = raw.get(name)
    if given in (None, ""):
        if needed:
            raise ValueError(f"{name} is missing")
        return None
    try:
        return time.fromisoformat(str(given)).replace(tzinfo=None)
    except ValueError as wrong:
        raise ValueError(f"{name} {str(given)[:20]!r} is no time like 19:30") from wrong


def _zone(raw: Mapping[str, Any], usual: str) -> str:
    given = str(raw.get("timezone") or usual)
    if given not in ZONES:
        raise ValueError(f"timezone {given[:40]!r} is unknown")
    return given


def _text(raw: Mapping[str, Any], name: str, *, needed: bool = False, most: int = 0) -> str:
    given = raw.get(name)
    text = "" if given is None else str(given).strip()
    if needed and not text:
        raise ValueError(f"{name} is missing")
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError(f"{name} has characters that cannot be kept")
    if len(text) > (most or LENGTHS[name]):
        raise ValueError(f"{name} is longer than {most or LENGTHS[name]} characters")
    return text


def _link(raw: Mapping[str, Any], name: str) -> str:
    given = str(raw.get(name) or "").strip()
    if not given:
        return ""
    try:
        parts = urlsplit(given)
        host = parts.hostname
    except ValueError as wrong:
        raise ValueError(f"{name} is no address") from wrong
    if parts.scheme != "https" or not host or "@" in parts.netloc:
        raise ValueError(f"{name} is not a safe address: only https is opened")
    if len(given) > 400 or not given.isprintable() or not given.isascii():
        raise ValueError(f"{name} is no address that can be kept")
    return given


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [] if given is None else [given]
