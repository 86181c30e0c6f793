"""Maya reads who looked at her record and why; nobody reads hers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import EmergencyAccess
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.teams.models import Membership
from handrail.interfaces.client.tests.reading import english_in
from handrail.interfaces.language import COOKIE
from tests.partners import HARBOR, packet_for

DAY = timedelta(days=1)


@pytest.fixture
def read(live_cast):
    def read(who="maya", **query):
        answer = live_cast.browser(live_cast.people[who]).get(reverse("client:looks"), query)
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def looked(cast, who, *parts, basis="assigned", ago=timedelta(0)):
    for part in parts:
        record_viewing(cast.maya, part, basis, act=cast.act(cast.people[who], cast.now - ago))


def test_maya_reads_who_as_what_when_which_part_and_why(live_cast, read):
    looked(live_cast, "priya", "checkins", "measures", "checkins")
    looked(live_cast, "sam", "checkins", basis="granted")
    looked(live_cast, "elin", "disclosure_log", basis="org", ago=3 * DAY)
    told = read()
    for words in (
        "Priya N.", "Counselor", "Answers to questionnaires, Check-ins", "They care for you.",
        "Sam R.", "You chose to share this with them.",
        "Elin V.", "Privacy officer", "What was shared with whom", "Their office is to look after",
    ):  # fmt: skip
        assert words in told, words
    assert told.count("<h2>Priya N.</h2>") == 1
    assert told.index("Priya N.") < told.index("Elin V.")


def test_opening_her_record_stands_there_at_her_next_look(live_cast, read):
    assert "Nobody has looked yet." in read()
    answer = live_cast.browser(live_cast.priya).get(reverse("staff:person", args=[live_cast.maya.pk]))
    assert answer.status_code == 200 and "Priya N." in read()


def test_a_partner_stands_there_with_its_organisation_and_her_agreement(live_cast, read):
    packet = packet_for(live_cast)
    looked(live_cast, "hana", *HARBOR[:1], basis="referral")
    told = read()
    assert packet.recipient.name in told and "You agreed to share it with their organization." in told


def test_somebody_who_has_left_stands_there_as_what_they_were(live_cast, read):
    looked(live_cast, "priya", "checkins", ago=10 * DAY)
    Membership.objects.filter(person=live_cast.priya).update(until_on=live_cast.today - 5 * DAY)
    assert "Counselor" in read()


def test_a_look_in_an_emergency_is_told_and_one_that_is_not_safe_to_tell_waits(live_cast, read):
    words, reason = "Not breathing.", EmergencyAccess.Reason.LIFE
    for who in ("noor", "theo"):
        act = live_cast.act(live_cast.people[who])
        consent.open_emergency_access(live_cast.maya, reason=reason, words=words, act=act)
        looked(live_cast, who, "safety_plan", basis="emergency")
    EmergencyAccess.objects.filter(reader=live_cast.theo).update(told_at=None)
    told = read()
    assert "Noor A." in told and "They opened it in an emergency." in told and "Theo B." not in told
    EmergencyAccess.objects.filter(reader=live_cast.theo).update(told_at=live_cast.now)
    assert "Theo B." in read()


def test_what_omar_reads_is_his_and_theo_has_no_such_page(live_cast, read):
    looked(live_cast, "priya", "checkins")
    assert "Priya N." not in read("omar") and "Nobody has looked yet." in read("omar")
    assert live_cast.browser(live_cast.theo).get(reverse("client:looks")).status_code == 404


def test_three_years_come_page_by_page_and_a_page_that_is_none_is_one_of_them(
    live_cast, read, django_assert_max_num_queries
):
    Viewing.objects.bulk_create(
        Viewing(person=live_cast.maya, viewer=live_cast.priya, resource="checkins", basis="assigned",
                at=live_cast.now - n * DAY, via="staff") for n in range(1095)
    )  # fmt: skip
    with django_assert_max_num_queries(20):
        first = read()
    assert first.count("<h2>") == 40 and "Earlier" in first and "Newer" not in first
    last = read(page="28")
    assert last.count("<h2>") == 15 and "Newer" in last and "Earlier" not in last
    for nonsense in ("0", "-3", "x", "9" * 5000, "\x00", "1.5"):
        assert read(page=nonsense).count("<h2>") in {40, 15}


def test_it_is_there_in_spanish(live_cast):
    for basis in ("assigned", "granted", "programme", "org", "case", "emergency", "referral", "unheard_of"):
        looked(live_cast, "priya", "checkins", basis=basis)
    browser = live_cast.browser(live_cast.maya)
    browser.cookies[COOKIE] = "es"
    told = browser.get(reverse("client:looks")).content.decode()
    assert english_in(told) == set()
    assert "Quién miró mi expediente" in told
