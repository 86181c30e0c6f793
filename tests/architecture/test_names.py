"""Names say what a thing holds."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.source import PACKAGE, name, python_files, tree

EMPTY_NAMES = {"utils", "helpers", "common", "misc", "services", "managers"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")


@pytest.mark.parametrize("path", list(python_files(tests=True)), ids=name)
def test_no_file_has_a_name_that_says_nothing(path):
    assert path.stem not in EMPTY_NAMES and path.parent.name not in EMPTY_NAMES


@pytest.mark.parametrize("path", list(python_files()), ids=name)
def test_no_class_is_a_service_or_a_manager_of_ours(path):
    # Django's account model needs one object that it calls a manager; it is the only one.
    classes = [node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    bad = [c for c in classes if c.endswith(("Service", "Manager", "Repository", "Helper"))]
    # What somebody is referred to is called a service by everybody.
    assert bad in ([], ["AccountManager"], ["Service"])


@pytest.mark.parametrize("path", list(python_files()), ids=name)
def test_nothing_listens_to_django_signals(path):
    imported = [
        alias.name if isinstance(node, ast.Import) else node.module or ""
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
    assert not [module for module in imported if "dispatch" in module or module.endswith("db.models.signals")]


def test_no_unfinished_work_stands_in_place_of_behaviour():
    endings = {".py", ".html", ".css", ".js", ".yaml"}
    files = [p for p in PACKAGE.rglob("*") if p.suffix in endings]
    assert [name(p) for p in files if UNFINISHED.search(p.read_text())] == []
