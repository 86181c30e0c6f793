"""docs/recipes/import-your-people.md: its fields are the fields, and its example works as it stands there."""

from __future__ import annotations

import re

import pytest

from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import CarePreferences, ContactPoint, Person
from handrail.operations.importing import checkins, people
from handrail.operations.places import PROJECT

RECIPE = (PROJECT / "docs/recipes/import-your-people.md").read_text()
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", RECIPE, re.S)
SECTIONS = {people.KIND: "## Fields of a person", checkins.KIND: "## Fields of a check-in"}


def fields_of(section):
    table = RECIPE.partition(section)[2].partition("\n## ")[0]
    return re.findall(r"`(\w+)`", " ".join(re.findall(r"^\|(.*?)\|", table, re.M)))


@pytest.mark.parametrize("kind", SECTIONS, ids=lambda kind: kind.name)
def test_the_recipe_names_every_field_and_no_other(kind):
    assert sorted(fields_of(SECTIONS[kind])) == sorted(field.name for field in kind.fields)


@pytest.mark.parametrize("codes", [ContactPoint.Safety, CarePreferences.Goal, CheckIn.Use, CheckIn.Safe])
def test_the_recipe_says_what_a_cell_may_hold(codes):
    assert ", ".join(f"`{value}`" for value in codes.values) in RECIPE


def test_the_recipes_own_example_can_be_brought_in(live_cast, old_system):
    plain = [text for language, text in BLOCKS if not language]
    people_csv, checkins_csv = plain
    mapping = old_system(next(text for language, text in BLOCKS if language == "yaml"), name="people.yaml")
    code, text = people.run(old_system(people_csv.encode("cp1252")), mapping, True)
    assert code == 0 and "people: 2, ways to reach them: 1, enrollments: 2, care relationships: 1" in text
    code, text = checkins.run(old_system(checkins_csv), None, True)
    assert code == 0 and "check-ins: 2" in text
    nadia = Person.objects.get(external_id="A-17")
    assert ContactPoint.objects.get(person=nadia).safety == "unsafe"
    assert list(CheckIn.objects.of(nadia).order_by("day").values_list("mood", "craving")) == [
        (6, 2),
        (5, None),
    ]
