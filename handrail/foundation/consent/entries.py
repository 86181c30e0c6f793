"""The rules that look at one entry of a record: who wrote it, who takes part, whom it was released to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handrail.foundation.ledger.act import Act


@dataclass(frozen=True, slots=True)
class About:
    """What the app that keeps an entry knows of it, as keys of people. An unknown author wrote nothing."""

    author: int | None = None
    participants: frozenset[int] = frozenset()
    released_to: frozenset[int] = frozenset()
    #: Marked for sharing by the person, or by the peer with the person told.
    shared_up: bool = False


def author(act: Act, about: About) -> bool:
    """Only the worker who wrote the entry."""
    return act.actor is not None and about.author is not None and about.author == act.actor.pk


def participant(act: Act, about: About) -> bool:
    """Only members of the conversation or the team inbox."""
    return act.actor is not None and act.actor.pk in about.participants


def released(act: Act, about: About) -> bool:
    """Only an entry that its author released to this reader."""
    return act.actor is not None and act.actor.pk in about.released_to


def shared_up(act: Act, about: About) -> bool:
    """Only an entry marked for sharing; the person must be one whom the role may see."""
    return about.shared_up


BY_ENTRY: dict[str, Callable[[Act, About], bool]] = {
    "author": author, "participant": participant, "released": released, "shared_up": shared_up,
}  # fmt: skip
