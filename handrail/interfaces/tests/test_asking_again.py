"""Before something grave one is asked again who one is; what was sent waits and is done once."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.accounts.models import Account, Session
from handrail.foundation.consent.models import EmergencyAccess, EmergencySearch
from handrail.foundation.ledger.models import Entry

PASSWORD = "a kitchen on Sundays"


@pytest.fixture
def noor(live_cast):
    account = Account.objects.get(person=live_cast.noor)
    account.set_password(PASSWORD)
    account.save()
    return live_cast.browser(live_cast.noor)


def sent_after_a_while(noor, form):
    """Noor sends what she sends six minutes after she signed in; returns the word behind which it waits."""
    Session.objects.update(proved_at=timezone.now() - timedelta(minutes=6))
    answer = noor.post(reverse("staff:emergency"), form)
    there = urlsplit(answer["Location"])
    assert (answer.status_code, there.path) == (302, reverse("sign_in_again"))
    return parse_qs(there.query)["kept"][0]


FORM = {"name": "Maya P.", "birth": "", "phone": "", "reason": "danger_to_life", "words": "Found unwell."}


def test_within_five_minutes_nobody_is_asked(noor):
    assert noor.post(reverse("staff:emergency"), FORM).status_code == 422
    assert not Entry.objects.filter(kind="accounts.session.proved").exists()


def test_what_noor_sent_waits_and_comes_back_with_every_word(noor):
    word = sent_after_a_while(noor, FORM)
    assert "Found unwell" not in Session.objects.get().kept
    again = {"password": PASSWORD, "kept": word}
    answer = noor.post(reverse("sign_in_again"), again)
    assert answer.status_code == 422 and "Found unwell." in answer.text
    assert Entry.objects.get(kind="accounts.session.proved").facts == {"factor": "password"}


def test_a_wrong_password_does_nothing_and_loses_nothing(noor):
    word = sent_after_a_while(noor, FORM)
    wrong = noor.post(reverse("sign_in_again"), {"password": "x", "kept": word})
    assert wrong.status_code == 422 and word in wrong.text
    assert not EmergencySearch.objects.exists() and not EmergencyAccess.objects.exists()
    assert noor.post(reverse("sign_in_again"), {"password": PASSWORD, "kept": word}).status_code == 422


def test_the_same_word_gives_the_form_back_once(noor):
    word = sent_after_a_while(noor, FORM)
    noor.post(reverse("sign_in_again"), {"password": PASSWORD, "kept": word})
    twice = noor.post(reverse("sign_in_again"), {"password": PASSWORD, "kept": word})
    assert (twice.status_code, twice["Location"]) == (302, reverse("home"))


def test_theo_with_noors_word_gets_nothing_of_it(noor, live_cast):
    word = sent_after_a_while(noor, FORM)
    account = Account.objects.get(person=live_cast.theo)
    account.set_password(PASSWORD)
    account.save()
    answer = live_cast.browser(live_cast.theo).post(
        reverse("sign_in_again"), {"password": PASSWORD, "kept": word}
    )
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))


def test_the_way_back_never_leads_to_another_house(noor):
    sent = {"password": PASSWORD, "next": "https://elsewhere.example/"}
    assert noor.post(reverse("sign_in_again"), sent)["Location"] == reverse("home")
