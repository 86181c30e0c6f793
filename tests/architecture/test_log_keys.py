"""What is noted in a log is also written there: a key that logs.py does not know would be dropped without a word."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from handrail.continuum import clock
from handrail.operations.logs import ALLOWED
from tests.architecture.source import broken, tree


def _noted(path: Path) -> Iterator[str]:
    """The keys that a logger's lines name; `exc_info` is Python's own."""
    loggers = {"debug", "info", "warning", "error", "critical"}
    for node in ast.walk(tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in loggers and ast.unparse(node.func.value) == "log":
            yield from (word.arg for word in node.keywords if word.arg and word.arg != "exc_info")


def _unknown(path: Path) -> list[str]:
    return [key for key in _noted(path) if key not in ALLOWED]


def test_each_key_of_a_log_line_is_one_that_is_written() -> None:
    assert broken(_unknown) == []


def test_the_log_keeps_each_number_that_the_clock_counts() -> None:
    counts = next(node for node in ast.walk(tree(Path(clock.__file__))) if isinstance(node, ast.Dict))
    named = {key.value for key in counts.keys if isinstance(key, ast.Constant)}
    assert len(named) > 10
    assert named <= ALLOWED
