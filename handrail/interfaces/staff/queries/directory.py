"""Services as the directory's page says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.contact_words import dial, said
from handrail.interfaces.staff.words.languages import language
from handrail.interfaces.staff.words.times import clock
from handrail.pillars.case_management.models import Need, Service
from handrail.pillars.case_management.queries import Asked, search

#: What was last checked longer ago is said to be old.
OLD = timedelta(days=365)
MILE_KM = 1.609344
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: Any day: only the hours after it are told.
MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)
#: How files write the end of a day that is open all through, in minutes.
ROUND_THE_CLOCK = {24 * 60, 24 * 60 - 1}


@dataclass(frozen=True, slots=True)
class Fact:
    word: str
    said: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One service at one place. `full` says that it is known to have no room."""

    service: Service
    needs: list[str]
    where: str
    room: str
    full: bool
    fresh: str
    old: bool
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Found:
    lines: list[Line]
    page: int
    more: bool


def found(asked: Asked, act: Act) -> Found:
    """One page of what was looked for."""
    rows, more = search(asked)
    return Found([line(one, act) for one in rows], asked.page, more)


def line(one: Service, act: Act) -> Line:
    """A service in words."""
    checked = one.assured_on or one.provider.source.taken_at.date()
    today = (local(act.actor, act.at) if act.actor else act.at).date()
    told = {"source": one.provider.source.name, "day": date_format(checked, "DATE_FORMAT")}
    fresh = (
        _("Checked %(day)s (%(source)s).") if one.assured_on else _("From a file of %(day)s (%(source)s).")
    )
    return Line(
        one, [str(Need(code).label) for code in one.needs], _where(one), _room(one, act),
        one.room == Service.Room.FULL, fresh % told, today - checked > OLD, _facts(one),
    )  # fmt: skip


def _where(one: Service) -> str:
    km: float | None = getattr(one, "km", None)
    far = (
        _("%(km).1f km (%(miles).1f miles) away") % {"km": km, "miles": km / MILE_KM}
        if km is not None
        else ""
    )
    return ", ".join(filter(None, [one.street, one.city, one.postal_code, far]))


def _room(one: Service, act: Act) -> str:
    if one.room_said_at is None:
        return str(Service.Room.UNKNOWN.label)
    assert act.actor is not None
    told = {
        "room": str(one.get_room_display()),
        "day": date_format(local(act.actor, one.room_said_at), "DATE_FORMAT"),
    }
    if one.places:
        return _("%(room)s: %(places)d, said %(day)s") % {**told, "places": one.places}
    return _("%(room)s, said %(day)s") % told


def _facts(one: Service) -> list[Fact]:
    told = [
        (_("For whom"), _for_whom(one)), (_("Open"), hours_words(one.hours)),
        (_("Cost"), one.fees or (str(one.get_cost_display()))), (_("Languages"), ", ".join(map(language, one.languages))),
        (_("Access"), one.accessibility), (_("Getting there"), one.transport), (_("Email"), one.email), (_("Web"), one.url),
    ]  # fmt: skip
    facts = [Fact(word, text) for word, text in told if text]
    return [Fact(_("Phone"), said(one.phone), dial(one.phone)), *facts] if one.phone else facts


def _for_whom(one: Service) -> str:
    ages = ""
    if one.youngest is not None and one.oldest is not None:
        ages = _("%(young)d to %(old)d years") % {"young": one.youngest, "old": one.oldest}
    elif one.youngest is not None:
        ages = _("from %(young)d years") % {"young": one.youngest}
    elif one.oldest is not None:
        ages = _("up to %(old)d years") % {"old": one.oldest}
    return ". ".join(filter(None, [one.eligibility.rstrip("."), ages]))


def hours_words(hours: Sequence[Mapping[str, Any]]) -> str:
    """`Mon, Tue 9:00 am to 12:00 pm`; what the file says in words stands as it is."""
    return "; ".join(filter(None, (_one_of_the_hours(one) for one in hours)))


def _one_of_the_hours(one: Mapping[str, Any]) -> str:
    days = ", ".join(str(WEEKDAYS_ABBR[DAYS.index(day)]) for day in one["days"])
    if not days or one["opens"] is None:
        return str(one["words"])
    told = {"days": days, "opens": _clock(one["opens"]), "closes": _clock(one["closes"])}
    times = _("%(days)s %(opens)s to %(closes)s")
    if one["closes"] is None:
        times = _("%(days)s from %(opens)s")
    elif one["opens"] == 0 and one["closes"] in ROUND_THE_CLOCK:
        times = _("%(days)s, day and night")
    return " ".join(filter(None, [times % told, f"({one['words']})" if one["words"] else ""]))


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else clock(MIDNIGHT + timedelta(minutes=minutes))
