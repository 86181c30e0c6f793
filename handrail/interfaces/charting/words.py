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
from handrail.interfaces.charting.numbers import in_words
from handrail.ui.short_days import short_day, short_day_and_year

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


def headed(instrument_id: str, title: str, name: str, *, own: bool) -> str:
    """The title of one chart among several: what it is about comes first, to the person in plain words."""
    about = plain_name(instrument_id) if own else name
    return title if not about or (about == name and name in title) else f"{about}: {lowered(title)}"


def lowered(title: str) -> str:
    """A title that goes on after a colon."""
    return title[:1].lower() + title[1:]


def plain_name(instrument_id: str) -> str:
    """What a scale is about, in plain words; nothing where we have none."""
    return {
        "phq9": _("Low mood"),
        "gad7": _("Worry"),
        "core10": _("How hard things are"),
        "pcl5": _("After something very bad happened"),
        "barc10": _("What helps recovery"),
        "auditc": _("Drinking"),
    }.get(instrument_id, "")  # fmt: skip


def scored_anew() -> str:
    """A line across the chart: from here on the answers are counted in another way."""
    return _("New way of counting")


def explanation(scale: Instrument, *, own: bool, daily: str) -> str:
    """What the chart is, which way is better, how much is a real change, and what stands below."""
    above = _("%(scale)s. Above it: each time you met with your team.")
    parts = [(above if own else _("%(scale)s, with every contact above it.")) % {"scale": scale.title}]
    lower = scale.scoring.higher_is == "worse"
    parts.append(_("Lower is better.") if lower else _("Higher is better."))
    if points := scale.change.reliable_points:
        parts.append(
            ngettext(
                "%(n)s point or more is a real change.", "%(n)s points or more is a real change.", points
            )
            % {"n": points}
        )
        parts.append(_("A full dot marks one."))
    return " ".join([*parts, _below(daily)] if daily else parts)


def plain_explanation(*, own: bool, daily: str) -> str:
    """What contacts and check-ins without a scale are."""
    above = _("Above: each time you met with your team.") if own else _("Every contact stands above.")
    return f"{above} {_below(daily)}" if daily else above


def ruled_explanation(*, own: bool) -> str:
    """What the rulers are, and what they are not."""
    above = _("Above: each time you met with your team.") if own else _("Every contact stands above.")
    told = _("From 0 to 10, each time about the change that was named then. It is no test and has no total.")
    return f"{above} {told}"


def _below(how_often: str) -> str:
    """What the days under a chart are; `how_often` says how many there are."""
    told = _("Below: what was told day by day. A day without an answer is left open.")
    return f"{told} {how_often}."


def real_change(points: int, since: date) -> str:
    """Beside a result that is a real change."""
    told = {"points": abs(points), "day": short_day(since)}
    if points < 0:
        return _("A real change: down %(points)s since %(day)s") % told
    return _("A real change: up %(points)s since %(day)s") % told


def call(*, asked: bool) -> str:
    """A line across the chart: somebody asked for help, or was called to."""
    return _("Asked for help") if asked else _("Crisis")


def lane(strand: str, *, own: bool) -> str:
    """What a strand of contacts is called."""
    return {
        "counsel": _("Counseling"),
        "peer": _("Peer support") if own else _("Peer"),
        "case": _("Case management"),
        "crisis": _("Crisis care") if own else _("Crisis"),
    }.get(strand, strand)


def description(found: str, name: str, results: Sequence[Result]) -> str:
    """The same picture for whoever cannot see it."""
    listed = "; ".join(f"{short_day_and_year(day)}: {total}" for day, total in results)
    told = {"finding": found, "scale": name, "listed": listed}
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
        return date_format(day, "MONTH_DAY_FORMAT")
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
