"""Anybody complains without signing in, without script, and never loses what they typed."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.foundation.accounts.models import SignInTry
from handrail.foundation.rights.models import Complaint
from handrail.interfaces.client.queries import telling
from handrail.interfaces.client.tests.reading import english_in
from handrail.interfaces.language import COOKIE

PAGE, ANSWER = reverse("client:tell_us"), reverse("client:tell_us_answer")
WORDS = "Somebody told my sister that I come here."


@pytest.fixture
def anybody(live_cast):
    return Client(enforce_csrf_checks=True)


def send(browser, where=PAGE, **typed):
    page = browser.get(PAGE).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    key = re.search(r'name="key" value="([\w-]+)"', page)[1]
    return browser.post(where, {"csrfmiddlewaretoken": token, "key": key, **typed})


def test_a_stranger_complains_gets_a_number_and_reads_the_answer_with_it(live_cast, anybody):
    told = send(anybody, words=WORDS, contact="+15550100").content.decode()
    made = Complaint.objects.get()
    assert (made.words, made.name, made.contact) == (WORDS, "", "+15550100")
    assert made.number in told and "answers by" in told and "session" not in anybody.cookies
    assert "looking into it" in send(anybody, ANSWER, number=made.number.lower()).content.decode()
    elin = live_cast.browser(live_cast.elin)
    assert made.words in elin.get(reverse("staff:complaints")).content.decode()
    elin.post(reverse("staff:complaint_answer", args=[made.pk]), {"answer": "We are sorry."})
    assert "We are sorry." in send(anybody, ANSWER, number=made.number).content.decode()


def test_the_page_says_whom_else_and_that_nobody_is_treated_worse(anybody):
    page = anybody.get(PAGE).content.decode()
    for words in (
        "Office for Civil Rights",
        "1-800-368-1019",
        "180 days",
        "Nobody may treat you worse",
        "give up this right",
    ):
        assert words in page, words
    assert "<title>Tell us</title>" in page and "Riverbend" not in page
    assert reverse("client:tell_us") in anybody.get(reverse("client:help")).content.decode()


def test_nothing_typed_is_lost_when_it_cannot_be_sent(anybody, monkeypatch):
    assert send(anybody, words="", name="Maya P.").status_code == 422
    monkeypatch.setattr(telling, "OF_AN_ORIGIN", 1)
    assert send(anybody, words=WORDS).status_code == 200
    many = send(anybody, words="And again.", name="Maya P.")
    assert many.status_code == 429 and Complaint.objects.count() == 1
    assert "And again." in many.content.decode() and "Wait 15 minutes" in many.content.decode()
    assert anybody.get(reverse("client:help")).status_code == 200
    assert anybody.get(reverse("account_login")).status_code == 200


def test_whoever_guesses_numbers_is_slowed_down(anybody, monkeypatch):
    monkeypatch.setattr(telling, "LOOKED_UP", 2)
    tries = [send(anybody, ANSWER, number=f"0000-0000-000{n}").status_code for n in range(3)]
    assert tries == [422, 422, 429] and SignInTry.objects.count() == 3


@pytest.mark.parametrize("who", ["maya", "priya", "ravi", "theo"])
def test_nobody_but_the_privacy_officer_reads_complaints(live_cast, anybody, who):
    send(anybody, words=WORDS)
    browser = live_cast.browser(live_cast.people[who])
    assert browser.get(reverse("staff:complaints")).status_code == 404
    answer = reverse("staff:complaint_answer", args=[Complaint.objects.get().pk])
    assert browser.post(answer, {"answer": "x"}).status_code == 404
    assert Complaint.objects.waiting().count() == 1


def test_it_speaks_spanish(anybody):
    anybody.cookies[COOKIE] = "es"
    assert english_in(anybody.get(PAGE).content.decode()) == set()
    assert english_in(send(anybody, words="Le contaron a mi hermana.").content.decode()) == set()
