"""The charts of one person: a scale on its own bands, every contact above it, check-ins under it, one time axis.

What the reader may not read is not there: no row, no gap, no count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from handrail.clinical.instruments.change import real_changes
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Instrument
from handrail.continuum.journey.contacts import Contacts, contacts_of
from handrail.continuum.journey.wording.measures import scale_name
from handrail.foundation.measures.models import Response
from handrail.interfaces.charting import words
from handrail.interfaces.charting.reader import AT_MOST, Reader
from handrail.interfaces.charting.rulers import RULERS, Rulers, rulers_of
from handrail.interfaces.charting.screens import SCREENS, Screen, screens_of
from handrail.interfaces.charting.strips import Told, how_often, not_asked, told_since
from handrail.interfaces.charting.words import Result
from handrail.ui.charts import Band, Event, Lane, Point, River

#: The scales that are drawn over time: those that follow change, then one that is asked now and then.
SCALES = ("phq9", "gad7", "core10", "pcl5", "barc10", "auditc")
#: A chart shows the last results, at least this far back and at most a year.
AT_LEAST = timedelta(weeks=14)
#: More lines across a chart than this hide it.
EVENTS = 4


@dataclass(frozen=True)
class Charts:
    """Everything that can be drawn of one person for one reader, fetched once."""

    reader: Reader

    @cached_property
    def results(self) -> dict[str, list[Result]]:
        """(day, total) by scale, oldest first, a year back."""
        return {
            name: [(self._day(one.made_at), int(one.total or 0)) for one in made]
            for name, made in self._totals.items()
        }

    @cached_property
    def _totals(self) -> dict[str, list[Response]]:
        """What has a total, by scale."""
        found: dict[str, list[Response]] = defaultdict(list)
        for one in self._made:
            if one.total is not None:
                found[one.instrument].append(one)
        return {name: found[name] for name in SCALES if found[name]}

    def _scored_anew(self, name: str) -> list[int]:
        """The places in the results at which another version of the scoring begins: not to be held against the earlier."""
        versions = [one.scoring_version for one in self._totals[name]]
        return [n for n, (before, after) in enumerate(pairwise(versions), 1) if before != after]

    @cached_property
    def _made(self) -> list[Response]:
        """What was answered in a year, with a total or to the rulers, oldest first. One query."""
        if "measures" not in self.reader.opens:
            return []
        since = self.reader.act.at - AT_MOST
        told = Response.objects.filter(person=self.reader.person, made_at__gte=since).meant_for(
            self.reader.act
        )
        shown = Q(total__isnull=False) | Q(instrument=RULERS) | Q(instrument__in=SCREENS)
        kept = ("instrument", "made_at", "total", "answers", "scoring_version", "band", "way")
        return list(told.filter(shown).order_by("made_at", "pk").only(*kept))

    @cached_property
    def screens(self) -> list[Screen]:
        """What is asked to look further, not to be followed over time: as words."""
        return screens_of(self._made, self.reader)

    def river(self, name: str, *, daily: bool = True, named: bool = False) -> River:
        """The chart of one scale that has results; `daily`: with the check-ins under it; `named`: one of several."""
        around = self._around(self.results[name], daily=daily)
        results, scale, short = self.results[name], instrument(name), scale_name(name)
        anew = self._scored_anew(name)
        around["events"] += [Event(results[place][0], words.scored_anew()) for place in anew]
        alike = results[anew[-1] :] if anew else results
        found = words.finding(scale, short, alike, self.reader.today)
        title = words.headed(name, found, short, own=self.reader.own) if named else found
        return River(
            key=name, title=title, finding=title, name=short,
            description=words.description(found, short, results),
            explanation=words.explanation(scale, own=self.reader.own, daily=self._how_often if around["strips"] else ""),
            low=scale.scoring.minimum or 0, high=scale.scoring.maximum or 1,
            bands=bands_of(scale), points=_points(scale, results, anew), **around,
        )  # fmt: skip

    @property
    def every(self) -> list[River]:
        """Each scale with results, the check-ins under the first; what was told day by day alone, where there is none."""
        first = next(iter(self.results), "")
        drawn = [self.river(name, daily=name == first, named=True) for name in self.results]
        drawn = drawn or ([self.plain] if self.plain else [])
        return [*drawn, self.ruled] if self._rulers.days else drawn

    @cached_property
    def plain(self) -> River | None:
        """Contacts and check-ins without a scale; None when there is nothing to draw."""
        around = self._around([], daily=True)
        if not around["strips"] and not any(lane.on for lane in around["lanes"]):
            return None
        daily = self._how_often if around["strips"] else ""
        title = daily or _("Contacts")
        return River(
            key="days", title=title, finding=title, description=title + ".", name="", low=0, high=1,
            explanation=words.plain_explanation(own=self.reader.own, daily=daily), **around,
        )  # fmt: skip

    @property
    def ruled(self) -> River:
        """The rulers over time under the same contacts."""
        title, first = self._rulers.newest, self._rulers.first or self.reader.today
        around = self._around([(first, 0)], daily=False) | {"strips": self._rulers.strips}
        return River(
            key="rulers", title=title, finding=title, description=title + ".", name="", low=0, high=1,
            explanation=words.ruled_explanation(own=self.reader.own), **around,
        )  # fmt: skip

    def _around(self, results: Sequence[Result], *, daily: bool) -> dict[str, Any]:
        """What every chart has in common: its days, the contacts above, the check-ins below."""
        start = self._start(results)
        lanes = self._contacts.lanes
        return {
            "start": start, "end": self.reader.today, "strips": self._told.strips(start) if daily else [],
            "lanes": [Lane(strand, words.lane(strand, own=self.reader.own), self._days(lanes[strand])) for strand in lanes],
            "events": [Event(self._day(at), words.call(asked=asked), "crisis") for at, asked in self._contacts.calls[-EVENTS:]],
        }  # fmt: skip

    @cached_property
    def _oldest(self) -> date:
        first = self._rulers.first
        return min(self._start([told[0] for told in self.results.values()]), first or self.reader.today)

    @cached_property
    def _rulers(self) -> Rulers:
        return rulers_of((self._day(one.made_at), one) for one in self._made)

    @cached_property
    def _told(self) -> Told:
        return told_since(self.reader, self._oldest)

    @cached_property
    def _contacts(self) -> Contacts:
        since = datetime.combine(self._oldest, datetime.min.time(), tzinfo=self.reader.now.tzinfo)
        return contacts_of(self.reader.person, act=self.reader.act, since=since, opens=self.reader.opens)

    @cached_property
    def _how_often(self) -> str:
        today = self.reader.today
        return how_often(self._told.lately(today), not_asked(self.reader.person, today))

    def _start(self, results: Sequence[Result]) -> date:
        return min([self.reader.today - AT_LEAST, *(day for day, _total in results)])

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.reader.now.tzinfo).date()

    def _days(self, times: Sequence[datetime]) -> list[date]:
        return [self._day(at) for at in times]


def bands_of(scale: Instrument) -> list[Band]:
    """The published ranges of a scale, in the reader's words."""
    named: Mapping[str, Sequence[Any]] = scale.band_sets or {}
    published = named.get(scale.default_band_set or "", ())
    return [Band(band.minimum, band.maximum, _(band.label.capitalize())) for band in published]


def _points(scale: Instrument, results: Sequence[Result], anew: Sequence[int]) -> list[Point]:
    """`anew`: the places at which another version of the scoring begins; changes are looked for within one."""
    parts = [results[first:end] for first, end in pairwise([0, *anew, len(results)])]
    return [point for part in parts for point in _points_alike(scale, part)]


def _points_alike(scale: Instrument, results: Sequence[Result]) -> list[Point]:
    changes = real_changes(scale, [total for _day, total in results])
    return [
        Point(day, total, words.real_change(total - results[one.since][1], results[one.since][0]) if one else "", real=one is not None)
        for (day, total), one in zip(results, changes, strict=True)
    ]  # fmt: skip
