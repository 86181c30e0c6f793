"""Where Maya is signed in, and what opens her sign-in: hers to see and to end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account, RecoveryCode, Session
from tests.passkeys import a_passkey

PAGE = "sign_in_places"


@pytest.fixture
def phone(live_cast):
    return live_cast.browser(live_cast.maya)


def of(cast, who):
    return Account.objects.get(person=cast.people[who])


def test_maya_sees_where_she_is_signed_in_and_which_one_this_is(live_cast, phone):
    Session.objects.update(device="Firefox, Android")
    live_cast.browser(live_cast.maya)
    live_cast.browser(live_cast.theo)
    text = phone.get(reverse(PAGE)).text
    assert text.count("last used") == 2 and text.count("this one") == 1 and "Firefox, Android" in text


def test_she_signs_out_there_and_everywhere_else(live_cast, phone):
    other, third = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.maya)
    there = Session.objects.order_by("pk")[1]
    answer = phone.post(reverse("sign_in_place_end", args=[there.pk]), follow=True)
    assert "Signed out there." in answer.text
    assert other.get(reverse("client:today")).status_code == 302
    assert third.get(reverse("client:today")).status_code == 200
    phone.post(reverse("sign_in_others_end"))
    assert third.get(reverse("client:today")).status_code == 302
    assert phone.get(reverse("client:today")).status_code == 200


def test_theos_session_is_none_to_maya_and_hers_none_to_theo(live_cast, phone):
    theo = live_cast.browser(live_cast.theo)
    hers, his = Session.objects.order_by("pk")
    assert phone.post(reverse("sign_in_place_end", args=[his.pk])).status_code == 404
    assert theo.post(reverse("sign_in_place_end", args=[hers.pk])).status_code == 404
    assert Session.objects.count() == 2


def test_a_passkey_is_taken_away_but_not_the_last_of_whoever_works_here(live_cast, phone):
    mine = accounts.add_passkey(
        of(live_cast, "maya"), a_passkey(), "Phone", act=live_cast.act(live_cast.maya)
    )
    theirs = accounts.add_passkey(
        of(live_cast, "priya"), a_passkey(b"hers"), "Laptop", act=live_cast.act(live_cast.priya)
    )
    priya = live_cast.browser(live_cast.priya)
    assert phone.post(reverse("sign_in_passkey_end", args=[theirs.pk])).status_code == 404
    assert phone.post(reverse("sign_in_passkey_end", args=[mine.pk])).status_code == 302
    priya.post(reverse("sign_in_passkey_end", args=[theirs.pk]))
    assert of(live_cast, "maya").authenticator_set.count() == 0
    assert of(live_cast, "priya").authenticator_set.count() == 1


def test_new_codes_end_those_before_and_need_one_to_show_who_one_is(live_cast, phone):
    old = accounts.make_recovery_codes(of(live_cast, "maya"), act=live_cast.act(live_cast.maya))
    Session.objects.update(proved_at=timezone.now() - timedelta(minutes=6))
    assert phone.post(reverse("sign_in_codes"))["Location"].startswith(reverse("sign_in_again"))
    Session.objects.update(proved_at=timezone.now())
    text = phone.post(reverse("sign_in_codes")).text
    assert old[0] not in text and RecoveryCode.objects.count() == 10
