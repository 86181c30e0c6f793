"""Nothing leaves but through the gate: files, tables, documents, letters, pages of partners."""

from __future__ import annotations

import ast
import csv
import inspect
import io
import json

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from handrail.foundation.consent.disclosing import HandedOver
from handrail.foundation.consent.redisclosure import notice
from handrail.foundation.people.models import Person
from handrail.interfaces import way_out
from tests.architecture.source import PACKAGE, broken, name, python_files, tree

GATE, WAY_OUT = "handrail/foundation/consent/actions/disclosing.py", "handrail/interfaces/way_out.py"
#: What makes a file or sends a letter.
MODULES = {"csv", "smtplib", "django.core.mail", "typst", "weasyprint", "twilio", "pywebpush"}
NAMES = {"FileResponse", "EmailMessage", "EmailMultiAlternatives", "as_attachment", "send_mass_mail"}
WORDS = ("Content-Disposition", "text/csv", "application/pdf")
#: Files outside the way out that may, each with its reason.
OTHERS = {
    "handrail/foundation/accounts/actions/mailed_codes.py": "a code for whoever signs in, and of nobody's record",
    "handrail/foundation/messaging/senders/email.py": "content-free words, to whoever works at the desk",
    "handrail/operations/replaying/command.py": "a table of findings, for whoever runs the command on the machine",
}

OUTSIDE = [p for p in python_files() if name(p) not in {WAY_OUT, *OTHERS} and "importing" not in p.parts]


def test_no_file_is_made_and_no_letter_sent_past_the_way_out():
    assert broken(_leaving, OUTSIDE) == []


def _leaving(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            names = {a.name for a in node.names}
            if MODULES & set(modules) or NAMES & names or (modules == ["django.core"] and "mail" in names):
                yield node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(WORDS):
            yield node.lineno
        elif isinstance(node, ast.keyword) and node.arg in NAMES:
            yield node.value.lineno


def test_only_the_gate_writes_disclosures_and_says_that_something_was_handed_over():
    others = [path for path in python_files() if name(path) != GATE and "demo" not in path.parts]
    assert broken(_handing_over, others) == []
    assert list(_handing_over(PACKAGE.parent / GATE)) != []


def _handing_over(path):
    for n in ast.walk(tree(path)):
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name):
            if n.func.id in {"HandedOver", "RecordDisclosed"}:
                yield f"line {n.lineno}"
        elif isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute):
            rows = any(isinstance(m, ast.Name) and m.id == "Disclosure" for m in ast.walk(n.func.value))
            if rows and n.func.attr.endswith("create"):
                yield f"line {n.lineno}"


def test_whatever_makes_a_file_asks_for_what_the_gate_handed_over():
    makers = [f for n, f in inspect.getmembers(way_out, inspect.isfunction) if n.endswith("_file")]
    assert len(makers) == 5
    for maker in makers:
        assert next(iter(inspect.signature(maker).parameters.values())).annotation == "HandedOver"


def test_every_page_of_a_partner_says_what_was_handed_over_for_it():
    views = tree(PACKAGE / "interfaces" / "partner" / "views.py")
    pages = [f for f in views.body if isinstance(f, ast.FunctionDef) and f.decorator_list]
    assert pages
    for page in pages:
        ends = [n.value for n in ast.walk(page) if isinstance(n, ast.Return)]
        assert [ast.unparse(end.func) for end in ends] == ["shown"], page.name


def test_the_guard_stands_on_every_answer():
    assert "handrail.interfaces.way_out.WayOutMiddleware" in settings.MIDDLEWARE


@pytest.mark.parametrize(
    "headers",
    [{"Content-Type": "text/csv"}, {"Content-Type": "application/pdf"}, {"Content-Disposition": "attachment"},
     {"Content-Type": "application/fhir+json"}],
)  # fmt: skip
def test_the_guard_holds_back_what_did_not_go_through_the_gate(headers):
    guard = way_out.WayOutMiddleware(lambda _request: HttpResponse("x", headers=headers))
    with pytest.raises(way_out.NotHandedOver):
        guard(RequestFactory().get("/"))


def test_the_guard_lets_out_what_went_through_and_ordinary_pages():
    handed = HandedOver(1, Person(pk=1), frozenset({"checkins"}))
    for answer in (way_out.csv_file(handed, "copy.csv", [["a"]]), HttpResponse("a page")):
        assert way_out.WayOutMiddleware(lambda _request, a=answer: a)(RequestFactory().get("/")) is answer


HANDED = HandedOver(1, Person(pk=1), frozenset({"checkins"}), notice())


def test_the_notice_stands_in_each_format():
    table = list(csv.reader(io.StringIO(way_out.csv_file(HANDED, "a.csv", [["=1+1", 2]]).content.decode())))
    assert table == [[notice().text], ["'=1+1", "2"]]
    assert json.loads(way_out.json_file(HANDED, "a.json", {"a": 1}).content) == {
        "notice": notice().text,
        "record": {"a": 1},
    }
    made = way_out.made_file(
        HANDED, "a.pdf", "application/pdf", lambda _handed, lines: "\n".join(lines).encode()
    )
    assert notice().text in made.content.decode()
