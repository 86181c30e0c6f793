"""Who of the team reads what went outside about Maya: her own people, and the privacy officer for everybody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Disclosure, Packet
from handrail.foundation.ledger.models import Viewing
from tests.partners import HARBOR, packet_for, signed


@pytest.fixture
def disclosed(live_cast):
    given = packet_for(live_cast).consent
    consent.disclose(given, HARBOR, how=Disclosure.How.PAGE, act=live_cast.act(live_cast.hana))
    return live_cast


def hers(cast):
    return reverse("staff:disclosures_of", args=[cast.maya.pk])


@pytest.mark.parametrize("who", ["priya", "lena", "elin"])
def test_who_may_reads_it_and_the_look_is_noted(disclosed, who):
    answer = disclosed.browser(disclosed.people[who]).get(hers(disclosed))
    assert answer.status_code == 200 and "Harbor House" in answer.content.decode()
    assert Viewing.objects.filter(
        viewer=disclosed.people[who], person=disclosed.maya, resource="disclosure_log"
    ).exists()


@pytest.mark.parametrize("who", ["theo", "sam", "noor", "hana", "omar", "maya"])
def test_theo_and_whoever_may_not_gets_the_same_as_for_nobody(disclosed, who):
    browser = disclosed.browser(disclosed.people[who])
    refused, absent = (
        browser.get(hers(disclosed)),
        browser.get(reverse("staff:disclosures_of", args=[987654321])),
    )
    assert refused.status_code == absent.status_code == 404
    assert refused.content == absent.content


def test_lena_sends_what_maya_agreed_to_and_closes_it_again(live_cast):
    given, lena = signed(live_cast), live_cast.browser(live_cast.lena)
    assert "Send what was agreed" in lena.get(hers(live_cast)).content.decode()
    path = reverse("staff:disclosure_sending", args=[live_cast.maya.pk])
    assert lena.post(path, {"number": given.pk}).status_code == 302
    packet = Packet.objects.get()
    assert (packet.consent, packet.resources) == (given, sorted(HARBOR))
    lena.post(reverse("staff:disclosure_closing", args=[live_cast.maya.pk]), {"number": packet.pk})
    packet.refresh_from_db()
    assert packet.closed_at is not None


@pytest.mark.parametrize("who", ["theo", "noor", "hana", "omar", "maya"])
def test_theo_and_others_send_nothing_of_hers(live_cast, who):
    given = signed(live_cast)
    browser = live_cast.browser(live_cast.people[who])
    path = reverse("staff:disclosure_sending", args=[live_cast.maya.pk])
    assert browser.post(path, {"number": given.pk}).status_code == 404
    assert not Packet.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "987654321"])
def test_a_number_that_is_no_consent_of_hers_changes_nothing(live_cast, number):
    of_omar = signed(live_cast, person=live_cast.omar)
    lena = live_cast.browser(live_cast.lena)
    path = reverse("staff:disclosure_sending", args=[live_cast.maya.pk])
    for sent in (number, of_omar.pk):
        assert lena.post(path, {"number": sent}).status_code == 404
    assert not Packet.objects.exists()


def test_the_way_there_stands_on_mayas_record_and_leads_back(disclosed):
    priya = disclosed.browser(disclosed.priya)
    record = reverse("staff:person", args=[disclosed.maya.pk])
    assert hers(disclosed) in priya.get(record).content.decode()
    assert record in priya.get(hers(disclosed)).content.decode()
    assert hers(disclosed) not in disclosed.browser(disclosed.sam).get(record).content.decode()


def test_elin_reads_the_latest_of_everybody_and_nobody_else_has_that_page(disclosed):
    page = reverse("staff:disclosures")
    told = disclosed.browser(disclosed.elin).get(page)
    assert told.status_code == 200 and "Maya P." in told.content.decode()
    for who in ("priya", "ravi", "theo", "hana", "maya"):
        assert disclosed.browser(disclosed.people[who]).get(page).status_code == 404
