"""What responses announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handrail.foundation.ledger.events import Event


@dataclass(frozen=True, slots=True)
class ResponseProposed(Event):
    kind: ClassVar[str] = "responses.response.proposed"

    playbook: str


@dataclass(frozen=True, slots=True)
class ProposalAccepted(Event):
    kind: ClassVar[str] = "responses.proposal.accepted"

    strand: str
    step: int


@dataclass(frozen=True, slots=True)
class ProposalChanged(Event):
    kind: ClassVar[str] = "responses.proposal.changed"

    strand: str
    step: int


@dataclass(frozen=True, slots=True)
class ProposalDeclined(Event):
    kind: ClassVar[str] = "responses.proposal.declined"

    strand: str


@dataclass(frozen=True, slots=True)
class ProposalMovedOn(Event):
    """Nobody answered in time: the next responsible person is asked."""

    kind: ClassVar[str] = "responses.proposal.moved_on"

    strand: str
    asked: int


@dataclass(frozen=True, slots=True)
class PromiseHandedOn(Event):
    """An accepted proposal was not done in time: the next responsible person is asked."""

    kind: ClassVar[str] = "responses.promise.handed_on"

    strand: str
    follows: int
