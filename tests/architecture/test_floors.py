"""Calls go down, events go up, nobody looks sideways."""

from __future__ import annotations

import sys
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.source import ROOT


def test_the_import_contracts_hold():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_no_module_imports_itself_in_a_circle_not_even_inside_a_function():
    graph = grimp.build_graph("handrail", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        pytest.fail("These modules import each other: " + " -> ".join(circle.args[1]))


def test_the_clinical_floor_imports_without_django():
    assert "django" in sys.modules  # the suite itself runs with it, so the proof is the graph's
    graph = grimp.build_graph("handrail", include_external_packages=True, cache_dir=None)
    for module in graph.find_descendants("handrail.clinical"):
        assert "django" not in graph.find_modules_directly_imported_by(module), module
