"""Who works here: roles and numbers as published ratios have them, the cast by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from handrail.foundation.accounts.events import AccountOpened
from handrail.foundation.accounts.models import Account
from handrail.foundation.people.models import Person
from handrail.foundation.teams.events import WorkerJoined
from handrail.foundation.teams.models import Credential, Membership, Role
from handrail.operations.demo.copying import Book
from handrail.operations.demo.journal import Journal
from handrail.operations.demo.names import HE, SHE, THEY, Name, draw_name
from handrail.operations.demo.organisation import (
    CASE,
    CRISIS,
    INTENSIVE,
    MEDICATION,
    OUTPATIENT,
    PEER,
    PEOPLE_IN_A_PART,
    ZONE,
    Part,
)  # fmt: skip
from handrail.operations.demo.window import Window

PLACE = "riverbend.example"


@dataclass(frozen=True, slots=True)
class Post:
    """One kind of work: the role, the programmes it is held in, how many for 600 people, who of the cast."""

    role: Role
    programmes: tuple[str, ...]
    number: int
    cast: Name | None = None


#: Supervisors first: of several, the one met first is asked first.
POSTS = (
    Post(Role.SUPERVISOR, (OUTPATIENT, PEER), 1, Name("Ravi", "Sandlark", HE)),
    Post(Role.SUPERVISOR, (CASE,), 1),
    Post(Role.SUPERVISOR, (INTENSIVE, MEDICATION, CRISIS), 1),
    Post(Role.COUNSELOR, (OUTPATIENT,), 8, Name("Priya", "Nettlebee", SHE)),
    Post(Role.COUNSELOR, (INTENSIVE,), 3, Name("Theo", "Bramblecote", HE)),
    Post(Role.PRESCRIBER, (MEDICATION,), 4, Name("Ada", "Kettlebrook", SHE)),
    Post(Role.PEER_SPECIALIST, (PEER,), 10, Name("Sam", "Rushlight", HE)),
    Post(Role.CASE_MANAGER, (CASE,), 7, Name("Lena", "Oatfield", SHE)),
    Post(Role.CRISIS_RESPONDER, (CRISIS,), 5, Name("Noor", "Applebough", THEY)),
    Post(Role.PRIVACY_OFFICER, (OUTPATIENT,), 1, Name("Elin", "Vinecastle", SHE)),
    Post(Role.ADMINISTRATOR, (OUTPATIENT,), 1, Name("Marit", "Honeydown", SHE)),
    Post(Role.ANALYST, (OUTPATIENT,), 1),
    Post(Role.FRONT_DESK, (OUTPATIENT,), 2, Name("Opal", "Larkhollow", SHE)),
)

CREDENTIALS = {
    Role.COUNSELOR: ("Licensed counselor", "State Board of Stories"),
    Role.PRESCRIBER: ("Registered prescriber", "State Board of Stories"),
    Role.PEER_SPECIALIST: ("Certified peer specialist", "Peer Academy of Riverbend"),
    Role.CASE_MANAGER: ("Certified case manager", "Riverbend College"),
}


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works here: `person` is their key, `programmes` where they hold their role."""

    person: int
    name: str
    role: Role
    programmes: tuple[str, ...]


class Hiring:
    """Writes down the staff of one part after the other."""

    def __init__(self, book: Book, window: Window, journal: Journal, password: str) -> None:
        self.book, self.window, self.journal, self.password = book, window, journal, password
        self.hired = 0

    def staff_of(self, part: Part) -> list[Worker]:
        """Everybody who works in that part, in proportion to its people and never fewer than one in a post."""
        staff: list[Worker] = []
        for post in POSTS:
            for n in range(max(1, round(post.number * part.people / PEOPLE_IN_A_PART))):
                named = post.cast if n == 0 and part.number == 1 else None
                staff.append(self._hire(post, part, named))
        return staff

    def _hire(self, post: Post, part: Part, named: Name | None) -> Worker:
        self.hired += 1
        rng = self.window.random("staff", self.hired)
        name = named or draw_name(rng)
        began = self.window.at(self.window.first - timedelta(days=rng.randrange(30, 900)), 9 * 60)
        key = self.book.key(Person)
        code = f"RB-S{self.hired:04d}"
        self.book.add(
            Person, key, name.preferred, name.legal, name.pronouns, None, "en", ZONE.key, code, began
        )
        email = f"{name.given.lower()}@{PLACE}" if named else name.address(self.hired, PLACE)
        account = self.book.key(Account)
        self.book.add(Account, account, key, email, self.password, began)
        self.journal.tell(AccountOpened(account, key), began)
        self._join(key, post, part, began.date(), rng)
        return Worker(key, name.preferred, post.role, post.programmes)

    def _join(self, person: int, post: Post, part: Part, began: object, rng: Random) -> None:
        for programme in post.programmes:
            key, where = self.book.key(Membership), part.programmes[programme]
            self.book.add(Membership, key, person, where, rng.choice(part.sites), post.role.value, began)
            joined = WorkerJoined(subject=key, person=None, programme=where, role=post.role.value)
            self.journal.tell(joined, self.window.at(self.window.first, 9 * 60))
        if post.role in CREDENTIALS:
            title, issuer = CREDENTIALS[post.role]
            until = self.window.today + timedelta(days=rng.randrange(20, 700))
            number = f"DEMO-{rng.randrange(10_000, 99_999)}"
            self.book.add(Credential, self.book.key(Credential), person, title, issuer, number, until)
