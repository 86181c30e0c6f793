"""Keys point down, nothing cascades, and only actions write."""

from __future__ import annotations

import ast

from django.apps import apps
from django.db.models import PROTECT, ForeignKey

from tests.architecture.source import broken, name, python_files, tree

#: Lowest first. A key may point to its own app or to one before it.
FLOORS = [
    "sealing", "people", "ledger", "accounts", "teams", "consent", "rights", "welcome", "messaging", "measures", "plans",
    "scheduling", "practices", "counseling", "crisis", "case_management", "peer_support", "watch", "responses", "looks", "hints", "adjusting", "reviews", "handoffs",
]  # fmt: skip

KEYS = [
    (model, field)
    for model in apps.get_models()
    if model._meta.app_label in FLOORS
    for field in model._meta.get_fields()
    if isinstance(field, ForeignKey)
]

WRITES = {
    "save",
    "create",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "bulk_update",
    "update",
    "delete",
}
QUERYSET_WORDS = {"objects", "filter", "exclude", "open", "select_for_update"}

#: Files past an app's actions that write, each with its reason.
WRITERS = {
    "handrail/foundation/accounts/models/account.py": "Django makes an account through its model",
    "handrail/foundation/accounts/sessions.py": "Django asks its session store to keep what pages put aside",
    "handrail/interfaces/sessions.py": "keeps what a page put aside for the next request",
    "handrail/foundation/ledger/delivering.py": "ticks what is owed in the transaction of its effect",
    "handrail/foundation/ledger/each_alone.py": "notes what could not be done, past the transaction that was undone",
    "handrail/continuum/watch/finding.py": "the action of the watch: keeping a finding",
    "handrail/continuum/watch/memory.py": "the engine's memory is derived and can be rebuilt",
    "handrail/continuum/responses/moving_on.py": "the actions of the clock",
    "handrail/operations/worker.py": "its own heartbeat",
    "handrail/operations/pager.py": "its own heartbeat",
    "handrail/operations/reminder_loop.py": "its own heartbeat",
    "handrail/foundation/accounts/promised.py": "makes promises true again after a restore",
    "handrail/foundation/consent/promised.py": "makes promises true again after a restore",
    "handrail/foundation/consent/promised_closing.py": "makes promises true again after a restore",
    "handrail/continuum/erasing/carrying_out.py": "the action of the clock that erases",
    "handrail/continuum/erasing/promised.py": "makes promises true again after a restore",
    "handrail/foundation/scheduling/promised.py": "makes promises true again after a restore",
    "handrail/foundation/welcome/promised.py": "makes promises true again after a restore",
    "handrail/foundation/teams/promised.py": "makes promises true again after a restore",
    "handrail/foundation/rights/promised.py": "makes promises true again after a restore",
}


def test_a_key_points_down_protects_and_leaves_no_name_above():
    for model, field in KEYS:
        mine, theirs = model._meta.app_label, field.related_model._meta.app_label
        assert FLOORS.index(theirs) <= FLOORS.index(mine), field
        assert field.remote_field.on_delete is PROTECT, field
        assert mine == theirs or field.remote_field.related_name.endswith("+"), field


def test_only_actions_write():
    apart = ("clinical/", "ui/", "operations/demo/", "operations/importing/")
    others = [
        path for path in python_files()
        if "actions" not in {path.stem, path.parent.name} and name(path) not in WRITERS
        and not name(path).startswith(tuple(f"handrail/{folder}" for folder in apart))
    ]  # fmt: skip
    assert broken(_writing, others) == []


def _writing(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            words = {n.attr for n in ast.walk(node.func.value) if isinstance(n, ast.Attribute)}
            if words & QUERYSET_WORDS or node.func.attr == "save":
                yield f"line {node.lineno}"


def test_every_constraint_is_named_as_a_sentence():
    for model in apps.get_models():
        if model._meta.app_label in FLOORS:
            for constraint in model._meta.constraints:
                assert constraint.name.count("_") >= 2, constraint.name
