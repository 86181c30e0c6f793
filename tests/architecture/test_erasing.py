"""What becomes of each kind of row when a record is erased: none forgotten, and nothing left that rests on what went."""

from __future__ import annotations

import re

import yaml
from django.apps import apps
from django.db.models import ForeignKey

from handrail.continuum.copies.left_out import MODELS
from handrail.continuum.copies.shelf import SHELF
from handrail.continuum.erasing.fates import ALSO, FATES, KEPT_BECAUSE, OTHERWISE, STAGES, TEN, YEARS
from tests.architecture.source import PACKAGE

GOES = {fate.name: fate.years for fate in FATES}


def test_every_kind_that_leads_to_a_person_goes_or_stands_in_the_list_of_what_is_kept_and_why():
    known = {kept.name for kept in SHELF} | set(MODELS)
    assert known == set(GOES) | set(KEPT_BECAUSE), "into erasing/fates.py, with the reason where it stays"
    assert not set(GOES) & set(KEPT_BECAUSE)
    assert set(ALSO) <= set(MODELS) and set(OTHERWISE) <= set(GOES)
    assert set(GOES.values()) <= set(STAGES)
    assert all(len(str(reason)) > 20 for reason in KEPT_BECAUSE.values())


def test_nothing_stays_that_rests_on_what_went():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and (named := field.related_model._meta.label) in GOES:
                there = model._meta.label
                assert GOES.get(there, 99) <= GOES[named], f"{there}.{field.name} would point at nothing"


def test_years_are_those_of_the_access_matrix():
    matrix = yaml.safe_load((PACKAGE / "foundation/consent/access_matrix.yaml").read_text())
    asked = {one["id"]: one["retention_default"] for one in matrix["resources"]}
    for resource in {kept.resource for kept in SHELF} | set(YEARS):
        found = re.search(r"(\d+) years", asked[resource])
        # Longer is always allowed; what is kept as long as something else is kept with the last of it.
        assert YEARS.get(resource, TEN) >= (int(found[1]) if found else TEN), resource
    assert {name: YEARS[name] for name in YEARS} == {
        name: int(re.search(r"(\d+) years", asked[name])[1]) for name in YEARS
    }
