"""The scales of one person as rivers: results on the instrument's own bands, with every contact above them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Instrument
from handrail.continuum.journey.queries import lanes
from handrail.continuum.journey.strands import words_of
from handrail.continuum.journey.wording.measures import scale_name
from handrail.foundation.measures.models import Response
from handrail.interfaces.staff import chart_words
from handrail.interfaces.staff.chart_words import Result
from handrail.interfaces.staff.queries.record import Record
from handrail.ui.charts import Band, Lane, Point, River

#: The scales that are drawn over time: those that follow change. The first two also say that there are no results.
SCALES = ("phq9", "gad7", "core10", "pcl5", "barc10")
ALWAYS = frozenset({"phq9", "gad7"})
#: A chart shows the last results, at least this far back and at most a year.
AT_LEAST, AT_MOST = timedelta(weeks=14), timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale: its river, None without results."""

    id: str
    name: str
    river: River | None
    href: str = ""


def results_of(record: Record) -> dict[str, list[Result]]:
    """(day, total) by scale, oldest first, a year back. One query."""
    since = record.act.at - AT_MOST
    told = Response.objects.filter(person=record.person, total__isnull=False, made_at__gte=since)
    found: dict[str, list[Result]] = defaultdict(list)
    for name, at, total in told.order_by("made_at", "pk").values_list("instrument", "made_at", "total"):
        found[name].append((at.astimezone(record.now.tzinfo).date(), int(total or 0)))
    return {name: found[name] for name in SCALES if found[name]}


def story_scales(record: Record, chosen: str) -> tuple[River | None, list[Scale]]:
    """The river the story begins with, and the other scales that have results."""
    results = results_of(record) if record.may("measures") else {}
    if not results:
        return None, []
    shown = chosen if chosen in results else next(iter(results))
    page = reverse("staff:person", args=[record.person.pk])
    links = [Scale(name, scale_name(name), None, f"{page}?scale={name}") for name in results if name != shown]
    return _river(record, shown, results[shown], _contacts(record, results[shown])), links


def every_scale(record: Record) -> list[Scale]:
    """Each scale with its history."""
    results = results_of(record)
    oldest = min((told[0] for told in results.values()), default=(record.today, 0))
    contacts = _contacts(record, [oldest])
    return [
        Scale(
            name, scale_name(name), _river(record, name, results[name], contacts) if name in results else None
        )
        for name in SCALES
        if name in results or name in ALWAYS
    ]


def _contacts(record: Record, results: Sequence[Result]) -> Mapping[str, list[datetime]]:
    since = datetime.combine(_start(record.today, results), datetime.min.time(), tzinfo=record.now.tzinfo)
    return lanes(record.person, act=record.act, since=since)


def _start(today: date, results: Sequence[Result]) -> date:
    return min(results[0][0], today - AT_LEAST)


def _river(record: Record, name: str, results: list[Result], contacts: Mapping[str, list[datetime]]) -> River:
    scale, short = instrument(name), scale_name(name)
    finding = chart_words.finding(scale, short, results, record.today)
    return River(
        key=name, title=finding, finding=finding,
        description=chart_words.description(scale, short, results, record.today),
        explanation=chart_words.explanation(scale), name=short,
        start=_start(record.today, results), end=record.today,
        low=scale.scoring.minimum or 0, high=scale.scoring.maximum or 1,
        bands=_bands(scale), points=[Point(day, total) for day, total in results],
        lanes=[Lane(strand, words_of(strand), _days(record, at)) for strand, at in contacts.items()],
    )  # fmt: skip


def _bands(scale: Instrument) -> list[Band]:
    named = scale.band_sets or {}
    published = named.get(scale.default_band_set or "", ())
    return [Band(band.minimum, band.maximum, band.label.capitalize()) for band in published]


def _days(record: Record, times: Sequence[datetime]) -> list[date]:
    return [at.astimezone(record.now.tzinfo).date() for at in times]
