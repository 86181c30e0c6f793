"""Names say what a thing holds."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import PACKAGE, broken, name, python_files, tree

EMPTY_NAMES = {"utils", "helpers", "common", "misc", "services", "managers"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")


def test_no_file_has_a_name_that_says_nothing():
    assert broken(lambda path: EMPTY_NAMES & {path.stem, path.parent.name}, python_files(tests=True)) == []


def test_no_class_is_a_service_or_a_manager_of_ours():
    # Django's account model needs one object that it calls a manager; it is the only one.
    # What somebody is referred to is called a service by everybody.
    allowed, endings = {"AccountManager", "Service"}, ("Service", "Manager", "Repository", "Helper")

    def classes(path):
        found = [node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
        return [c for c in found if c.endswith(endings) and c not in allowed]

    assert broken(classes) == []


def test_nothing_listens_to_django_signals():
    def listened(path):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                modules = (
                    [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                )
                yield from (m for m in modules if "dispatch" in m or m.endswith("db.models.signals"))

    assert broken(listened) == []


def test_no_unfinished_work_stands_in_place_of_behaviour():
    endings = {".py", ".html", ".css", ".js", ".yaml"}
    files = [p for p in PACKAGE.rglob("*") if p.suffix in endings]
    assert [name(p) for p in files if UNFINISHED.search(p.read_text())] == []
