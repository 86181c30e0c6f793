"""Finding rows by what lies sealed in them: the database cannot, so a test opens each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def among(rows: Iterable[Row], **told: str) -> list[Row]:
    """The rows in which each of `told` stands."""
    return [row for row in rows if all(getattr(row, name) == text for name, text in told.items())]
