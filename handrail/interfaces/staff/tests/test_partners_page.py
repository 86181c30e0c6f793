"""Elin adds partners and their people, confirms them, and says when they left; nobody else has that page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from handrail.foundation.consent.models import Recipient, RecipientMember
from tests.partners import harbor_house, packet_for

PAGE = "/team/privacy/partners/"


@pytest.fixture
def elin(live_cast):
    harbor_house(live_cast)
    return live_cast.browser(live_cast.elin)


def test_elin_adds_an_organisation_and_one_of_its_people(elin):
    assert elin.post(PAGE, {"name": "Lakeside Clinic"}).status_code == 302
    clinic = Recipient.objects.get(name="Lakeside Clinic")
    path = reverse("staff:partner_members", args=[clinic.pk])
    assert elin.post(path, {"name": "Ines K.", "email": "ines@lakeside.example"}).status_code == 302
    told = elin.get(PAGE).content.decode()
    assert "Ines K." in told and "Hana W." in told and "Confirm before" in told


@pytest.mark.parametrize("sent", [{"name": "Ines"}, {"name": "", "email": "a@b.example"}, {"name": "I", "email": "x"},
                                  {"name": "I", "email": "hana@harbor.example"}, {"name": "\x00", "email": "a@b.example"}])  # fmt: skip
def test_what_is_not_whole_comes_back_and_changes_nothing(elin, sent):
    path = reverse("staff:partner_members", args=[Recipient.objects.get().pk])
    assert elin.post(path, sent).status_code == 422
    assert RecipientMember.objects.count() == 1


def test_elin_says_that_hana_left_and_her_next_request_finds_nothing(live_cast, elin):
    packet_for(live_cast)
    hana, member = live_cast.browser(live_cast.hana), RecipientMember.objects.get()
    assert hana.get("/partner/").status_code == 200
    path = reverse("staff:partner_member", args=[member.pk])
    assert elin.post(path, {"now": "stays"}).status_code == 302
    assert elin.post(path, {"now": "something"}).status_code == 404
    assert elin.post(path, {"now": "left"}).status_code == 302
    assert hana.get("/partner/").status_code == 404


@pytest.mark.parametrize("who", ["theo", "priya", "ravi", "hana", "maya"])
def test_theo_and_others_have_no_such_page(live_cast, elin, who):
    browser = live_cast.browser(live_cast.people[who])
    member = RecipientMember.objects.get()
    assert browser.get(PAGE).status_code == browser.post(PAGE, {"name": "Other"}).status_code == 404
    assert browser.post(reverse("staff:partner_member", args=[member.pk]), {"now": "left"}).status_code == 404
    assert RecipientMember.objects.get().until_on is None and Recipient.objects.count() == 1
