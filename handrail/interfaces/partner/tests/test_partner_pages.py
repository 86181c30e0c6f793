"""Harbor House reads what Maya agreed to, until she takes it back; nobody else reads anything there."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.continuum.journey.queries import timeline
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.restrictions import Against
from handrail.foundation.consent.models import Consent, Disclosure, RecipientMember
from handrail.foundation.consent.redisclosure import notice
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.scheduling.actions import book
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.partner.queries import ON_A_PAGE
from handrail.interfaces.partner.sections import PARTS
from handrail.pillars.crisis.models import Alert
from tests.partners import HARBOR, harbor_house, packet_for

LIST = "/partner/"


@pytest.fixture
def cast(live_cast):
    harbor_house(live_cast)
    act = live_cast.act(live_cast.priya)
    plans.add_step(live_cast.maya, title="Call the landlord", responsible=live_cast.maya, act=act)
    starts = live_cast.now + timedelta(days=2)
    book(live_cast.maya, live_cast.priya, starts_at=starts, ends_at=starts + timedelta(hours=1), strand="counsel",
         place="Mill Street", act=act)  # fmt: skip
    return live_cast


@pytest.fixture
def packet(cast):
    return packet_for(cast)


@pytest.fixture
def hana(cast):
    return cast.browser(cast.hana)


def page_of(person):
    return reverse("partner:person", args=[person.pk])


def read(answer):
    return answer.content.decode()


def revoke(given):
    Consent.objects.filter(pk=given.pk).update(
        revoked_at=timezone.now(), revoked_how="screen", revoked_by=given.person
    )


def test_signing_in_leads_hana_to_who_agreed(cast, hana, packet):
    assert hana.get("/")["Location"] == LIST
    page = read(hana.get(LIST))
    assert "Maya P." in page and "Omar" not in page
    assert notice().text in page


def test_hana_reads_what_maya_agreed_to_with_notice_and_scope_and_no_more(cast, hana, packet):
    page = read(hana.get(page_of(cast.maya)))
    assert "Maya P." in page and "Call the landlord" in page and "Mill Street" in page
    assert notice().text in page and "Riverbend Recovery may share with Harbor House." in page
    for kept in ("Outpatient", "5550111", "bakery", "Priya", "counsel", "kitchen", "maya@"):
        assert kept not in page, kept


def test_a_partner_reads_her_rules_for_reaching_her_as_her_team_does_and_no_way_that_is_not_safe(live_cast):
    for system, value, safety, more in (
        (
            "phone",
            "+12125550123",
            "safe",
            {"voicemail": "no", "words_to_say": "Say you are from the bakery."},
        ),
        ("sms", "+12125550124", "safe", {"earliest": time(9), "latest": time(17)}),
        ("email", "maya@example.org", "unsafe", {}),
    ):
        ContactPoint.objects.create(person=live_cast.maya, system=system, value=value, safety=safety, **more)
    lines, _words = PARTS["safe_contact"](live_cast.maya, live_cast.act(live_cast.priya))
    told = " ".join(lines)
    assert "Phone: 212 555 0123. Say you are from the bakery. No voicemail." in told
    assert "Text: 212 555 0124. Between 9:00 am and 5:00 pm." in told
    assert "maya@example.org" not in told and "Not asked yet" not in told


def test_each_page_is_a_disclosure_and_a_look_that_maya_reads(cast, hana, packet):
    hana.get(LIST)
    hana.get(page_of(cast.maya))
    rows = Disclosure.objects.filter(person=cast.maya).order_by("pk")
    assert [set(row.resources) for row in rows] == [{"demographics"}, set(HARBOR)]
    assert all(row.made_by == cast.hana and row.notice == notice().version for row in rows)
    looks = Viewing.objects.filter(person=cast.maya, viewer=cast.hana)
    assert set(looks.values_list("resource", "basis")) == {(name, "referral") for name in HARBOR}


def test_after_maya_takes_it_back_she_is_nobody_there_at_the_next_request(cast, hana, packet):
    assert hana.get(page_of(cast.maya)).status_code == 200
    revoke(packet.consent)
    gone, never = hana.get(page_of(cast.maya)), hana.get("/partner/people/987654321/")
    assert gone.status_code == never.status_code == 404
    assert gone.content == never.content
    assert dict(gone.headers) == dict(never.headers)
    assert "Maya" not in read(hana.get(LIST))
    assert Disclosure.objects.filter(person=cast.maya).count() == 1


def test_a_part_she_keeps_from_them_is_gone_and_the_rest_stays(cast, hana, packet):
    against = Against(recipient=packet.recipient)
    asked = consent.ask_restriction("No.", act=cast.act(cast.maya), against=against, what=["care_plan"])
    consent.agree_restriction(asked, answer="Yes.", act=cast.act(cast.elin))
    page = read(hana.get(page_of(cast.maya)))
    assert "Call the landlord" not in page and "Mill Street" in page


@pytest.mark.parametrize("who", ["theo", "priya", "elin", "maya", "omar"])
def test_theo_and_whoever_is_no_partner_has_no_such_page(cast, packet, who):
    browser = cast.browser(cast.people[who])
    answers = [browser.get(LIST), browser.get(page_of(cast.maya)), browser.get("/partner/people/987654321/")]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({answer.content for answer in answers}) == 1


def test_hana_has_no_other_pages(cast, hana, packet):
    for path in ("/team/", "/team/people/", f"/team/people/{cast.maya.pk}/", "/me/", "/me/plan/"):
        assert hana.get(path).status_code == 404, path
    assert hana.post(page_of(cast.maya), {"person_id": cast.omar.pk}).status_code in {200, 405}
    assert not Disclosure.objects.filter(person=cast.omar).exists()


def test_when_hana_leaves_harbor_house_her_next_request_finds_nothing(cast, hana, packet):
    RecipientMember.objects.filter(person=cast.hana).update(until_on=organisation_day(cast.now))
    assert hana.get(LIST).status_code == hana.get(page_of(cast.maya)).status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_sign_in(cast, packet):
    assert Client().get(page_of(cast.maya))["Location"].startswith(reverse("account_login"))


def test_nobody_is_counted_and_an_empty_list_says_so(cast, hana):
    assert "Nobody shares anything with you now." in read(hana.get(LIST))
    assert not Disclosure.objects.exists()


def test_a_full_page_costs_no_more_questions_than_one_name(cast, hana, packet, django_assert_max_num_queries):
    hana.get(LIST)
    with CaptureQueriesContext(connection) as one:
        hana.get(LIST)
    for n in range(ON_A_PAGE - 1):
        cast.people[f"p{n}"] = Person.objects.create(preferred_name=f"Person {n:02}", made_at=cast.now)
        packet_for(cast, f"p{n}")
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert read(hana.get(LIST)).count("/partner/people/") == ON_A_PAGE


def test_what_was_sent_stands_in_the_timeline_and_each_reading_does_not(cast, hana, packet):
    consent.send_packet(packet.consent, HARBOR, act=cast.act(cast.lena))
    hana.get(page_of(cast.maya))
    told = [entry.title for entry in timeline(cast.maya, act=cast.act(cast.priya))]
    assert "What was agreed was sent to Harbor House" in told
    assert not [title for title in told if "isclosure" in title]


def test_a_long_list_comes_in_pages(cast, hana, packet):
    for who in ("omar", "priya", "sam"):
        packet_for(cast, who)
    many = ON_A_PAGE - 3
    for n in range(many):
        cast.people[f"p{n}"] = Person.objects.create(preferred_name=f"Person {n:02}", made_at=cast.now)
        packet_for(cast, f"p{n}")
    assert "?page=2" in read(hana.get(LIST))
    second = read(hana.get(f"{LIST}?page=2"))
    assert "Sam R." in second and "?page=3" not in second
    assert hana.get(f"{LIST}?page=%00").status_code == 200


def test_hana_tells_us_that_maya_needs_help_and_reads_that_we_have_it_and_nothing_else(cast, hana, packet):
    address = reverse("partner:help_needed", args=[cast.maya.pk])
    assert address in read(hana.get(page_of(cast.maya)))
    sent = hana.post(address, {"words": "She is\x00 shaking.", "callback": "x" * 999, "key": "none"})
    assert sent.status_code == 201
    assert "We have it" in read(sent)
    assert "Maya" not in read(sent)
    alert = Alert.objects.get()
    assert (alert.person, alert.origin) == (cast.maya, "partner")
    after = read(hana.get(page_of(cast.maya)))
    assert "needs someone" not in after
    revoke(packet.consent)
    nowhere = hana.post(reverse("partner:help_needed", args=[987654]), {})
    assert hana.post(address, {}).status_code == nowhere.status_code == 404
    assert Alert.objects.count() == 1
