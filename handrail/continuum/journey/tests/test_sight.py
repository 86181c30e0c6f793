"""What opens for a whole page at once is exactly what opens cell by cell."""

from __future__ import annotations

import pytest

from handrail.continuum.journey.sight import openings
from handrail.foundation.consent.evaluator import may
from handrail.foundation.consent.matrix import resources

EVERYBODY = ["maya", "priya", "sam", "lena", "noor", "ada", "ravi", "elin", "rosa", "theo", "omar"]
CELLS = [(resource, action) for resource in sorted(resources()) for action in ("read", "write", "append")]


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_page_opens_what_each_cell_opens(cast, who):
    people = [cast.maya, cast.omar, cast.priya]
    at_once = openings(cast.act(cast.people[who]), [person.pk for person in people], CELLS)
    for resource, action in CELLS:
        one_by_one = {p.pk for p in people if may(cast.act(cast.people[who]), resource, p, action)}
        assert at_once[resource, action] == one_by_one, (resource, action)


def test_nothing_of_mayas_opens_for_theo(cast):
    at_once = openings(cast.act(cast.theo), [cast.maya.pk], CELLS)
    assert set(at_once.values()) == {frozenset()}


def test_a_whole_page_is_one_question(cast, django_assert_num_queries):
    act = cast.act(cast.priya)
    with django_assert_num_queries(2):
        openings(act, [cast.maya.pk], CELLS)
