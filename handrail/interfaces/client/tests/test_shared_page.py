"""Maya reads what went to whom, when, why and on which consent; nobody reads hers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.accounting import accounting_of
from handrail.foundation.consent.models import Consent, Disclosure, EmergencyAccess
from handrail.foundation.consent.redisclosure import CURRENT
from handrail.interfaces.client.queries.shared import shared_page
from handrail.interfaces.client.tests.reading import english_in
from handrail.interfaces.language import COOKIE
from tests.partners import HARBOR, packet_for, signed

DAY = timedelta(days=1)
PAGE = Disclosure.How.PAGE


@pytest.fixture
def page(live_cast):
    def read(who="maya"):
        answer = live_cast.browser(live_cast.people[who]).get(reverse("client:shared"))
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def test_maya_reads_to_whom_what_why_how_and_on_which_consent(live_cast, page):
    packet = packet_for(live_cast)
    for minutes in (0, 1):
        act = live_cast.act(live_cast.hana, live_cast.now + timedelta(minutes=minutes))
        consent.disclose(packet.consent, HARBOR, how=PAGE, act=act)
    told = page()
    for words in (
        "Harbor House",
        "Plan, Appointments",
        "2 times",
        "For your treatment",
        "on a page here",
        "You signed on",
    ):
        assert words in told, words
    assert "You took it back" not in told


def test_what_left_before_she_took_it_back_stays_in_the_list(live_cast, page):
    packet = packet_for(live_cast)
    consent.disclose(packet.consent, HARBOR, how=PAGE, act=live_cast.act(live_cast.hana))
    Consent.objects.filter(pk=packet.consent_id).update(
        revoked_at=live_cast.now, revoked_how="screen", revoked_by=live_cast.maya
    )
    assert "Harbor House" in page() and "You took it back on" in page()


def test_her_own_copies_and_emergencies_stand_there_too(live_cast, page):
    consent.disclose_to_self(
        live_cast.maya, ["checkins"], how=Disclosure.How.FILE, act=live_cast.act(live_cast.maya)
    )
    consent.open_emergency_access(
        live_cast.maya,
        reason=EmergencyAccess.Reason.LIFE,
        words="Not breathing.",
        act=live_cast.act(live_cast.noor),
    )
    told = page()
    assert "Your own copy" in told and "Noor A. looked at your record to help you" in told


def test_an_organisation_that_passes_records_on_and_how_to_ask_it_for_its_list(live_cast, page):
    packet = packet_for(
        live_cast, kind="intermediary", participants="Lakeside Clinic and those who treat me there"
    )
    told = page()
    assert "Passed on by others" in told and "Lakeside Clinic" in told and "30 days" in told
    assert "They got nothing from us in the last 3 years." in told
    consent.disclose(packet.consent, ["care_plan"], how=PAGE, act=live_cast.act(live_cast.hana))
    _before, _heading, got = page().partition("What they got from us")
    assert ": Plan</li>" in got
    long_ago = live_cast.act(live_cast.maya, live_cast.now + timedelta(days=4 * 365))
    (passed,) = shared_page(long_ago)["passing"]
    assert passed.got == ()


def test_omar_reads_nothing_of_mayas_and_theo_has_no_such_page(live_cast, page):
    packet = packet_for(live_cast)
    consent.disclose(packet.consent, HARBOR, how=PAGE, act=live_cast.act(live_cast.hana))
    assert "Harbor House" not in page("omar") and "Nothing went out." in page("omar")
    assert live_cast.browser(live_cast.theo).get(reverse("client:shared")).status_code == 404


def test_it_is_there_in_spanish(live_cast, page):
    packet = packet_for(live_cast)
    consent.disclose(packet.consent, HARBOR, how=PAGE, act=live_cast.act(live_cast.hana))
    browser = live_cast.browser(live_cast.maya)
    browser.cookies[COOKIE] = "es"
    told = browser.get(reverse("client:shared")).content.decode()
    assert english_in(told) == set()
    assert "Lo que se compartió sobre mí" in told and "Para tu tratamiento" in told and "Citas" in told


def test_three_years_of_reading_every_day_become_a_few_lines(live_cast):
    given = signed(live_cast, signed_at=live_cast.now - 1100 * DAY)
    Disclosure.objects.bulk_create(
        Disclosure(
            person=live_cast.maya, recipient=given.recipient, consent=given, ground="consent", purpose="treatment",
            resources=["demographics"] if n % 4 else sorted(HARBOR), how="page", notice=CURRENT,
            made_at=live_cast.now - n * timedelta(hours=6),
        )
        for n in range(4380)
    )  # fmt: skip
    lines = accounting_of(live_cast.maya, live_cast.now)
    assert [line.times for line in lines] == [1095, 3285] or [line.times for line in lines] == [3285, 1095]
    assert sum(line.times for line in lines) == 4380


def test_what_is_older_than_six_years_is_not_owed(live_cast):
    given = signed(live_cast, signed_at=live_cast.now - 2500 * DAY)
    Disclosure.objects.create(
        person=live_cast.maya, recipient=given.recipient, consent=given, ground="consent", purpose="treatment",
        resources=["demographics"], how="page", notice=CURRENT, made_at=live_cast.now - 2400 * DAY,
    )  # fmt: skip
    assert accounting_of(live_cast.maya, live_cast.now) == []
