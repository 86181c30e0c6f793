"""Maya chooses a new password: by the one before or another way, never an easy one, and elsewhere it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.accounts.models import Account, Session
from handrail.foundation.ledger.models import Entry

OLD, NEW = "a kitchen on Sundays", "soup for eleven people"
PAGE = "sign_in_new_password"


@pytest.fixture
def maya(live_cast):
    account = Account.objects.get(person=live_cast.maya)
    account.set_password(OLD)
    account.save()
    return live_cast.browser(live_cast.maya, factors="password")


def opens(live_cast, password):
    return Account.objects.get(person=live_cast.maya).check_password(password)


def sends(browser, **given):
    return browser.post(reverse(PAGE), given)


def a_while_later():
    Session.objects.update(proved_at=timezone.now() - timedelta(minutes=6))


def test_with_the_one_before_it_is_changed_here_and_over_elsewhere(live_cast, maya):
    elsewhere, theo = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.theo)
    a_while_later()
    answer = sends(maya, old=OLD, new=NEW)
    assert answer["Location"] == reverse("sign_in_places") + "?told=password"
    assert "Your new password is saved." in maya.get(answer["Location"]).text
    assert opens(live_cast, NEW) and not opens(live_cast, OLD)
    assert elsewhere.get(reverse("client:today")).status_code == 302
    assert theo.get(reverse("staff:today")).status_code == 200
    entry = Entry.objects.get(kind="accounts.password.chosen")
    assert (entry.person, entry.facts) == (live_cast.maya, {})


def test_without_it_she_is_asked_another_way_and_what_she_sent_waits_sealed(live_cast, maya):
    a_while_later()
    answer = sends(maya, old="", new=NEW)
    assert answer["Location"].startswith(reverse("sign_in_again")) and not opens(live_cast, NEW)
    assert NEW.split()[0] not in Session.objects.get().kept
    Session.objects.update(proved_at=timezone.now())
    assert sends(maya, new=NEW).status_code == 302 and opens(live_cast, NEW)


@pytest.mark.parametrize(
    "easy", ["tiny", "password1234", "maya@example.org", "a kit\x00chen on Sundays", "\ufffd" * 20]
)
def test_an_easy_or_a_broken_one_is_not_taken_and_nothing_changes(live_cast, maya, easy):
    answer = sends(maya, old=OLD, new=easy)
    assert answer.status_code == 422 and easy not in answer.text
    assert opens(live_cast, OLD)


def test_a_wrong_one_before_changes_nothing_and_cannot_be_guessed_on_and_on(live_cast, maya, guessed):
    a_while_later()
    guessed("maya@example.org")
    assert [sends(maya, old=f"guess {n}", new=NEW).status_code for n in range(2)] == [422, 429]
    assert opens(live_cast, OLD) and Session.objects.count() == 1


def test_fifteen_characters_where_it_stands_alone_and_eight_beside_a_second_step(live_cast, maya):
    short, long_enough, beside = "soup for eight", "soup for eight!", "Kq7-rowe"
    Account.objects.filter(person=live_cast.maya).update(password=make_password("old-short-1"))
    assert "at least 15 characters" in maya.get(reverse(PAGE)).text
    answer = sends(maya, old="old-short-1", new=short)
    assert answer.status_code == 422 and opens(live_cast, "old-short-1"), "what she has stays good"
    assert sends(maya, old="old-short-1", new=long_enough).status_code == 302 and opens(
        live_cast, long_enough
    )
    priya = live_cast.browser(live_cast.priya)
    assert "at least 8 characters" in priya.get(reverse(PAGE)).text
    assert sends(priya, new=beside[:7]).status_code == 422 and sends(priya, new=beside).status_code == 302
    assert Account.objects.get(person=live_cast.priya).check_password(beside)
