"""What was told day by day: an answer about safety, and use with falling confidence.

Source: own stepped care rule, protocols 3.3. Evidence of every number here: design.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from statistics import fmean

from handrail.clinical.stepped_care.hint import Hint, Input, Known

VERSION = "2026-11.1"
SOURCE = "Own stepped care rule, protocols 3.3"
#: An answer about safety is a reason to review for so long.
UNSAFE_DAYS = 14
#: Use told in the last days; confidence of the days since compared with those before, in points of 10.
USED_DAYS, BEFORE_DAYS, LEAST_ANSWERS, FALL = 14, 14, 3, 2.0


def unsafe_answer(known: Known) -> Iterator[Hint]:
    """Safety was told not to be sure. Help and the team's answer do not wait for this."""
    told = [day for day in known.unsafe if 0 <= (known.today - day).days <= UNSAFE_DAYS]
    if told:
        yield Hint(
            "safety_answer", VERSION, "An answer about safety",
            "Safety was told not to be sure. What was done at once does not say whether the plan still fits.",
            tuple(Input("safety", day) for day in told), SOURCE, "design", "checkins", basis=told[-1].isoformat(),
        )  # fmt: skip


def falling_confidence(known: Known) -> Iterator[Hint]:
    """Use was told, and confidence in the days since is lower than in the days before."""
    told = [day for day in known.used if 0 <= (known.today - day).days <= USED_DAYS]
    if not told:
        return
    first = told[0]
    since = [value for day, value in known.confidence if day >= first]
    before = [value for day, value in known.confidence if first - timedelta(days=BEFORE_DAYS) <= day < first]
    if min(len(since), len(before)) < LEAST_ANSWERS or fmean(before) - fmean(since) < FALL:
        return
    yield Hint(
        "use_with_falling_confidence", VERSION, "Return to use, and confidence fell",
        "Use was told, and confidence in the next day is lower than before it.",
        (*(Input("use", day) for day in told), Input("confidence before", first, f"{fmean(before):.1f}"),
         Input("confidence since", known.today, f"{fmean(since):.1f}")),
        SOURCE, "design", "checkins", basis=first.isoformat(), missing=("what they make of it themselves",),
    )  # fmt: skip
