"""What a chart of a scale says, in words: where it began, where it stands, and whether it was hard in between.

Pure: totals and days in, words out. What counts as a real change is the instrument's own rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.clinical.instruments.change import change
from handrail.clinical.instruments.scale import Instrument
from handrail.interfaces.staff.words.numbers import in_words

Result = tuple[date, int]


def finding(scale: Instrument, name: str, results: Sequence[Result], today: date) -> str:
    """The title of a chart. `results` are (day, total), oldest first."""
    if not results:
        return _("No %(scale)s results yet") % {"scale": name}
    if len(results) == 1:
        return _("One %(scale)s result so far: %(total)s") % {"scale": name, "total": results[0][1]}
    title = _overall(scale, results, today)
    if hard := _hard_times(scale, results):
        title = _("%(title)s, with %(hard)s") % {"title": title, "hard": hard}
    return capfirst(title)


def explanation(scale: Instrument) -> str:
    """What the chart is, which way is better, and how much is a real change."""
    parts = [_("%(scale)s, with every contact above it.") % {"scale": scale.title}]
    lower = scale.scoring.higher_is == "worse"
    parts.append(_("Lower is better.") if lower else _("Higher is better."))
    if points := scale.change.reliable_points:
        parts.append(
            ngettext(
                "%(n)s point or more is a real change.", "%(n)s points or more is a real change.", points
            )
            % {"n": points}
        )
    return " ".join(parts)


def description(scale: Instrument, name: str, results: Sequence[Result], today: date) -> str:
    """The same picture for whoever cannot see it."""
    listed = "; ".join(f"{date_format(day, 'M j, Y')}: {total}" for day, total in results)
    told = {"finding": finding(scale, name, results, today), "scale": name, "listed": listed}
    return _("%(finding)s. %(scale)s by day: %(listed)s.") % told if listed else told["finding"] + "."


def _overall(scale: Instrument, results: Sequence[Result], today: date) -> str:
    (first_day, first), (_day, last) = results[0], results[-1]
    told = {"since": _since(first_day, today)}
    verdict = change(scale, first, last).verdict
    if verdict == "no_reliable_change" or first == last:
        return _("much the same since %(since)s") % told
    points = abs(last - first)
    if last < first:
        words = ngettext("down %(n)s point since %(since)s", "down %(n)s points since %(since)s", points)
    else:
        words = ngettext("up %(n)s point since %(since)s", "up %(n)s points since %(since)s", points)
    return words % {**told, "n": in_words(points)}


def _since(day: date, today: date) -> str:
    if (day.year, day.month) == (today.year, today.month):
        return date_format(day, "F j")
    return date_format(day, "F" if (today - day).days < 330 else "F Y")


def _hard_times(scale: Instrument, results: Sequence[Result]) -> str:
    hard = hard_times(scale, [total for _day, total in results])
    words = ngettext("%(n)s harder time", "%(n)s harder times", hard)
    return words % {"n": in_words(hard)} if hard else ""


def hard_times(scale: Instrument, totals: Sequence[int]) -> int:
    """How often it got worse by a real change and came back by a real change."""
    passed, best, worst = 0, totals[0], None
    for total in totals[1:]:
        if worst is None:
            worst = total if change(scale, best, total).verdict == "reliable_worsening" else None
            best = total if _is_better(scale, total, best) else best
        elif change(scale, worst, total).verdict == "reliable_improvement":
            passed, best, worst = passed + 1, total, None
        else:
            worst = worst if _is_better(scale, total, worst) else total
    return passed


def _is_better(scale: Instrument, one: int, other: int) -> bool:
    return one < other if scale.scoring.higher_is == "worse" else one > other
