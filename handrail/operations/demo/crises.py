"""Into and out of the crisis pathway as the story goes on: most leave it after two to four weeks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from handrail.foundation.teams.events import CareBegun, CareEnded, EnrolmentEnded, PersonEnrolled
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership, Role
from handrail.operations.demo.copying import Book
from handrail.operations.demo.life import Care, Life
from handrail.operations.demo.stays import CRISIS_DAYS, IN_CRISIS, MORNING
from handrail.operations.demo.window import Window

RATE = IN_CRISIS / (1 - IN_CRISIS) / (sum(CRISIS_DAYS) / 2)
QUARTER = timedelta(minutes=15)


class Crises:
    """Ends the stays in the crisis pathway whose time has come, and begins others."""

    def __init__(self, book: Book, window: Window) -> None:
        self.book, self.window = book, window
        responders = Membership.objects.on(window.today).filter(role=Role.CRISIS_RESPONDER).order_by("pk")
        self.responders: dict[int, list[int]] = defaultdict(list)
        for where, who in responders.values_list("programme", "person"):
            self.responders[where].append(who)
        now_in = Enrolment.objects.filter(programme__in=self.responders, until_on=None)
        self.stays = {row.person_id: row for row in now_in}
        cares = CareRelationship.objects.filter(role=Role.CRISIS_RESPONDER, until_at=None)
        self.cares = {(row.person_id, row.worker_id): row.pk for row in cares}

    def tell(self, life: Life, crisis: int | None) -> None:
        """What changes for one person; `crisis` is the crisis programme of their part of the organisation."""
        stay = self.stays.get(life.person)
        if stay is not None:
            rng = self.window.lasting("crisis over", stay.pk)
            self._end(life, stay, stay.from_on + timedelta(days=rng.randint(*CRISIS_DAYS)))
        elif crisis in self.responders and life.story is None:
            for day in self.window.days(self.window.first + timedelta(days=1)):
                if self.window.lasting("crisis", life.number, day).random() < RATE:
                    self._begin(life, crisis, day)
                    return

    def _end(self, life: Life, stay: Enrolment, last: date) -> None:
        at = max(self.window.at(last, MORNING), self.window.since)
        if at + QUARTER > self.window.now:
            return
        self.book.change("UPDATE teams_enrolment SET until_on = %s WHERE id = %s", at.date(), stay.pk)
        life.journal.tell(EnrolmentEnded(stay.pk, life.person, stay.programme_id), at + QUARTER)
        for n, care in enumerate(life.cares):
            key = self.cares.get((life.person, care.worker))
            if care.role == Role.CRISIS_RESPONDER and key is not None:
                self.book.change("UPDATE teams_carerelationship SET until_at = %s WHERE id = %s", at, key)
                life.journal.tell(CareEnded(key, life.person, care.worker, care.role.value), at)
                life.cares[n] = replace(care, until_at=at)

    def _begin(self, life: Life, crisis: int, day: date) -> None:
        rng, at = self.window.lasting("crisis begins", life.number, day), self.window.at(day, MORNING)
        if not self.window.holds(at + QUARTER):
            return
        worker = rng.choice(self.responders[crisis])
        stay, care = self.book.key(Enrolment), self.book.key(CareRelationship)
        self.book.add(Enrolment, stay, life.person, crisis, None, day, None)
        self.book.add(
            CareRelationship, care, life.person, worker, Role.CRISIS_RESPONDER.value, at + QUARTER, None
        )
        life.journal.tell(PersonEnrolled(stay, life.person, crisis), at)
        begun = CareBegun(care, life.person, worker, Role.CRISIS_RESPONDER.value)
        life.journal.tell(begun, at + QUARTER)
        life.cares.append(Care(worker, Role.CRISIS_RESPONDER, at + QUARTER, None))
