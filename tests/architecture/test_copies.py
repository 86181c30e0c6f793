"""What the models hold of a person against what a copy holds: nothing is forgotten, neither a table nor a column."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from handrail.continuum.copies.labels import LABELS
from handrail.continuum.copies.left_out import COLUMNS, MODELS
from handrail.continuum.copies.shelf import SHELF
from handrail.foundation.consent.matrix import cell
from handrail.foundation.people.models import Person

HELD = {kept.name for kept in SHELF}


def _leading_to(reached):
    return {
        model for model in apps.get_models()
        if any(isinstance(f, ForeignKey) and f.related_model in reached for f in model._meta.get_fields())
    }  # fmt: skip


def _of_a_person():
    """Every kind of row with a key to a person, or to a row that has one."""
    reached = {Person}
    while more := _leading_to(reached) - reached:
        reached |= more
    return {model._meta.label for model in reached}


def test_every_kind_of_row_that_leads_to_a_person_is_in_the_copy_or_left_out_for_a_reason():
    missing = _of_a_person() - HELD - set(MODELS)
    assert missing == set(), f"{missing}: into copies/shelf.py, or into copies/left_out.py with the reason"
    assert set(MODELS) <= _of_a_person(), "left out, and not there any more"
    assert not HELD & set(MODELS)


@pytest.mark.parametrize("kept", SHELF, ids=lambda kept: kept.name)
def test_every_column_is_in_the_copy_or_left_out_for_a_reason(kept):
    short = kept.model.__name__
    read = {name.split("__")[0] for name in kept.fields}
    said = {name.partition(".")[2] for name in COLUMNS if name.startswith(f"{short}.")}
    there = {field.name for field in kept.model._meta.fields if not field.primary_key}
    owner = kept.of.split("__")[0]
    assert there - read - said - {owner} == set(), "into shelf.py, or into left_out.py with the reason"
    assert said <= there and not said & read
    assert set(kept.fields) <= set(LABELS)


def test_a_copy_asks_for_no_cell_that_the_matrix_closes_to_the_person():
    assert [
        kept.name for kept in SHELF if cell("client", kept.resource).read not in {"own", "participant"}
    ] == []


def test_each_thing_left_out_says_why():
    assert all(len(reason) > 5 for reason in (*MODELS.values(), *COLUMNS.values()))
    assert {name.partition(".")[0] for name in COLUMNS} <= {kept.model.__name__ for kept in SHELF}
