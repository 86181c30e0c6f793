"""Appointments: each worker in one place at a time, more than a quarter of them without the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from handrail.foundation.ledger.models import Viewing
from handrail.foundation.scheduling.events import AppointmentBooked, AppointmentSettled
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import Role
from handrail.operations.demo.copying import Book
from handrail.operations.demo.journal import VIA
from handrail.operations.demo.life import Care, Life
from handrail.operations.demo.organisation import SITES
from handrail.operations.demo.window import ONE_DAY, Window

Status, Modality = Appointment.Status, Appointment.Modality

#: Days between two appointments with each role, and how long one lasts, in minutes.
EVERY = {
    Role.COUNSELOR: (14, 50),
    Role.PEER_SPECIALIST: (14, 45),
    Role.CASE_MANAGER: (21, 40),
    Role.PRESCRIBER: (21, 25),
    Role.CRISIS_RESPONDER: (4, 30),
}
HOURS = tuple(range(8, 17))
CANCELLED, DID_NOT_COME = 0.06, 0.26
MODALITIES = ((Modality.IN_PERSON, 6), (Modality.PHONE, 3), (Modality.VIDEO, 2))
#: A worker who meets the person looks at what is new beforehand.
LOOKED_AT = ("care_plan", "checkins", "measures")
LOOKED_FOR_DAYS = 30


class Diary:
    """Which hours of which worker are taken."""

    def __init__(self) -> None:
        self._taken: set[tuple[int, date, int]] = set()

    def take(self, worker: int, day: date, hour: int) -> tuple[date, int] | None:
        """The wanted hour, or the next free one of that and the following working days."""
        for _n in range(6):
            for wanted in (hour, *HOURS):
                if day.weekday() < 5 and (worker, day, wanted) not in self._taken:
                    self._taken.add((worker, day, wanted))
                    return day, wanted
            day += ONE_DAY
        return None

    def note(self, worker: int, starts_at: datetime, ends_at: datetime) -> None:
        """Hours that are taken by appointments already in the database; both on the organisation's clock."""
        hour = starts_at.hour
        while hour <= ends_at.hour:
            self._taken.add((worker, starts_at.date(), hour))
            hour += 1


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment that is booked; `stored` when it is already in the database."""

    key: int
    care: Care
    starts_at: datetime
    ends_at: datetime
    booked_at: datetime
    stored: bool


class Appointments:
    """Writes the appointments of one person after the other."""

    def __init__(self, book: Book, window: Window, diary: Diary) -> None:
        self.book, self.window, self.diary = book, window, diary

    def tell(self, life: Life, still_booked: Iterable[Booked] = ()) -> None:
        """All appointments of the window and one ahead for each worker; `still_booked` are from before it."""
        rng = self.window.random("appointments", life.number)
        known = {(one.care.worker, one.care.role): one for one in still_booked}
        for care in life.cares:
            self._with_one(life, care, known.get((care.worker, care.role)), rng)

    def _with_one(self, life: Life, care: Care, booked: Booked | None, rng: Random) -> None:
        every = EVERY[care.role][0]
        if booked is None:
            since = max(care.from_at, self.window.at(self.window.first, 9 * 60), self.window.since)
            first = since.date() + timedelta(days=rng.randrange(1, every + 1))
            booked = self._book(life, care, first, since, rng)
        while booked is not None:
            settled_at = self._settle(life, booked, rng)
            if settled_at is None:
                return
            following = booked.starts_at.date() + timedelta(days=max(every + rng.randrange(-2, 3), 2))
            booked = self._book(life, care, max(following, settled_at.date() + ONE_DAY), settled_at, rng)

    def _book(self, life: Life, care: Care, day: date, at: datetime, rng: Random) -> Booked | None:
        if at > self.window.now or not care.holds(at) or not self._may_come(care, day):
            return None
        found = self.diary.take(care.worker, day, rng.choice(HOURS))
        if found is None or not self._may_come(care, found[0]):
            return None
        starts_at = self.window.at(found[0], found[1] * 60)
        ends_at = starts_at + timedelta(minutes=EVERY[care.role][1])
        booked = Booked(self.book.key(Appointment), care, starts_at, ends_at, at, stored=False)
        life.journal.tell(AppointmentBooked(booked.key, life.person, care.strand), at, care.worker)
        return booked

    def _may_come(self, care: Care, day: date) -> bool:
        return care.until_at is None or day < care.until_at.date()

    def _settle(self, life: Life, booked: Booked, rng: Random) -> datetime | None:
        """How it went, once it is over; None while it lies ahead."""
        status, at = self._how_it_went(life, booked, rng)
        if at > self.window.now:
            self._keep(life, booked, Status.BOOKED, rng)
            return None
        self._keep(life, booked, status, rng)
        told = AppointmentSettled(booked.key, life.person, booked.care.strand, status.value)
        life.journal.tell(told, at, booked.care.worker)
        self._look(life, booked, rng)
        return at

    def _how_it_went(self, life: Life, booked: Booked, rng: Random) -> tuple[Status, datetime]:
        drawn = rng.random()
        before = booked.starts_at - timedelta(hours=rng.randrange(2, 40))
        if drawn < CANCELLED and before > max(booked.booked_at, self.window.since):
            return Status.CANCELLED, before
        away = drawn < CANCELLED + DID_NOT_COME
        if life.story:
            away = life.story.is_quiet(life.ago(booked.starts_at.date(), self.window.told_on))
        at = max(booked.ends_at, self.window.since + timedelta(minutes=1))
        return (Status.DID_NOT_COME if away else Status.FULFILLED), at

    def _keep(self, life: Life, booked: Booked, status: Status, rng: Random) -> None:
        if booked.stored:
            self.book.change(
                "UPDATE scheduling_appointment SET status = %s WHERE id = %s", status.value, booked.key
            )
            return
        modality = rng.choices([m for m, _w in MODALITIES], [w for _m, w in MODALITIES])[0]
        place = SITES[life.number % len(SITES)][0] if modality == Modality.IN_PERSON else ""
        self.book.add(
            Appointment, booked.key, life.person, booked.care.worker, booked.care.strand, modality.value, place,
            booked.starts_at, booked.ends_at, status.value,
        )  # fmt: skip

    def _look(self, life: Life, booked: Booked, rng: Random) -> None:
        if (self.window.now - booked.starts_at).days > LOOKED_FOR_DAYS:
            return
        at = booked.starts_at - timedelta(minutes=rng.randrange(3, 12))
        care = booked.care
        if care.holds(at) and care.role != Role.CRISIS_RESPONDER:
            for resource in LOOKED_AT[: 1 if care.role == Role.PEER_SPECIALIST else rng.randint(1, 3)]:
                key = self.book.key(Viewing)
                self.book.add(Viewing, key, life.person, care.worker, resource, "assigned", at, VIA)
