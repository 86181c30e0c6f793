"""A covered programme does not start with consent off; one that declared nothing counts as covered."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest

from handrail.foundation.consent.matrix import matrix
from handrail.foundation.ledger.address import listening_address
from handrail.foundation.teams.models import Programme
from handrail.operations.consent_findings import consent, see_that_consent_is_enforced
from handrail.operations.trouble import Trouble

Part2 = Programme.Part2


def weakened():
    cells = {name: dict(row) for name, row in matrix().items()}
    cells["counselor"]["checkins"] = replace(cells["counselor"]["checkins"], part2="")
    return cells


@pytest.mark.parametrize("declared", [Part2.COVERED, Part2.UNDECLARED])
def test_a_covered_programme_is_not_started_with_a_weaker_matrix(transactional_db, declared):
    Programme.objects.create(name="Clinic", part2=Part2.NOT_COVERED)
    see_that_consent_is_enforced(weakened())
    Programme.objects.create(name="Outpatient", part2=declared)
    see_that_consent_is_enforced()
    with pytest.raises(Trouble, match="under 42 CFR Part 2"):
        see_that_consent_is_enforced(weakened())
    with psycopg.connect(listening_address(), autocommit=True) as connection:
        well, ill = consent(connection), consent(connection, weakened())
    assert well.well and well.says.startswith("1 of 2 programmes under Part 2") and "enforced" in well.says
    assert ("nothing was declared" in well.says) == (declared == Part2.UNDECLARED)
    assert not ill.well and "access_matrix.yaml" in ill.do


def test_a_programme_that_says_nothing_is_under_part_2():
    assert Programme(name="New").part2 == Part2.UNDECLARED and Programme(name="New").is_covered
