"""Somebody who has signed in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visitor:
    """Person, session key and form token."""

    person: int
    session: str
    token: str
