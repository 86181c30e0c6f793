"""The table of faults: each is shown by tests that exist, or it says what is not shown and why."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
FAULTS = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text())["faults"]


@cache
def names_in(path: str) -> set[str]:
    nodes = ast.parse((ROOT / path).read_text()).body
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_each_of_the_fifty_eight_is_shown_or_says_why_not_and_what_it_names_is_there():
    assert [one["fault"] for one in FAULTS] == [f"F{number:02}" for number in range(1, 59)]
    assert all(one.get("tests") or one.get("not_here") for one in FAULTS)
    named = {test for one in FAULTS for test in one.get("tests", ())}
    split = [test.partition("::") for test in named]
    assert [f"{path}::{name}" for path, _, name in split if name not in names_in(path)] == []
