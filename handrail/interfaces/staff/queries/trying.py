"""Every way to somebody, with their rules beside it and what can come of it in one tap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from handrail.foundation.people.contact_rules import takes_message
from handrail.foundation.people.models import ContactPoint
from handrail.interfaces.contact_words import said, ways
from handrail.interfaces.staff.words.finding import OTHERWISE, TAPS, Tap, lead_rules
from handrail.pillars.case_management.finding import SYSTEMS
from handrail.pillars.case_management.models import Attempt, Lead

Way, Outcome, Safety = Attempt.Way, Attempt.Outcome, ContactPoint.Safety


@dataclass(frozen=True, slots=True)
class Line:
    """One way to them with its rules beside it, and what can come of it in one tap. `strong` is a don't."""

    label: str
    value: str
    href: str
    rules: str
    strong: str
    taps: tuple[Tap, ...]


def lines(points: Iterable[ContactPoint], leads: Iterable[Lead], now: datetime) -> tuple[Line, ...]:
    """Every way with its rules and its taps; what may not be used has no button."""
    return (*(_point(one, now) for one in points), *(_lead(one, now) for one in leads))


def otherwise(leads: Iterable[Lead]) -> tuple[Tap, ...]:
    """A letter goes only where they said that we may come."""
    post = any(one.is_safe and one.kind == Lead.Kind.PLACE for one in leads)
    return tuple(tap for tap in OTHERWISE if post or tap.outcome != Outcome.LEFT_MESSAGE)


def _point(point: ContactPoint, now: datetime) -> Line:
    shown = ways([point], now)[0]
    way = next((way for way, system in SYSTEMS.items() if system == point.system), "")
    none = point.safety == Safety.UNSAFE or not way
    message = takes_message([point], point.system, now.time())
    taps = () if none else tuple(tap for tap in TAPS[way] if message or tap.outcome != Outcome.LEFT_MESSAGE)
    rules = shown.rules or _("They said that it is safe.")
    return Line(shown.label, shown.value, shown.href, rules, shown.strong, taps)


def _lead(lead: Lead, now: datetime) -> Line:
    open_now = (lead.earliest or now.time()) <= now.time() <= (lead.latest or now.time())
    rules_said, strong = lead_rules(lead, open_now=open_now)
    place = lead.kind == Lead.Kind.PLACE
    usable = lead.is_safe or (place and lead.safety == Safety.UNKNOWN)
    taps = [tap.at(lead.pk) for tap in TAPS[Way.VISIT if place else Way.THROUGH]] if usable else []
    if not lead.is_safe:
        taps = [tap for tap in taps if tap.outcome != Outcome.LEFT_MESSAGE]
    value = said(lead.phone) if lead.phone and lead.safety != Safety.UNSAFE else ""
    href = f"tel:{lead.phone}" if value and lead.is_safe and open_now else ""
    return Line(lead.words, value, href, rules_said, strong, tuple(taps))
