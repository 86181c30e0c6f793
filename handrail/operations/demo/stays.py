"""Coming, moving between levels of care, leaving: enrolments, and who cares for the person meanwhile."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from handrail.foundation.consent.events import ShareGranted, ShareWithdrawn
from handrail.foundation.consent.models import Grant
from handrail.foundation.teams.events import CareBegun, CareEnded, EnrolmentEnded, PersonEnrolled
from handrail.foundation.teams.models import CareRelationship, Enrolment, Role
from handrail.operations.demo.copying import Book
from handrail.operations.demo.life import Care, Life
from handrail.operations.demo.organisation import CARING, CRISIS, INTENSIVE, OUTPATIENT, PEER, Part
from handrail.operations.demo.placement import Placement, Placing
from handrail.operations.demo.staff import Worker
from handrail.operations.demo.window import Window

MORNING = 9 * 60
#: 3 % are in a crisis pathway at any time, for two to four weeks.
IN_CRISIS, CRISIS_DAYS = 0.03, (14, 28)
#: Most of those in outpatient stepped down from intensive.
STEPPED_DOWN, INTENSIVE_DAYS = 0.6, (56, 90)
SHARED_WITH_PEER, WITHDRAWN = 0.65, 0.05

_OFFSET = {PEER: (3, 60)}
_BESIDE = (1, 150)


class Stays:
    """Writes the stays of everybody in one part."""

    def __init__(self, book: Book, window: Window, part: Part, placing: Placing) -> None:
        self.book, self.window, self.part, self.placing = book, window, part, placing

    def tell(self, life: Life, placed: Placement) -> None:
        """Everything from the first enrolment to today, or to the last day."""
        rng = self.window.random("stays", life.number)
        site = rng.choice(self.part.sites)
        for programme, worker, first, last in self._stays(life, placed, rng):
            self._enrol(life, programme, site, first, last)
            self._care(life, worker, CARING[programme], first, last)
        self._share(life, rng)

    def _stays(
        self, life: Life, placed: Placement, rng: Random
    ) -> list[tuple[str, Worker, date, date | None]]:
        if placed.story is not None:
            return self._story_stays(life, placed)
        begun, stays = life.from_on, []
        if self._steps_down(life, placed, rng):
            step = begun + timedelta(days=rng.randint(*INTENSIVE_DAYS))
            stays.append((INTENSIVE, self.placing.anybody(INTENSIVE, rng), begun, step))
            begun = step
        stays.append((placed.main, placed.workers[placed.main], begun, life.until_on))
        for programme, worker in placed.workers.items():
            if programme != placed.main:
                stays.append((programme, worker, self._some_days_after(life.from_on, programme, rng), None))
        return stays + self._crises(life, rng)

    def _story_stays(self, life: Life, placed: Placement) -> list[tuple[str, Worker, date, date | None]]:
        assert placed.story is not None
        stays = [(placed.main, placed.workers[placed.main], life.from_on, None)]
        for programme, (begun, ended) in placed.story.programmes.items():
            first = max(self.window.today - timedelta(days=begun), life.from_on)
            last = None if ended is None else max(self.window.today - timedelta(days=ended), first)
            stays.append((programme, placed.workers[programme], first, last))
        return stays

    def _steps_down(self, life: Life, placed: Placement, rng: Random) -> bool:
        stayed = self.window.today - life.from_on
        return (
            placed.main == OUTPATIENT
            and life.until_on is None
            and stayed.days > INTENSIVE_DAYS[1] + 20
            and rng.random() < STEPPED_DOWN
        )

    def _some_days_after(self, day: date, programme: str, rng: Random) -> date:
        wait = rng.randint(*_OFFSET.get(programme, _BESIDE))
        return min(day + timedelta(days=wait), self.window.today)

    def _crises(self, life: Life, rng: Random) -> list[tuple[str, Worker, date, date | None]]:
        stays, usual = [], sum(CRISIS_DAYS) / 2
        rate = IN_CRISIS / usual / (1 - IN_CRISIS)
        last_day = life.until_on or self.window.today
        day = max(life.from_on, self.window.first) + timedelta(days=1 + int(rng.expovariate(rate)))
        while day < last_day:
            end = day + timedelta(days=rng.randint(*CRISIS_DAYS))
            stays.append(
                (CRISIS, self.placing.anybody(CRISIS, rng), day, end if end <= last_day else life.until_on)
            )
            day = end + timedelta(days=1 + int(rng.expovariate(rate)))
        return stays

    def _enrol(self, life: Life, programme: str, site: int, first: date, last: date | None) -> None:
        key, where = self.book.key(Enrolment), self.part.programmes[programme]
        self.book.add(Enrolment, key, life.person, where, site, first, last)
        life.journal.tell(PersonEnrolled(key, life.person, where), self._told_at(first, MORNING))
        if last is not None:
            life.journal.tell(EnrolmentEnded(key, life.person, where), self._told_at(last, MORNING + 30))

    def _care(self, life: Life, worker: Worker, role: Role, first: date, last: date | None) -> None:
        key, begun = self.book.key(CareRelationship), self.window.at(first, MORNING + 15)
        ended = None if last is None else self.window.at(last, MORNING + 20)
        if ended is not None and ended < begun:
            ended = begun
        self.book.add(CareRelationship, key, life.person, worker.person, role.value, begun, ended)
        life.cares.append(Care(worker.person, role, begun, ended))
        started = CareBegun(key, life.person, worker.person, role.value)
        life.journal.tell(started, self._told_at(first, MORNING + 15))
        if last is not None:
            over = CareEnded(key, life.person, worker.person, role.value)
            life.journal.tell(
                over, max(self._told_at(last, MORNING + 20), self._told_at(first, MORNING + 15))
            )

    def _told_at(self, day: date, minute: int) -> object:
        """Entries of the time before the demo's first day are written on that day, and none lies ahead."""
        return min(self.window.at(max(day, self.window.first), minute), self.window.now)

    def _share(self, life: Life, rng: Random) -> None:
        wanted = life.story.shared_with_peer if life.story else rng.random() < SHARED_WITH_PEER
        for care in life.cares:
            if care.role == Role.PEER_SPECIALIST and care.until_at is None and wanted:
                given = self._told_at(care.from_at.date() + timedelta(days=rng.randrange(4)), MORNING + 90)
                ends = rng.random() < WITHDRAWN and life.story is None
                until = self._told_at(self.window.today - timedelta(days=rng.randrange(1, 60)), MORNING + 95)
                grant(self.book, life, care.worker, given, max(given, until) if ends else None)


def grant(book: Book, life: Life, reader: int, given: object, until: object | None) -> None:
    """The person shares their check-ins with somebody, perhaps until they choose otherwise."""
    key = book.key(Grant)
    book.add(Grant, key, life.person, reader, "checkins", given, until)
    life.journal.tell(ShareGranted(key, life.person, reader, "checkins"), given, life.person)
    if until is not None:
        life.journal.tell(ShareWithdrawn(key, life.person, reader, "checkins"), until, life.person)
