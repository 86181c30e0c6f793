"""Times, names and numbers as the person's app says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.dateformat import format as formatted
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

MORNING_ENDS, AFTERNOON_ENDS = 12, 17
SUN_UP, SUN_LOW = 8, 17


def greeting(local: datetime, name: str) -> str:
    """Good morning, afternoon or evening, by the person's own clock."""
    if local.hour < MORNING_ENDS:
        return _("Good morning, %(name)s") % {"name": name}
    if local.hour < AFTERNOON_ENDS:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def sun(local: datetime) -> str:
    """ "high" by day, "low" in the evening and early morning."""
    return "high" if SUN_UP <= local.hour < SUN_LOW else "low"


def called(preferred: str) -> str:
    """The name to speak to: Maya for "Maya P."; any other name as it is."""
    return re.sub(r"\s+\w\.$", "", preferred)


def day_words(day: date) -> str:
    """Thursday, November 19."""
    return capfirst(f"{formatted(day, 'l')}, {date_format(day, 'MONTH_DAY_FORMAT')}")


def due_words(day: date, today: date) -> str:
    """Today, tomorrow, or the day; a day that has passed is named without blame."""
    near = {0: _("today"), 1: _("tomorrow")}
    return near.get((day - today).days) or day_words(day)


def clock_words(local: datetime) -> str:
    """10:00 am."""
    half = _("am") if local.hour < MORNING_ENDS else _("pm")
    return f"{formatted(local, 'g:i')} {half}"


def names(of: Sequence[str]) -> str:
    """Priya N., Sam R. and Lena O."""
    if len(of) < 2:
        return "".join(of)
    joined = {"first": ", ".join(of[:-1]), "last": of[-1]}
    # Spanish says "Sam e Irene": the sound decides, so the translation has to know the next name.
    if re.match(r"h?[ií](?![aeou])", of[-1], re.IGNORECASE):
        return pgettext("before a name that begins with the sound of i", "%(first)s and %(last)s") % joined
    return _("%(first)s and %(last)s") % joined


def dialed(number: str) -> str:
    """What a tel: or sms: link may hold."""
    return re.sub(r"[^0-9+*#,]", "", number)


def said(number: str) -> str:
    """A number as it is printed: 555-555-0100; anything shorter as it is."""
    found = re.fullmatch(r"\+?1?(\d{3})(\d{3})(\d{4})", re.sub(r"[\s().-]", "", number))
    return "-".join(found.groups()) if found else number.removeprefix("+1")


def work_words(strand: str) -> str:
    """What a strand's work is called in the person's app."""
    return {
        "counsel": _("Counseling"),
        "peer": _("Peer support"),
        "case": _("Case management"),
        "crisis": _("Crisis care"),
    }.get(strand, "")
