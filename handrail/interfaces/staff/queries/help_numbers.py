"""The numbers for help, as whoever keeps them reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import HelpLine
from handrail.foundation.teams.queries import help_lines, organisation_day
from handrail.interfaces.staff.worker_forms import HelpNumberForm


@dataclass(frozen=True, slots=True)
class Line:
    """`checked`: the day it was called; None: nobody here has. `late`: it is time again."""

    purpose: str
    word: str
    checked: date | None
    late: bool
    form: HelpNumberForm


def help_numbers(act: Act, sent: tuple[str, HelpNumberForm] | None) -> list[Line]:
    """All of them; `sent` is a form that needs another look."""
    known, today, again = help_lines(), organisation_day(act.at), dict([sent]) if sent else {}
    return [
        Line(
            purpose.value, str(purpose.label), line.checked_on if line else None, line is None or line.check_again_on < today,
            again.get(purpose.value) or HelpNumberForm(initial={"number": line.number if line else ""}, auto_id=f"{purpose.value}-%s"),
        )
        for purpose in HelpLine.Purpose
        for line in [known.get(purpose.value)]
    ]  # fmt: skip
