"""The forty-four past flaws of `flaws.yaml`: each is tried somewhere, or says for which door it waits. Some are here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from tests.trust.routes import ROUTES

ROOT = Path(__file__).resolve().parents[2]
FLAWS = yaml.safe_load((Path(__file__).parent / "flaws.yaml").read_text())["flaws"]
#: What somebody would try in the address of a list.
WIDER = (
    "?q=", "?q=Maya", "?q=%25", "?q=_", "?sort=person__legal_name", "?sort=1;--", "?order_by=-id", "?all=1", "?scope=org",
    "?person_id=1&person_id=2", "?person__pk__in=1", "?team=all", "?page=2", "?limit=9999", "?role=supervisor",
    "?fields=*", "?_has=person", "?who=maya", "?filter[]=x", "?for=everybody",
)  # fmt: skip
#: Lists that a counselor reads; those of one person are tried by guessed ids.
LISTS = [route for route in ROUTES if route.door == "staff" and not route.takes]


def test_there_are_forty_four_and_each_is_tried_or_waits_for_its_door():
    assert [flaw["number"] for flaw in FLAWS] == list(range(1, 45))
    for flaw in FLAWS:
        assert bool(flaw.get("tests")) != bool(flaw.get("waits")), flaw["number"]
    assert sum("tests" in flaw for flaw in FLAWS) >= 41


@pytest.mark.parametrize("named", sorted({named for flaw in FLAWS for named in flaw.get("tests", ())}))
def test_what_the_table_names_is_there(named):
    path, _, name = named.partition("::")
    functions = {
        node.name for node in ast.parse((ROOT / path).read_text()).body if isinstance(node, ast.FunctionDef)
    }
    assert name in functions


def test_no_address_of_the_persons_own_app_names_a_person():
    own = [route for route in ROUTES if route.door == "client"]
    assert own and not [route.name for route in own if "person" in "".join(route.takes)]


@pytest.mark.parametrize("route", LISTS, ids=lambda route: route.name)
def test_no_filter_shows_theo_more_than_no_filter(world, route):
    theo = world.cast.browser(world.cast.theo)
    for asked in WIDER:
        answer = theo.get(route.at({}) + asked)
        assert answer.status_code < 500, asked
        assert "Maya P" not in answer.text, asked


def test_no_secret_of_the_installation_is_in_any_answer(world):
    keys = Path(settings.KEYS).read_text() if Path(settings.KEYS).exists() else "{}"
    secret = {settings.SECRET_KEY} | {word for word in keys.split('"') if len(word) > 30}
    for who in ("maya", "priya", "elin", "hana"):
        browser = world.cast.browser(world.cast.people[who])
        for route in ROUTES:
            text = browser.get(route.at(world.named(route))).content.decode(errors="replace")
            assert not [one for one in secret if one in text], route.name


@pytest.mark.parametrize("path", ["../settings.py", "..%2f..%2fsettings.py", "%2e%2e/config/settings.py", "ui/../../x",
                                  "//etc/passwd", "ui/js/..\\..\\x", "ui/js/leave.js%00.png"])  # fmt: skip
def test_no_path_leads_out_of_the_static_files(world, stranger, path):
    answer = stranger.get(f"/static/{path}")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code in {302, 400, 404} and b"SECRET_KEY" not in body and b"root:" not in body
