"""What comes in swarms stands as one line: reminders by day, the calls of an alert by alert. Nothing is left out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from django.utils.translation import gettext as _

from handrail.continuum.journey.moment import Moment
from handrail.foundation.messaging.events import ReminderCalledOff, ReminderSet, ReminderWithheld
from handrail.pillars.crisis.events import AlertCalled

REMINDERS = {ReminderSet.kind, ReminderWithheld.kind, ReminderCalledOff.kind}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a story: a moment by itself, or the newest of several that stand `inside` it, newest first."""

    moment: Moment
    inside: tuple[Moment, ...] = ()

    @property
    def title(self) -> str:
        """Its words; for several how many there are."""
        if not self.inside:
            return self.moment.title
        told = {"n": len(self.inside)}
        if self.moment.kind in REMINDERS:
            return _("Reminders: %(n)s set, called off or held back") % told
        return _("People on call were called %(n)s times") % told


def lines_of(moments: Sequence[Moment], zone: tzinfo, at_most: int) -> tuple[list[Line], int]:
    """At most so many lines, and how many of the moments they tell: the next page goes on behind those."""
    together: dict[Hashable, list[Moment]] = {}
    told = 0
    for moment in moments:
        key = _belongs(moment, zone)
        if key not in together and len(together) == at_most:
            break
        together.setdefault(key, []).append(moment)
        told += 1
    return [_line(group) for group in together.values()], told


def _belongs(moment: Moment, zone: tzinfo) -> Hashable:
    if moment.kind in REMINDERS:
        return "reminders", moment.at.astimezone(zone).date()
    if moment.kind == AlertCalled.kind:
        return "calls", moment.subject
    return moment.entry_id


def _line(group: Sequence[Moment]) -> Line:
    return Line(group[0], tuple(group) if len(group) > 1 else ())
