"""The tiers are those of the standard, word for word and minute by minute."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.clinical.triage.urgency import TIER_OF, tier, tier_of


@pytest.mark.parametrize(
    ("number", "name", "within"),
    [
        (1, "Danger now", timedelta(0)),
        (2, "Very urgent", timedelta(hours=1)),
        (3, "Urgent", timedelta(hours=24)),
    ],
)
def test_each_tier_names_the_time_within_which_somebody_answers(number, name, within):
    assert (tier(number).name, tier(number).respond_within) == (name, within)


@pytest.mark.parametrize("number", [0, 4, 5])
def test_slower_matters_are_no_alerts(number):
    with pytest.raises(KeyError):
        tier(number)


def test_an_overdose_is_danger_now_and_a_request_for_help_is_very_urgent():
    assert tier_of("overdose").number == 1
    assert {tier_of(origin).number for origin in TIER_OF if origin not in {"overdose", "detector"}} == {2}
