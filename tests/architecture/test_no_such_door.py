"""Doors that other systems had and that let strangers in: here there are none. See tests/trust/flaws.yaml."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from tests.architecture.source import ROOT, broken, tree

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
    "pillars/case_management/queries.py",
    "pillars/crisis/moment.py",
}  # fmt: skip
RAW = re.compile(r"\.(execute|executemany|raw|extra)\(|RawSQL\(")
TEMPLATES = sorted(PACKAGE.rglob("*.html"))


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def holds(pattern: str) -> Callable[[Path], Iterator[str]]:
    """A rule that finds whatever in a file's text matches `pattern`."""
    return lambda path: (found.group() for found in re.finditer(pattern, path.read_text()))


def test_nothing_that_is_sent_is_run_or_unpacked_and_no_other_machine_is_asked():
    def doors(path: Path) -> Iterator[str]:
        for node in ast.walk(tree(path)):
            called = (
                {node.func.id} if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else set()
            )
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if bad := (called & CALLS) | ({module.partition(".")[0] for module in modules} & MODULES):
                yield f"line {node.lineno}: {sorted(bad)}"

    assert broken(doors, SERVED) == []


def test_sql_is_written_in_few_places():
    assert {named(path) for path in SERVED if RAW.search(path.read_text())} == WRITES_SQL


def test_what_a_request_brought_never_names_a_field_a_file_or_a_place_to_go():
    doors = (
        r"\*\*\s*request\.(GET|POST|headers|COOKIES|META)|redirect\(\s*request\.|(open|Path)\(\s*request\."
        r"|mark_safe|format_html\(request"
    )
    assert broken(holds(doors), [path for path in SERVED if "interfaces" in path.parts]) == []


def test_no_template_draws_text_as_markup_or_turns_text_into_links():
    doors = r"\|\s*(safe|urlize|urlizetrunc|safeseq)\b|autoescape off"
    assert broken(holds(doors), TEMPLATES) == []


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
