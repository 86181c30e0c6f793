"""Below, at and above each mark; and whatever nights bring, each gap is there once and none is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail.clinical.gaps import rules
from handrail.clinical.gaps.keeping import ASIDE, MENDED, OPEN, Row, changes
from handrail.clinical.gaps.rules import Dated, Gap, Known, gaps

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TODAY, DAY = NOW.date(), timedelta(days=1)


def kinds(days=None, **more):
    return [one.kind for one in gaps(Known(NOW, TODAY, TODAY - 90 * DAY, days or {}, **more))]


def row(ago, until=None):
    return Dated(7, NOW - ago, until)


@pytest.mark.parametrize(
    ("known", "found"),
    [({}, []), ({"cared_for": False}, [rules.NOBODY]), ({"has_plan": True}, [rules.NO_NEXT_STEP]),
     ({"waiting": (row(DAY),)}, []), ({"waiting": (row(DAY),), "cared_for": False}, [rules.NOBODY, rules.UNANSWERED]),
     ({"has_plan": True, "open_steps": 1}, []), ({"steps_alone": (3,)}, [rules.STEP_ALONE]),
     ({"missed": row(DAY)}, [rules.MISSED]),
     ({"silent": (row(6.9 * DAY),)}, []), ({"silent": (row(7 * DAY),)}, [rules.SILENT]),
     ({"back": row(timedelta(hours=23))}, []), ({"back": row(timedelta(hours=24))}, [rules.BACK_ALONE]),
     ({"away": (row(-2 * DAY, NOW + 3 * DAY),)}, [rules.OWNER_AWAY]), ({"away": (row(-4 * DAY, NOW + 3 * DAY),)}, []),
     ({"lost": (row(DAY),)}, [rules.LOST_WAY]),
     ({"searches": (row(timedelta(hours=1)),)}, []), ({"searches": (row(DAY),)}, [rules.SEARCH_LATE]),
     ({"searches": (row(DAY),), "searches_alone": (7,)}, [rules.SEARCH_LATE]),
     ({"review_due": TODAY + DAY}, []), ({"review_due": TODAY}, [rules.REVIEW_DUE]),
     # Without a number that the organisation set, these find nothing.
     ({"heard": NOW - 80 * DAY, "ending": ((4, TODAY),)}, [])],
)  # fmt: skip
def test_what_is_a_gap(known, found):
    assert kinds(**known) == found


@pytest.mark.parametrize(("ago", "found"), [(13, []), (14, [rules.NO_CONTACT]), (15, [rules.NO_CONTACT])])
def test_days_without_a_word_are_counted_by_the_organisations_number(ago, found):
    assert kinds({rules.NO_CONTACT: 14}, heard=NOW - ago * DAY) == found


@pytest.mark.parametrize(("left", "found"), [(31, False), (30, True), (0, True), (-1, False)])
def test_a_consent_that_ends_soon(left, found):
    seen = kinds({rules.CONSENT_ENDING: 30}, ending=((4, TODAY + left * DAY),))
    assert (rules.CONSENT_ENDING in seen) is found


FOUR = [(rules.MISSED, "1"), (rules.MISSED, "2"), (rules.NO_NEXT_STEP, ""), (rules.SILENT, "7")]
KEYS = st.sets(st.sampled_from(FOUR), max_size=4)
NIGHTS = st.lists(st.tuples(KEYS, KEYS, st.integers(1, 5)), max_size=6)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(NIGHTS)
def test_each_gap_is_there_once_and_none_is_lost(nights):
    rows: dict[tuple[str, str], Row] = {}
    for number, (there, aside, days) in enumerate(nights):
        today = date(2026, 11, 1) + number * DAY
        found = [Gap(kind, basis, today) for kind, basis in sorted(there)]
        told = changes(rows, found, today)
        assert not {one.key for one in told.new} & rows.keys() and not set(told.again) & set(told.mended)
        rows |= {one.key: Row(OPEN) for one in told.new}
        rows |= dict.fromkeys(told.again, Row(OPEN)) | dict.fromkeys(told.mended, Row(MENDED))
        for key, one in rows.items():
            resting = one.state == ASIDE and one.aside_until > today
            assert (key in there) == (one.state == OPEN or resting)
        # Looked for once more, nothing changes.
        assert changes(rows, found, today) == changes({}, [], today)
        for key in aside & rows.keys():
            if rows[key].state == OPEN:
                rows[key] = Row(ASIDE, today + days * DAY)
