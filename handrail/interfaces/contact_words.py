"""How somebody wants to be reached: their rules in words, and a link only where the rules allow one now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.translation import gettext as _

from handrail.continuum.journey.wording.scheduling import clock
from handrail.foundation.people.models import ContactPoint

SCHEMES = {
    ContactPoint.System.PHONE.value: "tel:",
    ContactPoint.System.SMS.value: "sms:",
    ContactPoint.System.EMAIL.value: "mailto:",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody. `href` is "" when their rules say not now, or not this way; `strong` is a don't."""

    label: str
    value: str
    href: str
    rules: str
    strong: str


def ways(points: Sequence[ContactPoint], now: datetime) -> list[Way]:
    """Every way, safest first. `now` is on the person's own clock."""
    return [_way(point, now) for point in _safest_first(points)]


def in_short(points: Sequence[ContactPoint]) -> str:
    """The rules of the safest way in one line, for a row of the board."""
    safe = [point for point in _safest_first(points) if point.safety == ContactPoint.Safety.SAFE]
    if not safe:
        return _("Nobody has asked yet how to reach them safely.")
    return _sentence([_first(safe[0]), _dont(safe[0]), safe[0].words_to_say])


def _way(point: ContactPoint, now: datetime) -> Way:
    if point.safety == ContactPoint.Safety.UNSAFE:
        return Way(_label(point), "", "", _("Not safe: do not use."), "")
    if point.safety == ContactPoint.Safety.UNKNOWN:
        return Way(_label(point), _value(point), "", _("Nobody has asked yet if this is safe."), _dont(point))
    allowed = point.is_open(now.time())
    rules = _sentence(
        [hours(point.earliest, point.latest), "" if allowed else _("Not now."), point.words_to_say]
    )
    return Way(_label(point), _value(point), _href(point) if allowed else "", rules, _dont(point))


def _safest_first(points: Sequence[ContactPoint]) -> list[ContactPoint]:
    order = [ContactPoint.Safety.SAFE, ContactPoint.Safety.UNKNOWN, ContactPoint.Safety.UNSAFE]
    return sorted(points, key=lambda p: (order.index(ContactPoint.Safety(p.safety)), p.rank, p.pk))


def _label(point: ContactPoint) -> str:
    return str(point.get_system_display())


def _value(point: ContactPoint) -> str:
    """As people write it down."""
    if point.system == ContactPoint.System.EMAIL:
        return point.value
    return said(point.value)


def said(number: str) -> str:
    """A North American number in its three groups, anything else as it is."""
    return re.sub(r"\A\+1([0-9]{3})([0-9]{3})([0-9]{4})\Z", r"\1 \2 \3", number)


def dial(number: str) -> str:
    """What a link to call it holds: an extension and words beside it are left to whoever calls."""
    return "tel:" + re.sub(r"[^0-9+]", "", re.split(r"[a-zA-Z,;]", number, maxsplit=1)[0])


def _href(point: ContactPoint) -> str:
    value = point.value
    if point.system != ContactPoint.System.EMAIL:
        value = "".join(sign for sign in value if sign.isdigit() or sign == "+")
    return f"{SCHEMES[point.system]}{value}"


def _first(point: ContactPoint) -> str:
    between = hours(point.earliest, point.latest)
    return (
        f"{_label(point)} {between[:1].lower()}{between[1:]}"
        if between
        else _("%(way)s is safe.") % {"way": _label(point)}
    )


def _dont(point: ContactPoint) -> str:
    if point.system != ContactPoint.System.PHONE or point.voicemail == ContactPoint.Voicemail.YES:
        return ""
    if point.voicemail == ContactPoint.Voicemail.NO:
        return _("No voicemail.")
    return _("Ask before leaving a voicemail.")


def hours(earliest: time | None, latest: time | None) -> str:
    """Between which hours; "" where they said none."""
    told = {"earliest": clock(earliest) if earliest else "", "latest": clock(latest) if latest else ""}
    if earliest and latest:
        return _("Between %(earliest)s and %(latest)s.") % told
    if earliest:
        return _("After %(earliest)s.") % told
    return _("Before %(latest)s.") % told if latest else ""


def _sentence(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)
