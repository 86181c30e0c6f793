"""What the amounts of a worksheet add up to. Amounts are whole numbers of the smallest coin (cents)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handrail.clinical.practices.definition import Method


def sums(method: Method, told: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Each sum of the method as (its label in English, cents; below zero where more goes out than comes in).

    What was left out counts as nothing. Empty where no amount was told at all.
    """
    amounts = {part.id: told.get(part.id) or 0 for part in method.questions if part.type == "money"}
    if not any(part in told for part in amounts):
        return []
    return [
        (one.say, sum(amounts[part] for part in one.add) - sum(amounts[part] for part in one.less))
        for one in method.sums
    ]
