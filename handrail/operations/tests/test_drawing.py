"""Migrating draws fewer models on its way, and what it ends with is what Django draws from nothing."""

from __future__ import annotations

import pytest
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState, StateApps

from handrail.operations.drawing import drawn_alone

#: With what they stand on: rows of people, sealed columns, constraints and indexes that came and went.
WHOSE = {"accounts", "consent", "measures"}


def told(apps):
    """Everything that a change of a table reads from a class."""
    return {
        model._meta.label: (
            [(field.name, str(field.deconstruct()[1:]), field.column) for field in model._meta.local_fields],
            [str(one.deconstruct()) for one in (*model._meta.constraints, *model._meta.indexes)],
            sorted(
                (other.related_model._meta.label, other.field.name) for other in model._meta.related_objects
            ),
            [
                (field.name, field.related_model._meta.label)
                for field in model._meta.fields
                if field.is_relation
            ],
        )
        for model in apps.get_models(include_auto_created=True)
    }


@pytest.fixture(scope="module")
def plan():
    graph = MigrationLoader(None).graph
    leaves = sorted(leaf for leaf in graph.leaf_nodes() if leaf[0] in WHOSE)
    order = {key: None for leaf in leaves for key in graph.forwards_plan(leaf)}
    return [graph.nodes[key] for key in order]


def test_the_classes_at_each_step_are_those_that_are_drawn_from_nothing(plan):
    state = ProjectState()
    assert told(state.apps) == {}
    with drawn_alone():
        for migration in plan:
            state = migration.mutate_state(state, preserve=False)
    assert len(told(state.apps)) > 40
    assert told(state.apps) == told(StateApps(set(), state.models))
    assert state.is_delayed, "code of a migration gets all classes drawn anew"


def test_a_state_that_is_a_copy_is_drawn_as_django_does(plan):
    """While a migration is undone, the state before it must keep its own classes."""
    state = ProjectState()
    with drawn_alone():
        for migration in plan[:-1]:
            state = migration.mutate_state(state, preserve=False)
        assert told(state.apps)
        before, lasting = state.clone(), told(state.apps)
        plan[-1].mutate_state(state.clone(), preserve=False)
    assert told(before.apps) == lasting
    assert ProjectState._find_reload_model.__module__ == "django.db.migrations.state"


def test_a_model_that_others_are_built_on_is_drawn_with_them():
    state = ProjectState()
    state.add_model(ModelState("made_up", "House", [("id", models.BigAutoField(primary_key=True))]))
    state.add_model(ModelState("made_up", "Mill", [], {"proxy": True}, ("made_up.house",)))
    assert len(told(state.apps)) == 2
    with drawn_alone():
        state.add_field("made_up", "house", "name", models.CharField(default=""), preserve_default=True)
    assert [field.name for field in state.apps.get_model("made_up", "mill")._meta.fields] == ["id", "name"]
    assert told(state.apps) == told(StateApps(set(), state.models))
