"""What the clinical rules saw, put as findings to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.clinical.early_warning.assessment import Assessment
from handrail.clinical.early_warning.direct_rules import craving_now, functioning
from handrail.clinical.early_warning.direct_rules.answers import CheckInAnswers
from handrail.clinical.early_warning.direct_rules.finding import (
    EMERGENCY,
    SAME_SESSION,
    SUPPORT_NOW,
    DirectFinding,
)
from handrail.clinical.early_warning.direct_rules.reported_use import REPORTED
from handrail.clinical.early_warning.direct_rules.rules import rules_for
from handrail.clinical.early_warning.direct_rules.safety import UNSAFE, UNSURE
from handrail.clinical.early_warning.direct_rules.scale_safety import scale_safety, short_name
from handrail.clinical.early_warning.direct_rules.scales import scale_points, scale_worsening
from handrail.clinical.early_warning.explanation import Explanation, explain
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scoring import score
from handrail.clinical.practices.safety import safety_of
from handrail.clinical.practices.shelf import method
from handrail.continuum.watch.finding import Found, keep
from handrail.continuum.watch.models import CHECKINS, MEASURES, Finding
from handrail.continuum.watch.telling import telling
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import CheckIn, Response
from handrail.foundation.people.models import Person
from handrail.foundation.practices.models import SheetVersion
from handrail.foundation.teams.queries import local

REACH_OUT = "reach_out"

#: How pressing a direct rule is, as a level: what only offers support stays between us and the person.
LEVELS = {
    EMERGENCY: Finding.Level.STRONG,
    SAME_SESSION: Finding.Level.STRONG,
    SUPPORT_NOW: Finding.Level.WATCH,
}
#: What one answer says by itself, however often on a day it is said.
OF_ONE_ANSWER = frozenset({UNSAFE.rule_id, UNSURE.rule_id, REPORTED.rule_id})
#: The direct rules look at the check-ins of the last three days, and at the last three check-ins.
LOOK_BACK = timedelta(days=14)
#: A change found for a day longer ago than this is history: it is remembered, nobody is called.
FRESH = timedelta(days=1)


def by_usual(day: date, assessment: Assessment, *, strong_calls: bool = False) -> list[Found]:
    """A change from the person's own usual: none, an offer of support, or a concern; a strong one may call."""
    if not (assessment.raised or assessment.watch_raised):
        return []
    told = explain(assessment)
    level = assessment.level if assessment.raised else Finding.Level.WATCH
    return [
        Found(
            day, level, Finding.BY_USUAL, headline=_headline(told), sentence=told.sentence,
            inputs=_inputs(told, assessment), early_baseline=assessment.early_baseline,
            calls=strong_calls and level == Finding.Level.STRONG,
        )
    ]  # fmt: skip


def tell(person: Person, day: date, assessment: Assessment, act: Act) -> bool:
    """Keep what an evening showed and tell whoever it concerns; returns whether anything new was kept.

    What is older than yesterday calls nobody: it is told, and the night is not the time to find it out.
    """
    fresh = local(person, act.at).date() - day <= FRESH
    calls = fresh and assessment.raised and telling(person, act.at).strong_calls
    kept = [keep(person, found, act=act) for found in by_usual(day, assessment, strong_calls=calls)]
    return any(kept)


def by_direct_rules(check_in: CheckIn, *, cold_start: bool) -> list[Found]:
    """Rules that need no usual, and the person's own wish that somebody reaches out."""
    since = check_in.day - LOOK_BACK
    recent = CheckIn.objects.of(check_in.person).between(since, check_in.day).filter(pk__lte=check_in.pk)
    answers = [as_answers(one) for one in recent.order_by("day", "pk")]
    wish = check_in.reach_out == CheckIn.ReachOut.YES
    return by_answers(check_in.day, answers, wish=wish, cold_start=cold_start)


def by_answers(day: date, recent: list[CheckInAnswers], *, wish: bool, cold_start: bool) -> list[Found]:
    """The same from answers alone, oldest first; `wish`: the last one asked for somebody to reach out."""
    met = rules_for(recent, cold_start=cold_start)
    found = [by_rule(day, rule, anew=rule.rule_id in OF_ONE_ANSWER) for rule in met]
    if wish:
        words = _("Asked for someone to reach out")
        found.append(Found(day, Finding.Level.ALERT, REACH_OUT, words, words + ".", anew=True))
    return found


def by_scale_rules(response: Response, day: date) -> list[Found]:
    """What an answer or the total asks for at once, and a scale that got worse since the last complete one."""
    asked = instrument(response.instrument)
    urgent = scale_safety(asked, score(asked, response.answers))
    at_once = [] if urgent is None else [by_rule(day, urgent, of=MEASURES, anew=True)]
    moved = [*_by_change(response, day), *_by_functioning(response, day)]
    return [*at_once, *moved, *_by_history(response, day)]


def _by_history(response: Response, day: date) -> list[Found]:
    """What a piece finds in the answers of the days before; the team reads it where it may read measures."""
    if response.instrument != craving_now.PIECE or craving_now.ITEM not in response.answers:
        return []
    since = response.made_at - timedelta(days=craving_now.MEAN_OF_DAYS + 1)
    before = (
        Response.objects.of(response.person, response.instrument)
        .select_related("person")
        .filter(made_at__gte=since)
    )
    rows = [one for one in before.filter(made_at__lte=response.made_at) if craving_now.ITEM in one.answers]
    told = [(_day(one), float(one.answers[craving_now.ITEM])) for one in rows]
    rule = craving_now.craving_again(told)
    return [] if rule is None else [by_rule(day, rule, of=MEASURES)]


def _day(one: Response) -> int:
    return local(one.person, one.made_at).toordinal()


def _by_change(response: Response, day: date) -> list[Found]:
    if response.total is None:
        return []
    totals = Response.objects.of(response.person, response.instrument).filter(total__isnull=False)
    before = totals.filter(made_at__lt=response.made_at).values_list("total", flat=True)
    return by_totals(
        day, response.instrument, [float(one) for one in before if one is not None], float(response.total)
    )


def _by_functioning(response: Response, day: date) -> list[Found]:
    """The last question of the PHQ-9 against the time before; where nothing troubled them then, it was not asked."""
    if response.instrument != functioning.SCALE:
        return []
    earlier = Response.objects.of(response.person, response.instrument).filter(total__isnull=False)
    before = earlier.filter(made_at__lt=response.made_at).last()
    if before is None:
        return []
    then = before.answers.get(functioning.ITEM, None if before.total else 0)
    rule = functioning.functioning_down(then, response.answers.get(functioning.ITEM))
    return [] if rule is None else [by_rule(day, rule, of=MEASURES)]


def by_totals(day: date, instrument_id: str, before: Sequence[float], now: float) -> list[Found]:
    """The same from totals alone, those before it oldest first."""
    if not before:
        return []
    rule = scale_points(instrument_id, before[-1], now)
    rule = rule or scale_worsening(instrument(instrument_id), before, now)
    return [] if rule is None else [by_rule(day, _by_its_name(rule, instrument_id), of=MEASURES)]


def _by_its_name(rule: DirectFinding, instrument_id: str) -> DirectFinding:
    """`PHQ-9 rose from 8 to 14`, not its id."""
    return replace(rule, reason=rule.reason.replace(instrument_id, short_name(instrument(instrument_id))))


def by_rule(day: date, rule: DirectFinding, *, of: str = CHECKINS, anew: bool = False) -> Found:
    """A rule that was met, as a finding of that day. `of` is what it looked at, as a resource of the access matrix."""
    level = LEVELS.get(rule.level, Finding.Level.ALERT)
    return Found(
        day, level, rule.rule_id, headline=rule.reason.rstrip("."), sentence=f"{rule.reason} {rule.action}",
        inputs={} if of == CHECKINS else {"of": of}, calls=rule.level == EMERGENCY, anew=anew,
    )  # fmt: skip


def by_sheet_rules(written: SheetVersion) -> list[Found]:
    """What the answers of a day card ask for at once. What stood in it before a change is not said anew."""
    asked = method(written.sheet.method)
    before = written.sheet.versions.filter(version=written.version - 1).first()
    stood = {rule.rule_id for rule in safety_of(asked, before.told)} if before else set()
    return [
        by_rule(written.sheet.day, rule, of=MEASURES, anew=rule.rule_id not in stood)
        for rule in safety_of(asked, written.told)
    ]


def told_late(found: Found) -> Found | None:
    """The same, of a day longer ago than yesterday, from a phone that had no signal: it calls nobody in the night and
    is still told to the team. None for what was worked out of more than one answer, or only offers support."""
    if not found.anew or found.level == Finding.Level.WATCH:
        return None
    words = _("Told late, for %(day)s.") % {"day": date_format(found.day, "MONTH_DAY_FORMAT")}
    return replace(
        found, headline=f"{found.headline}. {words}", sentence=f"{found.sentence} {words}", calls=False
    )


def as_answers(one: CheckIn) -> CheckInAnswers:
    """A check-in as the direct rules read it."""
    given = one.answers()
    return CheckInAnswers(
        day=one.day.toordinal(), mood=given["mood"], craving=given["craving"], stress=given["stress"],
        sleep_hours=given["sleep_hours"], confidence=given["confidence"],
        use=one.use or None, safe=one.safe or None,
    )  # fmt: skip


def _headline(told: Explanation) -> str:
    return told.headlines[0] if told.headlines else told.sentence[:160]


def _inputs(told: Explanation, assessment: Assessment) -> dict[str, object]:
    parts = assessment.signals_part + assessment.silence_part
    return {
        "leading": [one.name for one in told.leading],
        "silence_share": round(assessment.silence_part / parts, 3) if parts else 0.0,
        "since": date.fromordinal(told.since).isoformat() if told.since else None,
        "window": told.window,
        "signals": [
            {
                "name": one.name, "share": round(one.share, 3), "now": _rounded(one.window_mean),
                "usual": _rounded(one.usual), "spread": _rounded(one.usual_spread),
                "answers": one.window_answers, "behind": one.baseline_answers,
            }
            for one in told.leading
        ],
        "missed": None if told.silence is None else [told.silence.missed, told.silence.expected],
    }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
