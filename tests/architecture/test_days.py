"""A moment has no day of its own: which day it is depends on where somebody is. See foundation/teams/days.py."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import functions, name, python_files

#: What is held from one day until another.
HELD = {"from_on", "until_on", "confirmed_on", "expires_on"}
#: Whoever turns a moment to a place first may take its day.
TURNED = {"local", "here", "astimezone", "now_here"}


def _is_bare(node: ast.AST) -> bool:
    """`something.date()`, where that something was not turned to a place in the same breath."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"):
        return False
    moment = node.func.value
    if isinstance(moment, ast.Call):
        called = moment.func
        return (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) not in TURNED
    return True


def _takes_the_day_of_an_act(node: ast.AST) -> bool:
    moment = node.func.value if _is_bare(node) else None  # type: ignore[attr-defined]
    return isinstance(moment, ast.Attribute) and moment.attr in {"at", "acted_at"}


def _asked_with(call: ast.Call) -> Iterator[ast.AST]:
    """What decides about what is held: arguments of `on`, `at` and `holding`, and days in a filter or a new row."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in {"on", "at", "holding"}:
        yield from call.args
    yield from (word.value for word in call.keywords if (word.arg or "").partition("__")[0] in HELD)


def test_no_role_or_enrolment_is_asked_for_by_the_day_in_greenwich():
    found = []
    for path in python_files():
        if "demo" in path.parts:  # its moments are made in the zone of its organisation
            continue
        for function in functions(path):
            bare = {
                target.id
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and _is_bare(node.value)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for node in ast.walk(function):
                asked = list(_asked_with(node)) if isinstance(node, ast.Call) else []
                by_day = any(_is_bare(one) or getattr(one, "id", None) in bare for one in asked)
                if by_day or _takes_the_day_of_an_act(node):
                    found.append(f"{name(path)}:{node.lineno}")
    assert not found, found
