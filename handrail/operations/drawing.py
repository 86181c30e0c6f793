"""Migrating an empty database draws every model that ever was, and its relatives anew with each change; here it need not.

Django keeps the classes of a state apart from those of the state before, and so draws whatever is tied to a changed
model again, for us some sixty at a time. Two changes touch nobody else: a model that was not there before, and what
Django itself puts off telling the relatives of (a column that points at nothing and that nothing points at, a
constraint, an index). Decision 41 says what was measured and why nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState
from django.db.migrations.utils import resolve_relation

Key = tuple[str, str]
_with_relatives = ProjectState._find_reload_model


@contextmanager
def drawn_alone() -> Iterator[None]:
    """Within, a model that is new, or changes in what no other reads, is drawn without its relatives."""
    before = ProjectState._find_reload_model
    ProjectState._find_reload_model = _to_draw  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState._find_reload_model = before  # type: ignore[method-assign]


def _to_draw(state: Any, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
    """The models to draw anew; `delay`: Django holds that the relatives of this one can wait."""
    key = app_label, model_name
    known = _is_known(state, key)
    tied = {key} if known else _named_by(state, key) - {key}
    if (not known or delay and not _has_heirs(state, key)) and _all_here(state, tied):
        # Before code of a migration runs on a state, Django draws all of it anew: this is how it is told to.
        state.is_delayed = True
        return {key}
    return _with_relatives(state, app_label, model_name, delay)


def _is_known(state: Any, key: Key) -> bool:
    return key[1] in state.apps.all_models[key[0]]


def _has_heirs(state: Any, key: Key) -> bool:
    """Whether another model has this one's columns too, or is another name for it."""
    return any(".".join(key) in model.bases for model in state.models.values())


def _named_by(state: Any, key: Key) -> set[Key]:
    """The models that the fields of this one point at."""
    fields = (field for field in state.models[key].fields.values() if field.is_relation)
    return {resolve_relation(field.related_model, *key) for field in fields}


def _all_here(state: Any, keys: set[Key]) -> bool:
    """They were drawn for this very state: while a migration is undone each state is a copy, which shares classes."""
    return all(_is_known(state, key) and state.apps.get_model(*key)._meta.apps is state.apps for key in keys)
