"""One person while their story is being told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from handrail.foundation.teams.models import STRANDS, Role
from handrail.operations.demo.journal import Journal
from handrail.operations.demo.story import Story
from handrail.operations.demo.traits import Traits

ORDER = (
    Role.COUNSELOR, Role.PEER_SPECIALIST, Role.CASE_MANAGER, Role.PRESCRIBER, Role.CRISIS_RESPONDER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Care:
    """Somebody cares for the person in a role, from one moment until another."""

    worker: int
    role: Role
    from_at: datetime
    until_at: datetime | None

    @property
    def strand(self) -> str:
        return STRANDS.get(self.role, "counsel")

    def holds(self, at: datetime) -> bool:
        return self.from_at <= at and (self.until_at is None or at < self.until_at)


@dataclass(slots=True)
class Life:
    """`person` is their key, `number` their place in the demo; `until_on` is None while they are here.

    `lately` holds what was agreed lately, by kind: the same is not agreed again at once.
    """

    number: int
    person: int
    traits: Traits
    from_on: date
    until_on: date | None = None
    story: Story | None = None
    plan: int = 0
    cares: list[Care] = field(default_factory=list)
    supervisors: Sequence[int] = ()
    lately: dict[str, list[str]] = field(default_factory=dict)
    journal: Journal = field(default_factory=Journal)

    def team(self, at: datetime) -> list[Care]:
        """Who cares for them at that moment, counselor first."""
        return sorted(
            (care for care in self.cares if care.holds(at)), key=lambda care: ORDER.index(care.role)
        )

    def caring(self, role: str, at: datetime) -> int | None:
        """The next responsible human for a role: that role, the counselor, the rest of the team, a supervisor."""
        team = self.team(at)
        own = [care.worker for care in team if care.role == role]
        return next(iter((*own, *(care.worker for care in team), *self.supervisors)), None)

    def ago(self, day: date, told_on: date) -> int:
        """How many days before `told_on` that day was; fewer than none when it came after."""
        return (told_on - day).days
