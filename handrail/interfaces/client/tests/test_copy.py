"""Maya takes a copy of everything: all of hers, nothing of anybody else's, by the one gate, after showing who she is."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.continuum.copies.labels import LABELS
from handrail.continuum.copies.shelf import SHELF
from handrail.foundation.accounts.models import Session
from handrail.foundation.consent.models import Disclosure, EmergencyAccess
from handrail.foundation.measures import actions as measures
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.plans import actions as plans
from handrail.interfaces.client.tests.reading import english_in
from handrail.interfaces.language import COOKIE
from tests.cast import build_cast
from tests.trust.world import living_in

WAYS = ("copy_page", "copy_paper", "copy_data")


@pytest.fixture(scope="module")
def _made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        cast = build_cast(timezone.now())
        living_in(cast)
        act = cast.act(cast.priya)
        plans.add_step(cast.maya, title='=HYPERLINK("x") #panic() <b>', responsible=cast.priya, act=act)
        yield cast
        transaction.set_rollback(True)


@pytest.fixture
def db(_made, django_db_blocker):
    """One world for this file; what a test changes in it is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(_made, db):
    return _made


def take(world, way, who="maya"):
    return world.browser(world.people[who]).get(reverse(f"client:{way}"))


def test_she_has_all_that_is_hers_for_a_program_to_read(world):
    answer = take(world, "copy_data")
    assert (
        answer["Content-Type"] == "application/json"
        and 'filename="copy.json"' in answer["Content-Disposition"]
    )
    parts = {part["kind"]: part["rows"] for part in json.loads(answer.content)["record"]["parts"]}
    assert parts["people.Person"][0]["legal_name"] == "Maya Pell"
    assert parts["people.ContactPoint"][0]["value"] == "+15550111"
    assert parts["measures.CheckIn"][0]["craving"] == 7
    first = parts["measures.Response"][0]["answers"][0]
    assert (first["question"], first["answer"]) == (
        "Little interest or pleasure in doing things",
        "Several days",
    )
    assert parts["measures.Response"][0]["total"] == sum(
        one["value"] for one in parts["measures.Response"][0]["answers"]
    )
    assert {row["title"] for row in parts["plans.Step"]} >= {
        "Send income letter",
        '=HYPERLINK("x") #panic() <b>',
    }
    for kind in ("scheduling.Appointment", "consent.Consent", "consent.Restriction", "consent.EmergencyAccess",
                 "responses.Proposal", "watch.Finding", "plans.Goal", "ledger.Entry", "mfa.Authenticator"):  # fmt: skip
        assert parts[kind], kind
    assert parts["consent.Disclosure"][0]["ground"] == "self", "this very copy stands in it"


def test_nothing_of_anybody_elses_is_in_it_in_any_form(world):
    ContactPoint.objects.create(person=world.omar, system="phone", value="+15550999")
    plans.set_goal(world.omar, words="Omar’s own goal.", act=world.act(world.omar))
    for way in ("copy_page", "copy_data"):
        told = take(world, way).content.decode()
        assert "Omar" not in told and "+15550999" not in told and "+15550111" in told
        assert "pbkdf2" not in told and "argon2" not in told


def test_what_is_kept_from_her_for_now_is_not_in_it_until_she_is_told(world):
    kept = EmergencyAccess.objects.get(person=world.maya)
    kept.told_at, kept.withheld_by, kept.withheld_because = None, world.noor, "He reads it."
    kept.save()
    told = take(world, "copy_data").content.decode()
    assert json.loads(told) and "No answer." not in told and "He reads it." not in told


@pytest.mark.parametrize("way", WAYS)
def test_it_goes_through_the_gate_as_a_disclosure_to_herself_and_only_to_her(world, way):
    assert take(world, way).status_code == 200
    made = Disclosure.objects.get(ground="self")
    assert (made.person, made.recipient, made.made_by) == (world.maya, None, world.maya)
    assert {"checkins", "care_plan", "measures", "consents", "audit"} <= set(made.resources)
    assert "sud_counseling_notes" not in made.resources
    assert take(world, way, "theo").status_code == 404
    assert Disclosure.objects.filter(ground="self").count() == 1


@pytest.mark.parametrize("way", WAYS)
def test_who_showed_it_long_ago_shows_again_who_they_are(world, way):
    browser = world.browser(world.maya)
    Session.objects.update(proved_at=timezone.now() - timedelta(minutes=6))
    answer = browser.get(reverse(f"client:{way}"))
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("sign_in_again"))
    assert not Disclosure.objects.filter(ground="self").exists()


def test_a_pdf_is_set_whatever_the_words_are_and_they_never_run(world):
    words = '\u65e5\u672c \u05d0\u05d1 \U0001f600 *a* #import \u202e \\ " $x$ </b> ' + "long" * 120
    answers = {"mood": 4, "words": words[:500]}
    measures.check_in(world.maya, key=uuid4(), answers=answers, act=world.act(world.maya))
    answer = take(world, "copy_paper")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
    page = take(world, "copy_page").content.decode()
    assert "#panic() &lt;b&gt;" in page and "<title>Copy</title>" in page


def test_it_speaks_spanish_around_what_was_written_in_english(world):
    browser = world.browser(world.maya)
    browser.cookies[COOKIE] = "es"
    assert english_in(browser.get(reverse("client:copy")).content.decode()) == set()
    ours = {str(words) for words in (*LABELS.values(), *(kept.title for kept in SHELF))}
    told = browser.get(reverse("client:copy_page")).content.decode()
    assert (
        english_in(told) & ours == set() and "Lo que te importa" in told and "Aquí no se guarda nada." in told
    )
