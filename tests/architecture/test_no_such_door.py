"""Doors that other systems had and that let strangers in: here there are none. See tests/trust/flaws.yaml."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from tests.architecture.source import ROOT

PACKAGE = ROOT / "handrail"
#: What a request can reach. `operations` is the machine's own: its commands are typed, not sent.
SERVED = [
    path for floor in ("clinical", "foundation", "continuum", "pillars", "interfaces", "ui")
    for path in sorted((PACKAGE / floor).rglob("*.py"))
    if "tests" not in path.parts and "migrations" not in path.parts
]  # fmt: skip
CALLS = {"eval", "exec", "compile", "__import__"}
MODULES = {
    "subprocess",
    "pickle",
    "marshal",
    "shelve",
    "ctypes",
    "xml",
    "lxml",
    "requests",
    "urllib3",
    "httpx",
    "ftplib",
}
#: The only modules that write SQL themselves. Each binds its values; names in it are our own.
WRITES_SQL = {
    "foundation/accounts/actions/sessions.py",
    "foundation/accounts/queries.py",
    "foundation/consent/asker.py",
    "foundation/consent/evaluator.py",
    "foundation/ledger/actions.py",
    "foundation/ledger/checkpoints.py",
    "foundation/ledger/delivering.py",
    "foundation/ledger/verifying.py",
    "foundation/measures/queries.py",
    "foundation/sealing/columns.py",
    "foundation/sealing/migrating.py",
    "foundation/sealing/row_key.py",
    "foundation/teams/queries.py",
    "interfaces/live/hub.py",
    "pillars/case_management/filling.py",
    "pillars/crisis/moment.py",
}  # fmt: skip
RAW = re.compile(r"\.(execute|executemany|raw|extra)\(|RawSQL\(")
TEMPLATES = sorted(PACKAGE.rglob("*.html"))


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", SERVED, ids=named)
def test_nothing_that_is_sent_is_run_or_unpacked_and_no_other_machine_is_asked(path):
    for node in _nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in CALLS, node.lineno
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {name.partition(".")[0] for name in modules} & MODULES, node.lineno  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", SERVED, ids=named)
def test_sql_is_written_in_few_places(path):
    assert named(path) in WRITES_SQL or not RAW.search(path.read_text())


def test_the_list_of_those_places_is_not_longer_than_they_are():
    assert {named(path) for path in SERVED if RAW.search(path.read_text())} == WRITES_SQL


@pytest.mark.parametrize("path", [p for p in SERVED if "interfaces" in p.parts], ids=named)
def test_what_a_request_brought_never_names_a_field_a_file_or_a_place_to_go(path):
    source = path.read_text()
    assert not re.search(r"\*\*\s*request\.(GET|POST|headers|COOKIES|META)", source)
    assert not re.search(r"redirect\(\s*request\.", source)
    assert not re.search(r"(open|Path)\(\s*request\.", source)
    assert "mark_safe" not in source and "format_html(request" not in source


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_draws_text_as_markup_or_turns_text_into_links(path):
    assert not re.search(r"\|\s*(safe|urlize|urlizetrunc|safeseq)\b|autoescape off", path.read_text())


def test_no_model_keeps_a_file_or_an_address_of_one():
    kept = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models() if model.__module__.startswith("handrail.")
        for field in model._meta.local_fields
        if isinstance(field, models.FileField | models.FilePathField)
    ]  # fmt: skip
    assert kept == []


def test_there_is_no_admin_no_sign_up_no_debugging_and_no_other_way_to_sign_in():
    installed = set(settings.INSTALLED_APPS)
    assert not installed & {
        "django.contrib.admin",
        "django.contrib.admindocs",
        "debug_toolbar",
        "oauth2_provider",
    }
    assert not settings.DEBUG and not settings.MEDIA_ROOT
