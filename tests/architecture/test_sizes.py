"""Small, plain, finished: the sizes that fail the build (house, 7)."""

from __future__ import annotations

import pytest

from tests.architecture.source import PACKAGE, broken, functions, name, python_files

LINES = {".html": 120, ".css": 250, ".js": 150}


def longer_than(most):
    def rule(path):
        for f in functions(path):
            if (lines := f.end_lineno - f.lineno + 1) > most:
                yield f"{f.name} ({lines})"

    return rule


def test_a_file_has_at_most_300_lines():
    def lines(path):
        return [n] if (n := len(path.read_text().splitlines())) > 300 else []

    assert broken(lines, python_files(tests=True)) == []


def test_a_function_has_at_most_40_lines():
    assert broken(longer_than(40)) == []


def test_a_view_has_at_most_25_lines():
    views = [p for p in python_files() if p.stem.startswith("views") or p.parent.name == "views"]
    assert broken(longer_than(25), views) == []


@pytest.mark.parametrize("ending", LINES)
def test_templates_styles_and_modules_stay_small(ending):
    files = [path for path in PACKAGE.rglob(f"*{ending}") if "tests" not in path.parts]
    long = [f"{name(p)} ({n})" for p in files if (n := len(p.read_text().splitlines())) > LINES[ending]]
    assert long == []
