"""What a describing function is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import get_language

from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import Person


def in_english() -> bool:
    """Whether whoever reads this reads English, in which what the rules found was written down."""
    return (get_language() or "en").startswith("en")


Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows the entries of one page are about, fetched together.

    `viewer` is who reads, and `opens` which resources are open to them; `whole`: whether they are told what an
    appointment elsewhere is for.
    """

    person: Person
    viewer: Person | None
    opens: frozenset[str]
    found: Mapping[type[Model], Mapping[int, Model]]
    whole: bool = False

    def get(self, model: type[Row], key: Any) -> Row | None:
        """The row with that key, None when it is gone or was never named."""
        row = self.found.get(model, {}).get(key)
        return row if isinstance(row, model) else None

    @property
    def own(self) -> bool:
        """Whether the reader is the person themself."""
        return self.viewer is not None and self.viewer.pk == self.person.pk


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words. `by` replaces the name of whoever acted, where somebody else is meant."""

    title: str
    voice: str = ""
    text: str = ""
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of entry is told: the cell that opens it, the rows it names, and its words.

    `strand` "" means that the entry says it itself; `also` maps facts to the rows they name.
    """

    resource: str
    tell: Callable[[Entry, Rows], Told]
    about: type[Model] | None = None
    strand: str = ""
    also: Mapping[str, type[Model]] = field(default_factory=dict)
