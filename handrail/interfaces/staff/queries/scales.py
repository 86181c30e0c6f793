"""The charts of one person on the team's pages: which is shown, and which can be."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from handrail.continuum.journey.wording.measures import scale_name
from handrail.interfaces.charting.reader import RESOURCES, Reader
from handrail.interfaces.charting.rivers import Charts
from handrail.interfaces.staff.queries.record import Record
from handrail.ui.charts import River

#: Scales whose page also says that there are no results.
ALWAYS = ("phq9", "gad7")


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale: its name, and where its chart is shown."""

    id: str
    name: str
    href: str = ""


def charts_of(record: Record) -> Charts:
    """What the reader may see drawn of this person."""
    opens = frozenset(resource for resource in RESOURCES if record.may(resource))
    return Charts(Reader(record.person, record.act, record.now, opens))


def story_scales(record: Record, chosen: str) -> tuple[River | None, list[Scale]]:
    """The river the story begins with, and the other scales that have results."""
    charts = charts_of(record)
    if not charts.results:
        return charts.plain, []
    shown = chosen if chosen in charts.results else next(iter(charts.results))
    page = reverse("staff:person", args=[record.person.pk])
    others = [name for name in charts.results if name != shown]
    return charts.river(shown), [Scale(name, scale_name(name), f"{page}?scale={name}") for name in others]


def without_results(charts: Charts) -> list[Scale]:
    """The scales that say there is nothing yet."""
    return [Scale(name, scale_name(name)) for name in ALWAYS if name not in charts.results]
