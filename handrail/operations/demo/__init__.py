"""Riverbend Recovery, the demo organisation: a seeded simulator. Nobody in it is real.

Nothing here imports Django until it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handrail.operations.demo.summary import Summary

__all__ = ["PASSWORD", "Progress", "accounts_to_show", "build", "present"]

#: The one password of every account of the demo. It protects nothing real.
PASSWORD = "riverbend-in-november"  # noqa: S105

#: Told how many people are done, and of how many.
Progress = Callable[[int, int], None]


def build(
    people: int = 600,
    seed: int = 7,
    days: int = 730,
    *,
    today: date | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Build the demo in an empty database, or tell the story of one that is there up to now. All or nothing.

    `days` of history end today; with `today` they end on the afternoon of that day, and the same seed gives the
    same organisation. Where a demo is already there, `people`, `seed` and `days` stay as they were, what visitors
    entered stays, and the missing days are added. Raises DemoRefused where other people's data is.
    """
    from handrail.operations.demo.building import build as build_now

    return build_now(people, seed, days, today=today, progress=progress)


def present() -> bool:
    """Whether this database holds the demo."""
    from handrail.operations.demo.telling import last_told

    return last_told() is not None


def accounts_to_show() -> list[tuple[str, str, str]]:
    """Who to sign in as: name, role, email address. The password of each is PASSWORD."""
    from handrail.operations.demo.cast import accounts

    return accounts()
