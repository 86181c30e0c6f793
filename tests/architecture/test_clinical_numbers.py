"""A clinical number lives in one file of `clinical/`, and nowhere else."""

from __future__ import annotations

import ast

from tests.architecture.source import broken, python_files, tree

MEASURED = {
    "craving",
    "mood",
    "stress",
    "sleep_hours",
    "sleep_quality",
    "confidence",
    "contacts",
    "total",
    "score",
}
ELSEWHERE = [path for path in python_files() if "clinical" not in path.parts and "demo" not in path.parts]


def test_no_answer_or_score_is_compared_with_a_number_outside_clinical():
    def compared(path):
        return [f"line {node.lineno}" for node in ast.walk(tree(path)) if _compares_a_measure(node)]

    assert broken(compared, ELSEWHERE) == []


def _compares_a_measure(node):
    if not isinstance(node, ast.Compare):
        return False
    sides = [node.left, *node.comparators]
    measures = any(isinstance(s, ast.Attribute) and s.attr in MEASURED for s in sides)
    numbers = any(isinstance(s, ast.Constant) and isinstance(s.value, int | float) and s.value for s in sides)
    return measures and numbers
