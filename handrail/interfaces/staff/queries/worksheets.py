"""The worksheet that a proposed step is done with, as a way to write it together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from handrail.clinical.practices.definition import Method
from handrail.continuum.responses.models import Proposal
from handrail.continuum.responses.queries import worksheet_for, worksheets_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.practices.policy import may_write


@dataclass(frozen=True, slots=True)
class Worksheet:
    """What it is called, and where a new one is begun with the person."""

    title: str
    href: str


def to_write(proposal: Proposal | None, person: Person, act: Act) -> Worksheet | None:
    """The worksheet of a proposal; None where there is none, or where the reader may not write it."""
    found = worksheet_for(proposal) if proposal else None
    return _link(found, person) if found and may_write(act, person, found.id).allowed else None


def to_write_with(steps: Collection[int], person: Person, act: Act) -> dict[int, Worksheet]:
    """The same for steps of the plan that came from a proposal, by the step's number."""
    found = worksheets_of(steps)
    allowed = {one.id: may_write(act, person, one.id).allowed for one in found.values()}
    return {step: _link(one, person) for step, one in found.items() if allowed[one.id]}


def _link(found: Method, person: Person) -> Worksheet:
    return Worksheet(found.title, reverse("staff:sheet_new", args=[person.pk, found.number]))
