"""The same evening for many people at once: the arithmetic of `evening.py` with NumPy, one column a person.

For a sweep over a population, where the incremental form would take minutes. Nothing is decided here: each number is
the one of its own part, and tests hold every index to that of the incremental form within 1e-9. NumPy is asked for
only by whoever imports this file. Keep blocks of 1,000 to 4,000 people, so that their state stays in the cache.
"""

from __future__ import annotations

from math import isinf

import numpy as np
from numpy.typing import NDArray

from handrail.clinical.early_warning import alerts, baseline, evidence, freezing, silence, windows
from handrail.clinical.early_warning.autocorrelation import HIGHEST, TYPICAL, TYPICAL_WEIGHT, coefficients
from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.index import TOGETHER, WATCH_FROM
from handrail.clinical.early_warning.memory import RING

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.int8]

#: Why the team is told, by code; the place in this row is the code.
REASONS = (None, alerts.NEW, alerts.GROWN, alerts.REMINDER)
NEW, GROWN, REMINDER = 1, 2, 3
#: Kinds of day, in the order of silence.KINDS_OF_DAY.
MISSED, ANSWERED, NOT_EXPECTED, UNASKED = range(4)
NEVER = -(10**9)


class Sweep:
    """A block of people with the same questions, all on the same day. Changed in place by `advance`."""

    def __init__(self, engine: Engine, people: int) -> None:
        self.engine, self.people = engine, people
        signals, shape = engine.signals, (len(engine.signals), people)
        self.signs = np.array([[one.sign] for one in signals])
        self.prior_squares = np.array([[baseline.SPREAD_WEIGHT * one.prior_sd**2] for one in signals])
        steps = [baseline.SMALLEST_SPREAD_IN_STEPS * one.smallest_step for one in signals]
        self.floors = np.array([[step**2] for step in steps])
        self.mean = np.repeat(np.array([[one.sign * one.prior_mean] for one in signals]), people, axis=1)
        self.count, self.squares = np.zeros(shape), np.zeros(shape)
        self.products, self.powers = np.zeros(shape), np.zeros(shape)
        self.score, self.scored = np.zeros(shape), np.zeros(shape, bool)
        self.variance, self.spread = np.empty(shape), np.empty(shape)
        self.answers, self.held = np.zeros((RING, *shape)), np.zeros((RING, *shape))
        self.given = np.zeros((RING, *shape), bool)
        self.sum3, self.sum7 = np.zeros(shape), np.zeros(shape)
        self.count3, self.count7 = np.zeros(shape), np.zeros(shape)
        self.scratch = np.empty((3, *shape))
        self._derive()
        self._begin(people)

    def _begin(self, people: int) -> None:
        self.missed, self.answered, self.quiet = np.zeros(people), np.zeros(people), np.zeros(people)
        self.days = np.full((RING, people), NOT_EXPECTED, np.int8)
        self.raised_on, self.quiet_until = np.full(people, NEVER), np.full(people, NEVER)
        self.watched_on, self.raised_index = np.full(people, NEVER), np.zeros(people)
        self.open, self.reminded = np.zeros(people, bool), np.zeros(people, bool)
        self.concern, self.frozen = np.zeros(people, bool), np.zeros(people, bool)
        self.frozen_days = np.zeros(people, np.int64)
        self.first_day: int | None = None
        self.index = np.zeros(people)
        self.raised, self.watch_raised = np.zeros(people, np.int8), np.zeros(people, bool)

    def advance(self, number: int, answers: Floats, expected: Bools) -> Floats:
        """Close day `number`, the one after the last. Answers: a row a signal, NaN where there is none. Returns I."""
        slot = number % RING
        self.first_day = number if self.first_day is None else self.first_day
        leaving, left = self.answers[slot].copy(), self.given[slot].copy()
        given = ~np.isnan(answers)
        self._slide(np.where(given, self.signs * answers, 0.0), given, slot)
        past = self._count(np.asarray(given.any(axis=0)), expected, slot)
        self._settle(number)
        self._learn(leaving, left, past)
        return self.index

    def _slide(self, answers: Floats, given: Bools, slot: int) -> None:
        for total, count, back in (
            (self.sum7, self.count7, slot), (self.sum3, self.count3, slot - windows.SHORT),
        ):  # fmt: skip
            count -= self.given[back]
            total -= self.held[back]
            total *= count > 0
        reach = windows.WINSOR * self.spread
        held = self.mean - reach
        reach += self.mean
        np.maximum(answers, held, out=held)
        np.minimum(held, reach, out=held)
        held *= given
        self.answers[slot], self.held[slot], self.given[slot] = answers, held, given
        for total, count in ((self.sum3, self.count3), (self.sum7, self.count7)):
            total += held
            count += given

    def _strongest(self) -> Floats:
        """Q: the larger of the two windows."""
        doubt, tail = 1 / (baseline.MEAN_WEIGHT + self.count), 0.5 / (baseline.SPREAD_WEIGHT + self.count)
        phi = (self.products + TYPICAL_WEIGHT * TYPICAL) / (self.powers + TYPICAL_WEIGHT)
        np.clip(phi, 0.0, HIGHEST, out=phi)
        shrink, known = 1 - tail / 2, self.count >= evidence.BASELINE_NEEDED
        short = self._window(
            self.sum3, self.count3, _inflation(phi, windows.SHORT), doubt, tail, shrink, known
        )
        long = self._window(self.sum7, self.count7, _inflation(phi, windows.LONG), doubt, tail, shrink, known)
        return np.maximum(short, long)

    def _window(
        self, total: Floats, count: Floats, inflation: Floats, doubt: Floats, tail: Floats, shrink: Floats, known: Bools
    ) -> Floats:  # fmt: skip
        """Q of one window: z of each signal where it is worse than usual, joined."""
        z, under, part = self.scratch
        np.multiply(count, self.mean, out=z)
        np.subtract(total, z, out=z)
        speaks = z > 0.0
        speaks &= count >= evidence.ANSWERS_NEEDED
        speaks &= known
        z *= speaks
        np.multiply(count, doubt, out=under)
        under += inflation
        under *= count
        under *= self.variance
        np.multiply(z, z, out=part)
        part *= tail
        under += part
        # Where nothing speaks z is 0; only a root of 0 must not be divided by.
        np.logical_not(speaks, out=speaks)
        under += speaks
        np.sqrt(under, out=under)
        z *= shrink
        z /= under
        return np.asarray(_joined(z.sum(axis=0), np.einsum("ij,ij->j", z, z), len(self.mean)))

    def _count(self, answered: Bools, expected: Bools, slot: int) -> Codes:
        """Count the day to the silence; returns the days it replaces."""
        past: Codes = self.days[slot].copy()
        usual = (self.missed + silence.PRIOR_MISSED) / (self.missed + self.answered + silence.PRIOR_DAYS)
        usual = usual + silence.AFTER_A_MISSED_DAY * (self.days[slot - 1] == MISSED)
        np.clip(usual, silence.LOWEST_USUAL, silence.HIGHEST_USUAL, out=usual)
        quiet = np.minimum(usual + silence.QUIET_ABOVE_USUAL, silence.QUIET_AT_MOST)
        np.maximum(quiet, silence.QUIET_AT_LEAST, out=quiet)
        odds = np.where(answered, (1 - quiet) / (1 - usual), quiet / usual)
        weighed = np.clip(self.quiet + np.log(odds), 0.0, silence.HIGHEST_SCORE)
        self.quiet = np.where(expected, weighed, self.quiet)
        self.days[slot] = np.where(
            answered, np.where(expected, ANSWERED, UNASKED), np.where(expected, MISSED, NOT_EXPECTED)
        )
        return past

    def _settle(self, number: int) -> None:
        limits = self.engine.limits
        signals = self._strongest() / limits.signals
        silent = self._silence_part(number)
        self.index = value = np.maximum(np.maximum(signals, silent), (signals + silent) / TOGETHER)
        self.watch_raised = (value >= WATCH_FROM) & (number - self.watched_on >= alerts.WEEK)
        self.watched_on[self.watch_raised] = number
        over = value >= limits.alert_from
        self.raised = np.where(over, self._due(number, value), 0).astype(np.int8)
        if self.raised.any():
            self._told(number, value)
        self.open &= over | (self.concern & (self.frozen_days < freezing.LONGEST_DAYS))
        held = self.open | (signals >= freezing.FREEZE_FROM)
        self.frozen = held & (self.frozen_days < freezing.LONGEST_DAYS)
        self.frozen_days += self.frozen
        self.frozen_days *= held

    def _silence_part(self, number: int) -> Floats:
        began = number if self.first_day is None else self.first_day
        if number - began + 1 < silence.MONITORED_FROM_DAY or isinf(self.engine.limits.silence):
            return np.zeros(self.people)
        return self.quiet / self.engine.limits.silence

    def _due(self, number: int, value: Floats) -> NDArray[np.int64]:
        never = self.raised_on == NEVER
        since = number - self.raised_on
        recent = since <= alerts.QUIET_DAYS
        grown = ~never & (recent | self.open) & (value >= alerts.GROWN_BY * self.raised_index)
        weekly = self.open & self.concern & (since >= alerts.WEEK)
        again = ~never & (weekly | (self.open & ~recent & ~self.reminded))
        new = never | (~recent & ~self.open)
        why = np.where(grown, GROWN, np.where(new, NEW, np.where(again, REMINDER, 0)))
        return np.where(number <= self.quiet_until, 0, why)

    def _told(self, number: int, value: Floats) -> None:
        new, any_ = self.raised == NEW, self.raised > 0
        self.concern &= ~new
        self.reminded &= ~new
        self.raised_index[new] = 0.0
        self.reminded |= self.raised == REMINDER
        self.raised_on[any_] = number
        self.raised_index = np.where(any_, np.maximum(self.raised_index, value), self.raised_index)
        self.open |= any_

    def _learn(self, leaving: Floats, left: Bools, past: Codes) -> None:
        awake, counts = ~self.frozen, past <= ANSWERED
        self.missed = np.where(counts, baseline.KEEP * self.missed + (past == MISSED), self.missed)
        self.answered = np.where(counts, baseline.KEEP * self.answered + (past == ANSWERED), self.answered)
        takes = left & awake
        limit = baseline.LEARNING_LIMIT * self.spread
        deviation = leaving
        deviation -= self.mean
        np.minimum(deviation, limit, out=deviation)
        np.negative(limit, out=limit)
        np.maximum(deviation, limit, out=deviation)
        deviation *= takes
        score = deviation / self.spread
        pairs = takes & self.scored & (self.count >= baseline.NEIGHBOURS_FROM)
        product = score * self.score
        product *= pairs
        self.products += product
        power = self.score
        power *= power
        power += score * score
        power /= 2
        power *= pairs
        self.powers += power
        self.score, self.scored = score, takes
        np.copyto(self.count, baseline.KEEP * self.count + 1, where=takes)
        move = deviation / (baseline.MEAN_WEIGHT + self.count)
        self.mean += move
        np.subtract(deviation, move, out=move)
        move *= deviation
        move += baseline.KEEP * self.squares
        np.copyto(self.squares, move, where=takes)
        self._derive()

    def _derive(self) -> None:
        np.add(self.prior_squares, self.squares, out=self.variance)
        self.variance /= baseline.SPREAD_WEIGHT + self.count
        np.maximum(self.variance, self.floors, out=self.variance)
        np.sqrt(self.variance, out=self.spread)


def _inflation(phi: Floats, days: int) -> Floats:
    """V_w = 1 + c_1 phi + c_2 phi^2 + ..., from the inside out."""
    *outer, inner = coefficients(days)
    value = np.full_like(phi, inner)
    for coefficient in reversed(outer):
        value *= phi
        value += coefficient
    value *= phi
    value += 1
    return value


def _joined(total: Floats, squares: Floats, signals: int) -> Floats:
    common = evidence.CORRELATION * total * total / (1 + (signals - 1) * evidence.CORRELATION)
    return (squares - common) / (1 - evidence.CORRELATION)
