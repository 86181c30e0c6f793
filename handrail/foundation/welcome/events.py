"""What is announced when somebody begins here, or goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class OrganisationBegun(Event):
    kind: ClassVar[str] = "welcome.organisation.begun"


@dataclass(frozen=True, slots=True)
class ProgrammeOpened(Event):
    kind: ClassVar[str] = "welcome.programme.opened"


@dataclass(frozen=True, slots=True)
class WorkerWelcomed(Event):
    kind: ClassVar[str] = "welcome.worker.welcomed"


@dataclass(frozen=True, slots=True)
class CloseOneLetIn(Event):
    """Somebody close may sign in; the person is the one who named them."""

    kind: ClassVar[str] = "welcome.close_one.let_in"


@dataclass(frozen=True, slots=True)
class RoleAsked(Event):
    kind: ClassVar[str] = "welcome.role.asked"

    worker: int
    role: str


@dataclass(frozen=True, slots=True)
class RoleGiven(Event):
    kind: ClassVar[str] = "welcome.role.given"

    worker: int
    role: str


@dataclass(frozen=True, slots=True)
class RoleDeclined(Event):
    kind: ClassVar[str] = "welcome.role.declined"

    worker: int
    role: str


@dataclass(frozen=True, slots=True)
class RoleTakenBack(Event):
    kind: ClassVar[str] = "welcome.role.withdrawn"

    worker: int
    role: str


@dataclass(frozen=True, slots=True)
class WorkerLeft(Event):
    kind: ClassVar[str] = "welcome.worker.left"


@dataclass(frozen=True, slots=True)
class PersonTakenIn(Event):
    kind: ClassVar[str] = "welcome.person.taken_in"

    programme: int


@dataclass(frozen=True, slots=True)
class HelpNumberChecked(Event):
    kind: ClassVar[str] = "welcome.help_number.checked"

    purpose: str


@dataclass(frozen=True, slots=True)
class Part2Asked(Event):
    """That a program shall count as not covered."""

    kind: ClassVar[str] = "welcome.part2.asked"

    programme: int


@dataclass(frozen=True, slots=True)
class Part2Declared(Event):
    kind: ClassVar[str] = "welcome.part2.declared"

    programme: int
    part2: str


@dataclass(frozen=True, slots=True)
class Part2Declined(Event):
    kind: ClassVar[str] = "welcome.part2.declined"

    programme: int


@dataclass(frozen=True, slots=True)
class Part2TakenBack(Event):
    kind: ClassVar[str] = "welcome.part2.taken_back"

    programme: int
