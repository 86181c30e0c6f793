"""The watch over a whole series at once: the real engine and the real rules, day by day, as if told in time."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from handrail.clinical.early_warning.direct_rules.answers import CheckInAnswers
from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.monitoring import SINCE_DAYS, monitored
from handrail.clinical.early_warning.state import State
from handrail.continuum.watch.events import ConcernRaised, ConcernSettled, SupportOffered
from handrail.continuum.watch.finding import Found
from handrail.continuum.watch.memory import as_day, engine
from handrail.continuum.watch.models import MEASURES, Concern, Finding, WatchState
from handrail.continuum.watch.seen import by_answers, by_rule, by_totals, by_usual
from handrail.operations.demo.check_ins import Told
from handrail.operations.demo.copying import Book
from handrail.operations.demo.expecting import Expecting
from handrail.operations.demo.life import Life
from handrail.operations.demo.responding import Responding
from handrail.operations.demo.scales import Total
from handrail.operations.demo.window import A_MINUTE, ONE_DAY, Window

#: Days until a worker says what a concern was, and what it turns out to be.
DAYS_TO_SETTLE = (0, 1, 1, 1, 2, 2, 3, 5)
OUTCOMES = ((Concern.Outcome.REAL, 5), (Concern.Outcome.EXPLAINED, 3), (Concern.Outcome.FALSE, 2))
STAYS_OPEN = timedelta(days=35)
#: The last three check-ins, and those of three days, are all that a direct rule looks at.
RECENT = 4


@dataclass(slots=True)
class OpenConcern:
    """A concern until somebody says what it was; `stored` when it is already in the database."""

    key: int
    opened_at: datetime
    ends_at: datetime | None
    outcome: Concern.Outcome
    by: int | None
    stored: bool = False


@dataclass(slots=True)
class Watched:
    """One person as the watch sees them."""

    life: Life
    rules: Engine
    state: State
    recent: list[CheckInAnswers] = field(default_factory=list)
    known: set[tuple[date, str, str]] = field(default_factory=set)
    totals: dict[str, int] = field(default_factory=dict)
    concern: OpenConcern | None = None
    cold: bool = True


@dataclass(frozen=True, slots=True)
class Before:
    """Where the watch stood: `state` as of the end of `through`, the check-ins `lately`, the open concern."""

    began: date
    through: date
    state: State
    lately: Sequence[Told]
    known: frozenset[tuple[date, str, str]]
    totals: Mapping[str, int]
    concern: tuple[int, datetime] | None


class Watching:
    """Runs the watch for one person after the other, and writes what it found."""

    def __init__(self, book: Book, window: Window, responding: Responding) -> None:
        self.book, self.window, self.responding = book, window, responding
        self.expecting = Expecting(window)

    def tell(
        self, life: Life, told: Sequence[Told], totals: Sequence[Total], before: Before | None = None
    ) -> None:
        """Every evening from the first check-in, or from where the watch stood `before`, to yesterday.

        Today is looked at and left open.
        """
        if before is None and not told:
            return
        watched = self._begin(life, told) if before is None else self._go_on(life, before)
        began, first = (told[0].day,) * 2 if before is None else (before.began, before.through + ONE_DAY)
        by_day = {one.day: one for one in (*(before.lately if before else ()), *told)}
        scales = defaultdict(list)
        for total in sorted(totals, key=lambda one: one.at):
            scales[total.day].append(total)
        through = min(self.window.today - ONE_DAY, life.until_on or date.max)
        for n in range((through - first).days + 1):
            day = first + timedelta(days=n)
            self._day(watched, day, by_day.get(day), scales.get(day, ()))
        if life.until_on is None:
            self._today(watched, by_day.get(self.window.today), scales.get(self.window.today, ()))
        self._finish(watched, began, max(through, first - ONE_DAY), stored=before is not None)

    def _begin(self, life: Life, told: Sequence[Told]) -> Watched:
        rules = engine(self._names(told))
        return Watched(life, rules, rules.new_state())

    def _go_on(self, life: Life, before: Before) -> Watched:
        rules = engine(before.state.names)
        recent = [_as_rules_read(one) for one in before.lately if one.day <= before.through]
        watched = Watched(life, rules, before.state, recent, set(before.known), dict(before.totals))
        if before.concern is not None:
            watched.concern = self._opened(life, *before.concern, stored=True)
        return watched

    def _names(self, told: Sequence[Told]) -> tuple[str, ...]:
        since, counts = self.window.today - timedelta(days=SINCE_DAYS), Counter[str]()
        for one in told:
            if one.day >= since:
                counts.update(name for name, value in one.answers.items() if value is not None)
        return monitored(counts)

    def _day(self, watched: Watched, day: date, told: Told | None, totals: Sequence[Total]) -> None:
        self._learn_outcome(watched, day)
        answers = told.answers if told else {}
        row = [answers.get(name) for name in watched.state.names]
        person = watched.life.person
        watched.rules = engine(watched.state.names, len(self.expecting.asked(person, day)))
        expected = told is not None or self.expecting.is_expected(person, day)
        watched.rules.advance(watched.state, day.toordinal(), row, expected)
        at = max(told.at if told else self.window.at(day + ONE_DAY, 10), self.window.since)
        if watched.state.raised or watched.state.watch_raised:
            for found in by_usual(day, watched.rules.describe(watched.state)):
                self._keep(watched, found, min(at, self.window.now))
        if watched.cold:
            watched.cold = watched.rules.describe(watched.state).cold_start
        self._rules(watched, told, totals)

    def _today(self, watched: Watched, told: Told | None, totals: Sequence[Total]) -> None:
        self._learn_outcome(watched, self.window.today)
        if told is not None:
            asked = self.expecting.asked(watched.life.person, told.day)
            watched.rules = engine(watched.state.names, len(asked))
            assessment = watched.rules.assess(watched.state, as_day(told.day, told.answers))
            kept = [self._keep(watched, found, told.at) for found in by_usual(told.day, assessment)]
            if any(kept):
                watched.rules.note_raised(watched.state, assessment)
        self._rules(watched, told, totals)

    def _rules(self, watched: Watched, told: Told | None, totals: Sequence[Total]) -> None:
        if told is not None:
            watched.recent = [*watched.recent[-RECENT:], _as_rules_read(told)]
            wish = told.reach_out == "yes"
            for found in by_answers(told.day, watched.recent, wish=wish, cold_start=watched.cold):
                self._keep(watched, found, told.at)
        for total in totals:
            if total.urgent is not None:
                self._keep(watched, by_rule(total.day, total.urgent, of=MEASURES), total.at)
            before = watched.totals.get(total.instrument)
            watched.totals[total.instrument] = total.total
            if before is not None:
                for found in by_totals(total.day, total.instrument, [before], total.total):
                    self._keep(watched, found, total.at)

    def _keep(self, watched: Watched, found: Found, at: datetime) -> bool:
        life, mark = watched.life, (found.day, found.rule, str(found.level))
        if mark in watched.known:
            return False
        watched.known.add(mark)
        key = self.book.key(Finding)
        concern = None
        if found.level != Finding.Level.WATCH:
            concern, opened_at = self._concern(watched, at)
            # A scale of a missed day is looked at after its evening: it joins what the evening has opened.
            at = max(at, opened_at)
        self.book.add(
            Finding, key, life.person, concern, found.day, str(found.level), found.rule, found.headline,
            found.sentence, json.dumps(found.inputs), found.early_baseline, at,
        )  # fmt: skip
        if concern is None:
            life.journal.tell(SupportOffered(key, life.person), at)
        else:
            life.journal.tell(ConcernRaised(concern, life.person, key), at)
            self.responding.respond(life, found, key, concern, at)
        return True

    def _concern(self, watched: Watched, at: datetime) -> tuple[int, datetime]:
        """The concern that is open at that moment, or one that opens then, and when it opened."""
        self._settle(watched, at)
        if watched.concern is None:
            watched.concern = self._opened(watched.life, self.book.key(Concern), at)
        return watched.concern.key, watched.concern.opened_at

    def _opened(self, life: Life, key: int, at: datetime, *, stored: bool = False) -> OpenConcern:
        rng = self.window.lasting("concern", key)
        outcome = rng.choices([one for one, _w in OUTCOMES], [w for _one, w in OUTCOMES])[0]
        if life.story is not None:
            # "Nothing behind it" keeps the watch silent for a while, and a story has something to tell.
            outcome = Concern.Outcome.REAL
        ends_at = self._ends_at(life, at, rng)
        if stored and ends_at is not None:
            ends_at = max(ends_at, self.window.since + A_MINUTE)
        by = life.caring("counselor", ends_at or at)
        return OpenConcern(key, at, ends_at, outcome, by, stored)

    def _ends_at(self, life: Life, at: datetime, rng: Random) -> datetime | None:
        open_too_long = life.story is not None and life.story.concern_stays_open
        if open_too_long and self.window.now - at < STAYS_OPEN:
            return None
        day = at.date() + timedelta(days=rng.choice(DAYS_TO_SETTLE))
        ends_at = max(
            self.window.at(day, rng.randrange(9 * 60, 18 * 60)), at + timedelta(hours=rng.uniform(1, 5))
        )
        last = None if life.until_on is None else self.window.at(life.until_on, 17 * 60)
        return ends_at if last is None else max(min(ends_at, last), at + timedelta(minutes=5))

    def _learn_outcome(self, watched: Watched, day: date) -> None:
        """The engine hears of an outcome on the day it was said, before that day is closed."""
        concern = watched.concern
        if (
            concern
            and concern.ends_at
            and concern.ends_at.date() == day
            and concern.ends_at <= self.window.now
        ):
            watched.rules.settle(watched.state, concern.outcome.value)

    def _settle(self, watched: Watched, at: datetime) -> None:
        """Close the open concern when its time has come."""
        concern, life = watched.concern, watched.life
        if concern is None or concern.ends_at is None or concern.ends_at > at:
            return
        if concern.ends_at.date() == concern.opened_at.date():
            watched.rules.settle(watched.state, concern.outcome.value)
        self._write(life, concern, concern.ends_at)
        settled = ConcernSettled(concern.key, life.person, concern.outcome.value)
        life.journal.tell(settled, concern.ends_at, concern.by)
        watched.concern = None

    def _write(self, life: Life, concern: OpenConcern, closed_at: datetime | None) -> None:
        closed = (None, None, "") if closed_at is None else (closed_at, concern.by, concern.outcome.value)
        if concern.stored:
            self.book.change(
                "UPDATE watch_concern SET closed_at = %s, closed_by_id = %s, outcome = %s WHERE id = %s",
                *closed, concern.key,
            )  # fmt: skip
            return
        self.book.add(Concern, concern.key, life.person, concern.opened_at, *closed)

    def _finish(self, watched: Watched, began: date, through: date, *, stored: bool) -> None:
        self._settle(watched, self.window.now)
        if watched.concern is not None and not watched.concern.stored:
            self._write(watched.life, watched.concern, None)
        memory = json.dumps(watched.state.to_json())
        if stored:
            self.book.change(
                "UPDATE watch_watchstate SET through_day = %s, memory = %s WHERE person_id = %s",
                through, memory, watched.life.person,
            )  # fmt: skip
            return
        key = self.book.key(WatchState)
        self.book.add(WatchState, key, watched.life.person, began, through, memory)


def _as_rules_read(told: Told) -> CheckInAnswers:
    given = told.answers
    return CheckInAnswers(
        day=told.day.toordinal(), mood=given["mood"], craving=given["craving"], stress=given["stress"],
        sleep_hours=given["sleep_hours"], confidence=given["confidence"],
        use=told.use or None, safe=told.safe or None,
    )  # fmt: skip
