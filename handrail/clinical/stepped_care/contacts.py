"""Two contacts in a row that did not happen.

Source: own stepped care rule, protocols 3.3: two missed contacts are a reason to review the plan. Evidence: design.
"""

from __future__ import annotations

from collections.abc import Iterator

from handrail.clinical.stepped_care.hint import Hint, Input, Known

VERSION = "2026-11.1"
IN_A_ROW = 2
#: Contacts missed longer ago than this are history.
LOOK_BACK_DAYS = 60
SOURCE = "Own stepped care rule, protocols 3.3"


def missed_contacts(known: Known) -> Iterator[Hint]:
    """The last two appointments were missed, with none kept since the first of them."""
    last_met = known.met[-1] if known.met else None
    since = [
        day
        for day in known.missed
        if (known.today - day).days <= LOOK_BACK_DAYS and (last_met is None or day > last_met)
    ]
    if len(since) < IN_A_ROW:
        return
    yield Hint(
        "two_missed_contacts", VERSION, "Two contacts did not happen",
        "Contacts that do not happen are a reason to look at how we reach out, not at the person.",
        tuple(Input("missed", day) for day in since), SOURCE, "design", "appointments",
        basis=since[0].isoformat(), missing=("why they did not come",),
    )  # fmt: skip
