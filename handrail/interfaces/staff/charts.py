"""The pictures of the team's pages: fourteen days beside a name, and the river of one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.continuum.journey.wording.measures import figure, signal_words
from handrail.foundation.measures.models import ANSWERS
from handrail.foundation.measures.queries import DayAnswers
from handrail.ui.charts import Spark

DAYS = 14
#: The strip of somebody who went quiet shows how it was on the days they did check in.
QUIET = "silence"
BY_RULE = {"craving": "craving", "use": "craving", "sleep": "sleep_hours"}


def days_until(today: date, days: int = DAYS) -> list[date]:
    """The last days, oldest first, today the last."""
    return [today - timedelta(days=ago) for ago in range(days - 1, -1, -1)]


def strip(signal: str, told: Mapping[date, DayAnswers], today: date, days: int = DAYS) -> Spark:
    """One question over the last days. A day without an answer is a gap."""
    field = signal if signal in ANSWERS else "mood"
    low, high = ANSWERS[field]
    values = [told[day][field] if day in told else None for day in days_until(today, days)]
    name = signal_words(signal if signal in ANSWERS or signal == QUIET else field)
    caption = _("%(name)s, %(days)s days") % {"name": name, "days": days}
    return Spark(values, low, high, _label(caption, values), caption)


def leading(inputs: Mapping[str, object], rule: str) -> str:
    """The question that says most about a finding; silence where that is the larger part of it."""
    share = inputs.get("silence_share")
    if rule == QUIET or (isinstance(share, float) and share >= 1 - share):
        return QUIET
    signals = inputs.get("leading")
    if isinstance(signals, list) and signals and signals[0] in ANSWERS:
        return str(signals[0])
    return BY_RULE.get(rule, "mood")


def _label(caption: str, values: Sequence[float | None]) -> str:
    given = [value for value in values if value is not None]
    if not given:
        return _("%(caption)s: no answers") % {"caption": caption}
    told = {
        "caption": caption, "low": figure(round(min(given), 1)), "high": figure(round(max(given), 1)),
        "last": figure(round(given[-1], 1)), "n": len(given),
    }  # fmt: skip
    return (
        ngettext(
            "%(caption)s: %(last)s on the one day with an answer",
            "%(caption)s: from %(low)s to %(high)s, most recently %(last)s; answers on %(n)s days",
            len(given),
        )
        % told
    )
