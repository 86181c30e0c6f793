"""The list of people: who I may see, by the name they go by, and the search in it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from handrail.foundation.consent.models import Grant
from handrail.interfaces.staff.tests.conftest import someone, text_of

PEOPLE = reverse("staff:people")


def test_priya_sees_maya_and_nobody_of_another_team(priya):
    text = text_of(priya.get(PEOPLE))
    assert "Maya P." in text and "Outpatient" in text
    assert "Omar" not in text and "Intensive" not in text


def test_maya_is_found_by_the_beginning_of_her_name(priya):
    assert reverse("staff:search") != PEOPLE
    assert "/people/" in text_of(priya.get(reverse("staff:search"), {"q": "ma"}))
    assert "Maya P." in text_of(priya.get(PEOPLE, {"q": "MAYA"}))
    text = text_of(priya.get(PEOPLE, {"q": "Zoe"}))
    assert "Maya P." not in text and "begins with “Zoe”" in text


@pytest.mark.parametrize("typed", ["%", "_", "<b>", "'; --"])
def test_signs_in_a_name_mean_themselves(priya, typed):
    text = text_of(priya.get(PEOPLE, {"q": typed}))
    assert "Maya P." not in text and "<b>" not in text.replace("<b>Priya", "")


ODD = {
    "q=a%00b": "did not arrive whole", "q=a%ED%A0%80b": "did not arrive whole", "q=" + "x" * 500: "there is room for 80",
    "programme=999": "did not understand that address", "programme=x": "did not understand that address",
    "page=0": "did not understand that address", "page=9999999999999": "did not understand that address",
    "page=-1": "did not understand that address",
}  # fmt: skip


def test_what_cannot_be_searched_is_said_and_what_was_typed_stays(priya):
    for query, told in ODD.items():
        answer = priya.get(f"{PEOPLE}?{query}")
        assert answer.status_code == 422 and told in text_of(answer), query
        assert "Maya P." not in text_of(answer), query
        if query.startswith("q=a"):
            assert 'value="ab"' in text_of(answer), query


def test_a_page_after_the_last_is_empty_and_leads_back(priya):
    text = text_of(priya.get(PEOPLE, {"page": "7"}))
    assert "Maya P." not in text and "?page=6" in text


def test_the_list_goes_on_on_the_next_page(team, priya):
    for number in range(31):
        someone(team, f"Al {number:02}")
    first = text_of(priya.get(PEOPLE))
    assert "Al 29" in first and "Al 30" not in first and "?page=2" in first
    second = text_of(priya.get(PEOPLE, {"page": 2}))
    assert "Al 30" in second and "Maya P." in second and "Al 29" not in second


def test_sam_is_told_that_check_ins_are_not_shared_and_no_day(team, sam):
    assert "not shared with you" not in text_of(sam.get(PEOPLE))
    Grant.objects.all().delete()
    assert "not shared with you" in text_of(sam.get(PEOPLE))
