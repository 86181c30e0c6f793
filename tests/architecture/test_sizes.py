"""Small, plain, finished: the sizes that fail the build (house, 7)."""

from __future__ import annotations

import pytest

from tests.architecture.source import PACKAGE, functions, name, python_files

LINES = {".html": 120, ".css": 250, ".js": 150}


@pytest.mark.parametrize("path", list(python_files(tests=True)), ids=name)
def test_a_file_has_at_most_300_lines(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", list(python_files()), ids=name)
def test_a_function_has_at_most_40_lines(path):
    long = [
        f"{f.name} ({f.end_lineno - f.lineno + 1})" for f in functions(path) if f.end_lineno - f.lineno >= 40
    ]
    assert long == []


@pytest.mark.parametrize(
    "path", [p for p in python_files() if p.stem.startswith("views") or p.parent.name == "views"], ids=name
)
def test_a_view_has_at_most_25_lines(path):
    long = [
        f"{f.name} ({f.end_lineno - f.lineno + 1})" for f in functions(path) if f.end_lineno - f.lineno >= 25
    ]
    assert long == []


@pytest.mark.parametrize("ending", LINES)
def test_templates_styles_and_modules_stay_small(ending):
    files = [path for path in PACKAGE.rglob(f"*{ending}") if "tests" not in path.parts]
    long = [f"{name(p)} ({n})" for p in files if (n := len(p.read_text().splitlines())) > LINES[ending]]
    assert long == []
