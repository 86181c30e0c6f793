"""Checking in: four taps, kept once, nothing typed is lost, and help at once after a hard answer."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.clinical.instruments.check_in import TAPS
from handrail.continuum.responses.models import Proposal
from handrail.foundation.accounts.models import Account
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.plans.models import Step
from handrail.interfaces.client.frame import owner_word
from tests.trust.forms import read

URL = "/me/check-ins/"


@pytest.fixture
def maya(live_cast):
    return live_cast.browser(live_cast.maya)


def taps(**more):
    choices = {name: TAPS[name].choices[1].value for name in ("mood", "craving", "sleep_quality")}
    return {"key": str(uuid4()), **choices, "reach_out": "no", **more}


def hardest(name):
    return TAPS[name].choices[-1].value


def test_four_taps_without_script(maya):
    page = maya.get(reverse("client:check_in_new"), {"mood": taps()["mood"]})
    for name, number in (("craving", 2), ("sleep_quality", 3)):
        assert f"Question {number} of 4" in page.content.decode()
        page = maya.post(URL, {"key": uuid4(), "asked": name, name: taps()[name]}, follow=True)
        assert not CheckIn.objects.exists()
    text = page.content.decode()
    assert "Question 4 of 4" in text
    (form,) = [form for form in read("maya", URL, page) if form.name == "client:check_ins"]
    end = maya.post(URL, form.sent | {"reach_out": "no"}, follow=True)
    assert end.status_code == 200
    kept = CheckIn.objects.get()
    assert (kept.mood, kept.craving, kept.sleep_quality, kept.reach_out) == (8, 3, 8, "no")


def test_every_question_can_be_skipped(maya):
    sent = {"key": uuid4(), "mood": "skip", "craving": "skip", "sleep_quality": "skip", "reach_out": "skip"}
    assert maya.post(URL, sent).status_code == 302
    assert set(CheckIn.objects.get().answers().values()) == {None}


def test_the_same_key_twice_is_one_check_in(maya):
    sent = taps()
    places = {maya.post(URL, sent)["Location"] for _ in range(2)}
    assert len(places) == 1
    assert CheckIn.objects.count() == 1


def test_the_phones_outbox_is_told_in_its_own_words(live_cast, maya):
    sent = taps(made_at=(timezone.now() - timedelta(days=2)).isoformat())
    headers = {"accept": "application/json", "x-outbox-owner": owner_word(live_cast.maya)}
    answer = maya.post(URL, sent, headers=headers)
    assert (answer.status_code, answer.json()["key"]) == (201, sent["key"])
    assert (timezone.now().date() - CheckIn.objects.get().day).days in (1, 2, 3)


def test_a_check_in_kept_for_somebody_else_on_the_same_phone_is_not_taken(live_cast, maya):
    headers = {"accept": "application/json", "x-outbox-owner": owner_word(live_cast.omar)}
    assert maya.post(URL, taps(), headers=headers).status_code == 403
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("json", [True, False])
@pytest.mark.parametrize(
    "wrong",
    [
        {"mood": "11"}, {"mood": "good\x00"}, {"mood": "\ud800"}, {"mood": "x" * 2000}, {"craving": "-1"},
        {"key": "not-a-key"}, {"key": ""}, {"day": "yesterday"}, {"day": "2999-01-01"}, {"day": "1999-01-01"},
        {"made_at": "0001-01-01T00:00"}, {"reach_out": "perhaps"},
    ],
    ids=lambda wrong: "-".join(wrong) + repr(wrong)[-12:-2].encode('ascii', 'backslashreplace').decode(),
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_half_kept(live_cast, maya, wrong, json):
    headers = {"accept": "application/json", "x-outbox-owner": owner_word(live_cast.maya)} if json else {}
    body = urlencode(taps(**wrong), encoding="utf-8", errors="surrogatepass")
    answer = maya.post(URL, body, content_type="application/x-www-form-urlencoded", headers=headers)
    assert answer.status_code == 422
    if json:
        assert answer.json()["message"]
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("size", [20_000, 10_000_000])
def test_far_too_much_is_refused_kindly(maya, size):
    answer = maya.post(URL, taps(words="x" * size))
    assert answer.status_code in (400, 413, 422)
    assert answer.content
    assert not CheckIn.objects.exists()


def test_nothing_in_the_address_or_form_checks_in_for_another(live_cast, maya):
    maya.post(URL, taps(person=live_cast.omar.pk, person_id=live_cast.omar.pk))
    assert CheckIn.objects.get().person == live_cast.maya
    end = reverse("client:check_in", args=[CheckIn.objects.get().key])
    for who in ("omar", "theo", "priya"):
        assert live_cast.browser(live_cast.people[who]).get(end).status_code == 404


@pytest.mark.parametrize("name", ["mood", "craving"])
def test_the_hardest_answer_ends_on_the_help_list_at_once(maya, name):
    text = maya.post(URL, taps(**{name: hardest(name)}), follow=True).content.decode()
    assert "Want someone now?" in text
    assert "tel:988" in text
    assert "Not now" in text


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"safe": "no"}, "tel:988"),
        ({"safe": "not_sure"}, "tel:988"),
        ({"use": "yes"}, "Nothing you built is gone"),
        ({"reach_out": "yes"}, "Your team sees that you want someone"),
        ({"craving": "7"}, "See who can help"),
        ({"mood": "7"}, "That is all for now"),
    ],
)
def test_the_longer_check_in_ends_as_its_answers_ask(maya, told, words):
    end = maya.post(URL, {"key": uuid4(), "words": "", **told}, follow=True)
    assert words in end.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"mood": "11"},
        {"sleep_hours": "25"},
        {"sleep_hours": "7.3"},
        {"contacts": "-1"},
        {"words": "a\x00b"},
        {"words": "x" * 501},
    ],
)
def test_the_longer_check_in_keeps_what_was_typed(maya, wrong):
    answer = maya.post(URL, {"key": uuid4(), "words": "A hard day", "stress": "6", **wrong})
    assert answer.status_code == 422
    if "words" not in wrong:
        assert "A hard day" in answer.content.decode()
    assert not CheckIn.objects.exists()


def test_what_was_answered_when_the_session_had_ended_waits_for_its_owner(live_cast):
    browser = Client()
    sent = taps(owner=owner_word(live_cast.maya))
    del sent["reach_out"]
    assert browser.post(URL, sent).status_code == 302
    browser.force_login(
        Account.objects.get(person=live_cast.maya),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert not CheckIn.objects.exists()


def test_yes_to_the_offer_asks_her_team(live_cast, maya):
    maya.post(reverse("client:offer"), {"key": uuid4(), "answer": "yes"})
    deliver_due(timezone.now())
    assert Proposal.objects.filter(response__playbook="needs_a_person").exists()


def test_a_small_step_is_hers_to_take_or_leave(live_cast, maya):
    maya.post(URL, taps(reach_out="yes"))
    deliver_due(timezone.now())
    mine = Proposal.objects.asked_of(live_cast.maya).first()
    if mine is None:
        pytest.fail("The playbook offers the person one small step of their own.")
    url = reverse("client:answer", args=[mine.pk])
    for who in ("omar", "theo"):
        assert live_cast.browser(live_cast.people[who]).post(url, {"answer": "yes"}).status_code == 404
    assert mine.title in maya.get("/me/").content.decode()
    maya.post(url, {"answer": "yes"})
    assert Step.objects.owned_by(live_cast.maya).get().title == mine.title
    assert "already answered" in maya.post(url, {"answer": "no"}, follow=True).content.decode()
