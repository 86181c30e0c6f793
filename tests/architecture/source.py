"""The source as the architecture tests read it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "handrail"


def python_files(*, tests: bool = False) -> Iterator[Path]:
    """Every Python file of the package; migrations never, tests when asked for."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).parts
        if "migrations" in parts or ("tests" in parts and not tests):
            continue
        yield path


def broken(rule: Callable[[Path], Iterable[object]], files: Iterable[Path] | None = None) -> list[str]:
    """Where a rule is broken: `file: what` for whatever the rule finds in each file, all of the package unless given.

    One test for a rule and not one for each file: ten thousand tests that read a line each took minutes of every run.
    """
    looked = list(python_files() if files is None else files)
    assert looked, "there is no file to look at"
    return [f"{name(path)}: {found}" for path in looked for found in rule(path)]


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file, read once; nobody changes what is in it."""
    return ast.parse(path.read_text(), filename=str(path))


def name(path: Path) -> str:
    """The path as the reader knows it."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
