"""Each rule of stepped care just below, at and above where it is met."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handrail.clinical.stepped_care.hint import Known, Reading
from handrail.clinical.stepped_care.rules import RULES, hints

TODAY = date(2026, 11, 19)


def ago(days):
    return TODAY - timedelta(days=days)


def scale(name, *rows):
    """Readings as (days ago, total)."""
    return Known(TODAY, readings={name: [Reading(ago(days), total) for days, total in rows]})


def met(known):
    found = hints(known)
    assert all(
        one.rule in RULES and one.inputs and one.source and one.version and one.limits for one in found
    )
    return [one.rule for one in found]


@pytest.mark.parametrize(
    ("known", "rules"),
    [
        (Known(TODAY), []),
        # PHQ-9 counts 6 points as reliable, and is asked about every 14 days: 42 days are long enough.
        (scale("phq9", (20, 10), (0, 15)), []),
        (scale("phq9", (20, 10), (0, 16)), ["reliable_worsening"]),
        (scale("phq9", (20, 10), (0, 17)), ["reliable_worsening"]),
        (scale("phq9", (70, 10), (43, 16)), []),
        (scale("phq9", (70, 10), (42, 16)), ["reliable_worsening"]),
        (scale("phq9", (41, 14), (20, 13), (0, 12)), []),
        (scale("phq9", (42, 14), (20, 13), (0, 12)), ["no_reliable_change"]),
        (scale("phq9", (42, 14), (0, 12)), []),
        (scale("phq9", (42, 14), (20, 13), (0, 8)), []),
        # The mildest range has nothing left to change.
        (scale("phq9", (42, 4), (20, 3), (0, 4)), []),
        (scale("phq9", (42, 5), (20, 5), (0, 5)), ["no_reliable_change"]),
        (scale("phq9", (80, 15), (42, 4), (0, 4)), ["sustained_response"]),
        (scale("phq9", (80, 15), (41, 4), (0, 4)), []),
        # No reliable change was published for it: never judged.
        (scale("barc10", (200, 50), (100, 30), (0, 12)), []),
        (Known(TODAY, missed=[ago(3)]), []),
        (Known(TODAY, missed=[ago(10), ago(3)]), ["two_missed_contacts"]),
        (Known(TODAY, missed=[ago(10), ago(3)], met=[ago(5)]), []),
        (Known(TODAY, missed=[ago(61), ago(3)]), []),
        (Known(TODAY, missed=[ago(60), ago(3)]), ["two_missed_contacts"]),
        (Known(TODAY, unsafe=[ago(15)]), []),
        (Known(TODAY, unsafe=[ago(14)]), ["safety_answer"]),
    ],
)  # fmt: skip
def test_a_rule_is_met_at_its_value_and_not_below(known, rules):
    assert met(known) == rules


@pytest.mark.parametrize(
    ("since", "rules"),
    [(5.1, []), (5.0, ["use_with_falling_confidence"]), (4.9, ["use_with_falling_confidence"])],
)
def test_use_is_a_reason_together_with_falling_confidence_and_not_alone(since, rules):
    told = [(ago(days), 7.0) for days in range(12, 5, -1)] + [(ago(days), since) for days in range(5, 0, -1)]
    assert met(Known(TODAY, used=[ago(5)], confidence=told)) == rules
    assert met(Known(TODAY, used=[ago(5)], confidence=told[-2:])) == []
    assert met(Known(TODAY, confidence=told)) == []


def test_the_same_ground_is_the_same_hint_and_a_new_one_is_new():
    first = hints(scale("phq9", (42, 14), (20, 13), (0, 12)))[0]
    later = hints(scale("phq9", (50, 14), (20, 13), (0, 12)))[0]
    much_later = hints(scale("phq9", (84, 14), (20, 13), (0, 12)))[0]
    assert first.basis.endswith("+1") and later.basis.endswith("+1") and much_later.basis.endswith("+2")


def test_no_hint_names_a_level_of_care():
    for known in (scale("phq9", (20, 10), (0, 16)), Known(TODAY, missed=[ago(10), ago(3)])):
        for one in hints(known):
            said = " ".join([one.title, one.why, one.limits.replace("names no level of care", "")]).lower()
            assert not [word for word in ("intensive", "inpatient", "residential", "level") if word in said]
