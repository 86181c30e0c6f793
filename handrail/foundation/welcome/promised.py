"""What was declared of a program, made true again after a restore."""

from __future__ import annotations

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.promises import Promise
from handrail.foundation.teams.models import Programme


def part2_declared(promised: Promise, act: Act) -> bool:
    """It counts as it was declared last; when that may have been undone, only the careful half is taken."""
    part2 = promised.state["part2"]
    if not promised.kept and part2 != Programme.Part2.COVERED:
        return False
    there = Programme.objects.filter(pk=promised.subject).exclude(part2=part2)
    return bool(there.update(part2=part2))
