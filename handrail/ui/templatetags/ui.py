"""Icons, water glasses, strand marks and charts for templates. Everything that comes in is escaped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import uuid4

from django import template
from django.utils.safestring import SafeString, mark_safe

from handrail.ui.charts import River, Spark
from handrail.ui.drawing.days import draw_days, name_days
from handrail.ui.drawing.hills import Hills, draw_hills
from handrail.ui.drawing.marks import draw_marker
from handrail.ui.drawing.river import draw_river
from handrail.ui.drawing.spark import draw_spark
from handrail.ui.drawing.water import draw_water
from handrail.ui.icons import draw_icon
from handrail.ui.short_days import short_day_and_year

register = template.Library()
register.filter("short_day_and_year", short_day_and_year)


@register.simple_tag
def icon(name: str, weight: str = "regular", cls: str = "") -> SafeString:
    """{% icon "lifebuoy" "bold" %}: weight is regular, fill, bold or duotone."""
    return draw_icon(name, weight, cls)


@register.simple_tag
def water(level: int | str) -> SafeString:
    """{% water 3 %}: a glass from 1 (still) to 5 (high waves)."""
    return draw_water(int(level))


@register.simple_tag
def marker(strand: str, size: int = 12) -> SafeString:
    """{% marker "peer" %}: the mark of counsel, peer, case, crisis, self or other, in pixels."""
    return draw_marker(strand, int(size))


@register.simple_tag
def spark(values: Sequence[float | None], low: float, high: float, label: str) -> SafeString:
    """{% spark values 0 10 "Urges over 14 days, rising" %}: None in values is a gap."""
    return draw_spark(Spark(values, float(low), float(high), label))


@register.simple_tag
def river_chart(chart: River) -> SafeString:
    """{% river_chart chart %}: the SVG alone. components/river.html adds its finding and its table."""
    return draw_river(chart)


@register.simple_tag
def river_days(chart: River) -> SafeString:
    """{% river_days chart %}: its days as the rows of a table."""
    return draw_days(chart)


@register.filter
def day_names(days: Iterable[date]) -> str:
    """{{ lane.on|day_names }}: days as a list in words."""
    return name_days(days)


@register.simple_tag
def hills(chart: Hills) -> SafeString:
    """{% hills chart %}: how weeks felt, without a scale."""
    return draw_hills(chart)


@register.simple_tag
def fresh_key() -> str:
    """{% fresh_key %}: the key of one form, so that sent twice it is one."""
    return str(uuid4())


@register.filter
def as_json(value: object) -> SafeString:
    """A value as JSON that is safe inside a script file: no <, > or & survives."""
    text = json.dumps(value)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(text)  # noqa: S308
