"""What was found in a scale is read by whoever may read scales, and by nobody for the check-ins alone."""

from __future__ import annotations

from uuid import uuid4

import pytest

from handrail.continuum.journey.queries import timeline
from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures import actions as measures
from handrail.interfaces.staff.queries.board import board
from handrail.interfaces.staff.wanted import Wanted

HEADLINE = "PHQ-9, question 9"


@pytest.fixture
def found(cast):
    """Maya answered question 9; Sam may read her check-ins, and not her scales."""
    answers = {f"phq9_{n}": 1 for n in range(1, 10)} | {"phq9_10": 0}
    measures.submit(cast.maya, instrument_id="phq9", key=uuid4(), answers=answers, act=cast.act(cast.maya))
    finding = Finding.objects.get(headline__startswith=HEADLINE)
    assert finding.resource == "measures"
    return finding


@pytest.mark.parametrize(("who", "reads"), [("priya", True), ("sam", False), ("theo", False), ("maya", True)])
def test_who_reads_what_was_found_in_a_scale(cast, found, who, reads):
    act = cast.act(cast.people[who])
    assert Finding.objects.visible_to(act).filter(pk=found.pk).exists() is reads
    told = " ".join(f"{one.title} {one.text}" for one in timeline(cast.maya, act=act, limit=50))
    assert (HEADLINE in told) is reads


def test_sams_board_says_that_something_changed_and_not_what(cast, found):
    deliver_due(cast.now)
    rows = str(board(cast.act(cast.sam), Wanted.of({}), None))
    assert HEADLINE not in rows
    assert HEADLINE in str(board(cast.act(cast.priya), Wanted.of({}), None))


def test_what_was_found_in_her_check_ins_is_read_by_whoever_may_read_them(cast):
    measures.check_in(cast.maya, key=uuid4(), answers={"safe": "no"}, act=cast.act(cast.maya))
    deliver_due(cast.now)
    seen = {name for name in cast.people if Finding.objects.visible_to(cast.act(cast.people[name])).exists()}
    assert seen >= {"maya", "priya", "sam"}
    assert not seen & {"theo", "omar", "elin"}
