"""Below, at and above each mark of a referral's clock; and which domain a term speaks of."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.clinical.needs import referral_clock as clock
from handrail.clinical.needs.domains import domains, domains_of

SENT = datetime(2026, 11, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "due", "next_days"),
    [(6.9, clock.NUDGE, 7), (7, clock.NUDGE, 14), (13.9, clock.NUDGE, 14), (14, clock.REPLACE, 30),
     (29.9, clock.REPLACE, 30), (30, clock.LAPSE, 60), (31, clock.LAPSE, 61)],
)  # fmt: skip
def test_silence_is_nudged_then_replaced_then_ended(days, due, next_days):
    now = SENT + timedelta(days=days)
    assert clock.what_is_due(waits_for_answer=True, entered_at=SENT, now=now) == due
    assert clock.what_is_due(waits_for_answer=False, entered_at=SENT, now=now) == clock.REMIND
    assert clock.next_mark(SENT, now) == SENT + timedelta(days=next_days)


def test_terms_lead_to_domains_by_whole_words():
    assert domains_of(["Transitional Housing", "Food Pantry"]) == ("housing", "food")
    assert domains_of(["Warehouse"], "Sober living by the river") == ("housing",)
    assert domains_of(["Vivienda", "Abogado"]) == ("housing", "legal")
    assert domains_of([]) == ()


def test_codes_are_of_the_chapter_that_is_free_to_use():
    assert all(
        code.startswith(("Z55", "Z56", "Z59", "Z60", "Z65"))
        for one in domains().values()
        for code in one.codes
    )
