"""The shared plan: goals in the person's words, steps that somebody does by a day, some late, some changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from handrail.foundation.plans.events import (
    BarrierTold,
    GoalSet,
    StepAdded,
    StepChanged,
    StepCompleted,
    StepStarted,
)  # fmt: skip
from handrail.foundation.plans.models import Barrier, Goal, Plan, Step
from handrail.foundation.teams.models import Role
from handrail.operations.demo.copying import Book
from handrail.operations.demo.life import Life
from handrail.operations.demo.window import A_MINUTE, Window
from handrail.operations.demo.words import BARRIERS, CHANGED, GOALS, OUTCOMES, PARTNERS, STEPS

Status, Origin = Step.Status, Step.Origin

#: A person has two to three open steps, the staff two to four; each is set for one to six weeks.
OWN, THEIRS, DAYS_GIVEN = (2, 3), (2, 4), (8, 40)
#: More than a third take longer than agreed, a month at most: 15 to 20 % are overdue at any time.
TAKES_LONGER, LONGER_DAYS, AT_MOST_LATE = 0.38, 15, 28
#: 8 % are between two plans at any time, for about a month.
BETWEEN_PLANS, BETWEEN_DAYS, LEAST_DAYS = 0.08, 30, 7
PAUSE_DAYS = BETWEEN_DAYS + LEAST_DAYS
NOT_DONE, STARTED, BARRIER, WITH_PARTNER = 0.1, 0.3, 0.08, 0.05
REVIEW_EVERY = 90


@dataclass(slots=True)
class OpenStep:
    """A step on its way; `stored` when it is already in the database, `touched` when it differs there."""

    key: int
    strand: str
    made_at: datetime
    due_on: date
    title: str = ""
    why: str = ""
    responsible: int | None = None
    partner: str = ""
    origin: str = Origin.TOGETHER.value
    status: Status = Status.TO_DO
    outcome: str = ""
    ended_at: datetime | None = None
    stored: bool = False
    touched: bool = False


@dataclass(slots=True)
class Slot:
    """A place in somebody's hands that always holds one step, or soon will."""

    strand: str
    free_on: date
    step: OpenStep | None = None
    ends_at: datetime | None = field(default=None)


class Plans:
    """Writes plan, goals and steps of one person after the other."""

    def __init__(self, book: Book, window: Window) -> None:
        self.book, self.window = book, window

    def open(self, life: Life) -> None:
        """The plan itself and its goals."""
        rng = self.window.random("goals", life.number)
        at = self.window.at(max(life.from_on, self.window.first), 10 * 60)
        review = self.window.today + timedelta(days=rng.randrange(-6, REVIEW_EVERY))
        life.plan = self.book.key(Plan)
        self.book.add(Plan, life.plan, life.person, min(at, self.window.now), review)
        words = life.story.goals if life.story else rng.sample(GOALS, rng.choice((1, 1, 2)))
        for said in words:
            day = min(at.date() + timedelta(days=rng.randrange(40)), self.window.today)
            self._goal(life, said, day, rng)

    def _goal(self, life: Life, words: str, day: date, rng: Random) -> None:
        key = self.book.key(Goal)
        kept = self.window.today - timedelta(days=rng.randrange(5, 80))
        kept_on = kept if kept > day else None
        self.book.add(Goal, key, life.plan, words, day, kept_on, Goal.Status.ACTIVE.value, "")
        at = min(self.window.at(day, 10 * 60 + 5), self.window.now)
        life.journal.tell(GoalSet(key, life.person), at, life.person)

    def tell(self, life: Life, still_open: Collection[OpenStep] = ()) -> None:
        """All steps of the window; `still_open` are from before it. Who has none then is between two plans."""
        rng = self.window.random("plans", life.number)
        slots = self._slots(life, still_open, rng)
        first = max(life.from_on, self.window.first)
        pause_until = None
        if self.window.goes_on and not still_open:
            pause_until = first + timedelta(days=int(rng.expovariate(1 / PAUSE_DAYS)))
        for day in self.window.days(first, life.until_on):
            if pause_until is None and self._pauses(life, day, rng):
                pause_until = day + timedelta(days=int(rng.expovariate(1 / BETWEEN_DAYS)) + LEAST_DAYS)
                self._end_all(life, slots, day, rng)
            elif pause_until is not None and day >= pause_until:
                pause_until = None
            for slot in slots:
                self._on(life, slot, day, rng, may_add=pause_until is None)
        self._leave(life, slots, rng)

    def _slots(self, life: Life, still_open: Iterable[OpenStep], rng: Random) -> list[Slot]:
        first, own = max(life.from_on, self.window.first), self.window.lasting("slots", life.number)
        slots = []
        for strand in ("self",) * own.randint(*OWN) + ("staff",) * own.randint(*THEIRS):
            wait = 0 if self.window.goes_on else rng.randrange(6)
            slots.append(Slot(strand, first + timedelta(days=wait)))
        for step in still_open:
            self._take_up(life, step, slots)
        return slots

    def _take_up(self, life: Life, step: OpenStep, slots: list[Slot]) -> None:
        kind = "self" if step.strand == "self" else "staff"
        apart = step.origin == Origin.PROPOSAL
        free = next((one for one in slots if one.step is None and one.strand == kind and not apart), None)
        if free is None:
            slots.append(free := Slot(kind, date.max))
        self._course(life, free, step)

    def _pauses(self, life: Life, day: date, rng: Random) -> bool:
        # The day on which the story was told last had its chance then.
        if life.story is not None or (self.window.goes_on and day == self.window.first):
            return False
        return rng.random() < BETWEEN_PLANS / (1 - BETWEEN_PLANS) / PAUSE_DAYS

    def _on(self, life: Life, slot: Slot, day: date, rng: Random, *, may_add: bool) -> None:
        if slot.step is not None and slot.ends_at is not None and slot.ends_at.date() <= day:
            self._end(life, slot, rng)
        if slot.step is None and may_add and slot.free_on <= day and self._has_room(life, day):
            self._add(life, slot, day, rng)

    def _has_room(self, life: Life, day: date) -> bool:
        # What a story says about its own steps stands alone: nothing drawn by chance crowds it.
        return life.story is None or not 0 <= life.ago(day, self.window.told_on) <= 60

    def _add(self, life: Life, slot: Slot, day: date, rng: Random) -> None:
        at = self.window.at(day, rng.randrange(9 * 60, 17 * 60))
        if not self.window.holds(at):
            return
        strand, who, kind = self._responsible(life, slot, at, rng)
        title, why = _something_else(life, kind, rng)
        step = OpenStep(
            self.book.key(Step), strand, at, day + timedelta(days=rng.randint(*DAYS_GIVEN)), title, why, who
        )
        if strand == "case" and rng.random() < WITH_PARTNER:
            step.responsible, step.partner = None, rng.choice(list(PARTNERS))
            step.title, step.why = PARTNERS[step.partner]
        life.journal.tell(StepAdded(step.key, life.person, strand), at, self._author(life, at))
        self._course(life, slot, step)

    def _course(self, life: Life, slot: Slot, step: OpenStep) -> None:
        """When the step will end, and what happens on the way: the same in whichever window it is told."""
        rng = self.window.lasting("step", step.key)
        slot.step, slot.ends_at = step, self._end_of(step, rng)
        at = step.made_at + (slot.ends_at - step.made_at) * rng.uniform(0.3, 0.8)
        begins, meets_barrier = rng.random() < STARTED, rng.random() < BARRIER
        if begins and self.window.holds(at) and step.status == Status.TO_DO:
            step.status, step.touched = Status.DOING, True
            life.journal.tell(StepStarted(step.key, life.person, step.strand), at, step.responsible)
        if meets_barrier and self.window.holds(at):
            self._barrier(life, step, rng.choice(BARRIERS), at)

    def _barrier(self, life: Life, step: OpenStep, words: str, at: datetime) -> None:
        key, by = self.book.key(Barrier), step.responsible or life.person
        self.book.add(Barrier, key, step.key, words, by, at)
        life.journal.tell(BarrierTold(key, life.person, step.key, step.strand), at, by)

    def _responsible(self, life: Life, slot: Slot, at: datetime, rng: Random) -> tuple[str, int, str]:
        """Strand, who, and the kind of thing they do."""
        team = life.team(at)
        if slot.strand == "self" or not team:
            return "self", life.person, "self"
        care = rng.choice(team)
        return care.strand, care.worker, "medicine" if care.role == Role.PRESCRIBER else care.strand

    def _author(self, life: Life, at: datetime) -> int:
        team = life.team(at)
        return team[0].worker if team else life.person

    def _end_of(self, step: OpenStep, rng: Random) -> datetime:
        if step.origin == Origin.PROPOSAL:
            # What somebody took on for a concern is done in time.
            due = max(self.window.at(step.due_on, 17 * 60), step.made_at + timedelta(hours=1))
            end = step.made_at + (due - step.made_at) * rng.uniform(0.1, 0.95)
            return max(end, self.window.since + A_MINUTE)
        given = (step.due_on - step.made_at.date()).days
        days = max(1, round(given * rng.uniform(0.4, 1.0)))
        if rng.random() < TAKES_LONGER:
            days = given + 1 + min(int(rng.expovariate(1 / LONGER_DAYS)), AT_MOST_LATE)
        end = self.window.at(step.made_at.date() + timedelta(days=days), rng.randrange(9 * 60, 20 * 60))
        end = max(end, step.made_at + timedelta(minutes=30))
        if step.stored and end <= self.window.since:
            # Still open, though it was to end before: it ends some days after the demo was built.
            late = self.window.told_on + timedelta(days=1 + int(rng.expovariate(1 / LONGER_DAYS)))
            end = max(self.window.at(late, rng.randrange(9 * 60, 20 * 60)), self.window.since + A_MINUTE)
        return end

    def _end(self, life: Life, slot: Slot, rng: Random) -> None:
        """The slot's step ends at its time, done or changed; nothing happens while that lies ahead."""
        step, at = slot.step, slot.ends_at
        assert step is not None and at is not None
        if at > self.window.now:
            return
        done = rng.random() >= NOT_DONE
        self.end(life, step, at, done=done, outcome=rng.choice(OUTCOMES if done else CHANGED))
        slot.step, slot.ends_at = None, None
        slot.free_on = at.date() + timedelta(days=rng.randrange(1, 3))

    def end(self, life: Life, step: OpenStep, at: datetime, *, done: bool, outcome: str) -> None:
        """The step is done, or changed, and written down."""
        step.status, step.ended_at, step.outcome = Status.DONE if done else Status.CHANGED, at, outcome
        event = StepCompleted if done else StepChanged
        by = step.responsible or self._author(life, at)
        life.journal.tell(event(step.key, life.person, step.strand), at, by)
        self.write(life, step)

    def _end_all(self, life: Life, slots: list[Slot], day: date, rng: Random) -> None:
        at = self.window.at(day, 8 * 60 + rng.randrange(60))
        for slot in slots:
            if slot.step is not None and slot.step.made_at < at and self.window.holds(at):
                slot.ends_at = at
                self._end(life, slot, rng)

    def _leave(self, life: Life, slots: list[Slot], rng: Random) -> None:
        """What is still open stays open; when somebody moves on, it ends with them."""
        for slot in slots:
            if slot.step is None:
                continue
            if life.until_on is None:
                if slot.step.touched or not slot.step.stored:
                    self.write(life, slot.step)
            else:
                at = max(self.window.at(life.until_on, 16 * 60), slot.step.made_at + timedelta(minutes=5))
                self.end(life, slot.step, at, done=False, outcome="Moved on from the program.")

    def write(self, life: Life, step: OpenStep) -> None:
        """Add the row, or change the one that is already there."""
        if step.stored:
            self.book.change(
                "UPDATE plans_step SET status = %s, outcome = %s, ended_at = %s WHERE id = %s",
                step.status.value, self.book.sealed(Step, "outcome", step.key, step.outcome), step.ended_at, step.key,
            )  # fmt: skip
            return
        self.book.add(
            Step, step.key, life.plan, step.title, step.why, step.strand, step.responsible, step.partner,
            step.due_on, step.status.value, step.origin, step.outcome, step.made_at, step.ended_at,
        )  # fmt: skip


def _something_else(life: Life, kind: str, rng: Random) -> tuple[str, str]:
    """A thing to do that was not agreed lately, and why."""
    lately = life.lately.setdefault(kind, [])
    title, why = rng.choice([one for one in STEPS[kind] if one[0] not in lately])
    lately.append(title)
    del lately[: -(len(STEPS[kind]) * 3 // 4)]
    return title, why
