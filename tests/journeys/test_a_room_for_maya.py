"""Maya loses her room. Three houses are asked: one says no, one says nothing and is replaced, one ends in a key.
Harbor House answers on its page; the Mill by a link, without an account; Theo and the other partner see nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from handrail.continuum.copies.shelf import SHELF
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.models import Consent, Disclosure, Recipient, RecipientMember
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Referral, Service
from tests.partners import HARBOR, harbor_house, signed
from tests.referrals import riverbend

DAY = timedelta(days=1)


@pytest.fixture
def house(live_cast):
    cast = live_cast
    recipient = harbor_house(cast)
    riverbend(cast)
    other = Recipient.objects.create(kind=Recipient.Kind.ORGANISATION, name="Lakeside")
    ines = Person.objects.create(preferred_name="Ines K.", made_at=cast.now - 90 * DAY)
    cast.people["ines"] = ines
    Account.objects.create(email="ines@lakeside.example", person=ines, made_at=ines.made_at, password="!")
    RecipientMember.objects.create(
        person=ines, recipient=other, from_on=cast.today - 9 * DAY, confirmed_on=cast.today
    )
    signed(cast, recipient=recipient, resources=[*HARBOR, "referrals", "safe_contact"])
    return cast


def text(answer):
    return answer.content.decode()


def ask(lena, maya, name, words="A room for one, near the bus."):
    page = reverse("staff:referrals", args=[maya.pk])
    service = Service.objects.get(provider__name=name)
    found = text(lena.get(page, {"need": "housing"}))
    assert f'value="{service.pk}"' in found
    sent = {"service": service.pk, "need": "housing", "words": words}
    assert lena.post(page, sent).status_code == 302
    return Referral.objects.get(person=maya, service=service)


def move(lena, referral, **sent):
    answer = lena.post(reverse("staff:referral_move", args=[referral.pk]), sent)
    referral.refresh_from_db()
    return answer


class Browsers:
    """Each of them signed in once, as long as the story goes; and `nobody`, who is not."""

    def __init__(self, cast):
        self.lena, self.maya, self.hana, self.theo, self.ines = (
            cast.browser(cast.people[who]) for who in ("lena", "maya", "hana", "theo", "ines")
        )
        self.nobody = cast.browser(cast.omar)
        self.nobody.cookies.clear()


def three_are_asked(cast, by, harbor, mill, hill):
    # What would be shared is said before anything leaves; where nothing was agreed, nothing can.
    before = text(by.lena.get(reverse("staff:referrals", args=[cast.maya.pk])))
    assert (
        "Harbor House would read exactly this" in before
        and "has not agreed to share anything with Hill" in before
    )
    assert "An idea. Nothing about you was sent to Harbor House." in text(by.maya.get("/me/referrals/"))
    consent = Consent.objects.get(person=cast.maya)
    assert (
        move(by.lena, mill, move="send", consent=consent.pk).status_code == 422 and mill.status == "proposed"
    )
    assert (
        move(by.lena, harbor, move="send", consent=consent.pk).status_code == 302 and harbor.status == "sent"
    )
    assert move(by.lena, mill, move="ask_by_link").status_code == 302
    assert move(by.lena, hill, move="ask_by_link").status_code == 422 and hill.status == "proposed"
    deliver_due(timezone.now())


def harbor_says_no(cast, by, harbor):
    page = reverse("staff:referrals", args=[cast.maya.pk])
    # Harbor House reads what Maya agreed to, and says no. Theo and the other partner see nothing, in any way.
    theirs = text(by.hana.get("/partner/"))
    assert "Maya P." in theirs and "A room for one, near the bus." in theirs and "Asked by" in theirs
    assert Disclosure.objects.filter(person=cast.maya, recipient=harbor.recipient).exists()
    answer_page = reverse("partner:referral_answer", args=[harbor.pk])
    for stranger in (by.ines, by.theo, cast.browser(cast.omar)):
        assert stranger.post(answer_page, {"answer": "accept"}).status_code == 404
        assert "Maya" not in text(stranger.get("/partner/"))
    assert by.theo.get(page).status_code == 404 and "Maya" not in text(by.theo.get("/team/"))
    assert by.hana.post(answer_page, {"answer": "note", "words": "Does she smoke?"}).status_code == 302
    assert "Does she smoke?" in text(by.lena.get(page))
    assert by.hana.post(answer_page, {"answer": "decline"}).status_code == 422
    assert by.hana.post(answer_page, {"answer": "decline", "reason": "no_capacity"}).status_code == 302
    harbor.refresh_from_db()
    assert harbor.status == "declined"
    assert "Rooms at Harbor House" in text(by.lena.get("/team/"))
    assert move(by.lena, harbor, move="see").status_code == 302 and harbor.attention_at is None
    assert "Harbor House said: not this time." in text(by.maya.get("/me/referrals/"))


def the_mill_gets_a_link(by, mill):
    # The Mill has no account: the mail and the page behind its link hold no word about Maya.
    (letter,) = [one for one in mail.outbox if one.to == ["rooms@mill.example"]]
    link = re.search(r"/answer/[\w-]+/", letter.body)[0]
    for told in (letter.subject, letter.body, text(by.nobody.get(link))):
        assert "Maya" not in told and "near the bus" not in told
    mill.refresh_from_db()
    assert mill.status == "sent", "opening the link answers nothing"
    return link


def it_stays_silent_and_another_is_proposed(cast, by, mill, link):
    # It stays silent: it is nudged, then the next house is proposed. The link of the nudge is the one that counts.
    Referral.objects.filter(pk=mill.pk).update(entered_at=timezone.now() - 7 * DAY, due_at=timezone.now())
    cases.age_referrals(timezone.now())
    deliver_due(timezone.now())
    newer = re.search(r"/answer/[\w-]+/", mail.outbox[-1].body)[0]
    assert (
        newer != link
        and by.nobody.get(link).status_code == 410 == by.nobody.post(link, {"answer": "accept"}).status_code
    )
    Referral.objects.filter(pk=mill.pk).update(entered_at=timezone.now() - 14 * DAY, due_at=timezone.now())
    cases.age_referrals(timezone.now())
    instead = Referral.objects.get(follows=mill)
    assert (instead.service.name, instead.owner) == ("Rooms at Quay", cast.lena)
    assert "Rooms at Quay" in text(by.lena.get("/team/")) and "Nothing about you was sent to Quay" in text(
        by.maya.get("/me/referrals/")
    )
    return newer, instead


def late_it_answers_once(by, mill, newer):
    # Late, it answers after all: once. Whoever holds the link afterwards changes nothing.
    assert by.nobody.post(newer, {"answer": "nonsense"}).status_code == 200
    assert by.nobody.post(newer, {"answer": "accept"}).status_code == 302
    assert "Thank you" in text(by.nobody.get(newer + "?thanks=yes"))
    assert by.nobody.post(newer, {"answer": "decline"}).status_code == 410
    mill.refresh_from_db()
    assert mill.status == "accepted" and "Mill has a place for you." in text(by.maya.get("/me/referrals/"))


def a_visit_and_a_key(cast, by, mill):
    # A first visit, a key, and Maya says whether it helped.
    assert move(by.lena, mill, move="plan_visit").status_code == 422
    # Lena types it on her own clock; Maya reads the same hour, and not the server's.
    typed = (local(cast.lena, cast.now) + 2 * DAY).replace(
        tzinfo=None, hour=14, minute=15, second=0, microsecond=0
    )
    move(by.lena, mill, move="plan_visit", visit_at=typed.strftime("%Y-%m-%dT%H:%M"))
    assert mill.status == "scheduled" and "Your first visit" in text(by.maya.get("/me/referrals/"))
    assert local(cast.maya, mill.visit_at).replace(tzinfo=None) == typed
    assert "2:15 pm" in text(by.maya.get("/me/referrals/"))
    assert date_format(typed, "DATETIME_FORMAT") in text(
        by.lena.get(reverse("staff:referrals", args=[cast.maya.pk]))
    )
    said = reverse("client:referral_answer", args=[mill.pk])
    assert by.maya.post(said, {"answer": "visited"}).status_code == 302
    assert "Did it help?" in text(by.maya.get("/me/referrals/"))
    by.maya.post(said, {"answer": "helped"})
    mill.refresh_from_db()
    assert (mill.status, mill.outcome) == ("completed", "helped")
    assert not Referral.objects.open().filter(person=cast.maya).exists()
    assert "Maya" not in text(by.ines.get("/partner/"))
    assert "A service was asked, without a name" in text(
        by.lena.get(reverse("staff:person", args=[cast.maya.pk]))
    )
    kept = next(one for one in SHELF if one.model is Referral)
    assert kept.rows(cast.maya).count() == 4


def test_three_are_asked_one_declines_one_is_silent_and_replaced_one_ends_in_a_key(house):
    by = Browsers(house)
    harbor, mill, hill = (ask(by.lena, house.maya, name) for name in ("Harbor House", "Mill", "Hill"))
    three_are_asked(house, by, harbor, mill, hill)
    harbor_says_no(house, by, harbor)
    link = the_mill_gets_a_link(by, mill)
    newer, instead = it_stays_silent_and_another_is_proposed(house, by, mill, link)
    late_it_answers_once(by, mill, newer)
    for unneeded in (hill, instead):
        assert move(by.lena, unneeded, move="take_back").status_code == 302
    a_visit_and_a_key(house, by, mill)


def test_what_maya_takes_back_is_gone_from_the_partners_page_at_the_next_request(house):
    cast = house
    lena, hana = cast.browser(cast.lena), cast.browser(cast.hana)
    harbor = ask(lena, cast.maya, "Harbor House")
    consent = Consent.objects.get(person=cast.maya)
    move(lena, harbor, move="send", consent=consent.pk)
    assert "Maya P." in text(hana.get("/partner/"))
    service = Service.objects.get(provider__name="Harbor House")
    room = reverse("partner:room", args=[service.pk])
    assert hana.post(room, {"room": "capacity", "places": "0"}).status_code == 422
    assert hana.post(room, {"room": "capacity", "places": "2"}).status_code == 302
    assert (
        hana.post(
            reverse("partner:room", args=[Service.objects.get(provider__name="Mill").pk]), {"room": "unknown"}
        ).status_code
        == 404
    )
    assert "There is room: 2" in text(lena.get("/team/services/", {"q": "Harbor"}))
    Consent.objects.filter(pk=consent.pk).update(
        revoked_at=timezone.now(), revoked_how="screen", revoked_by=cast.maya
    )
    assert "Maya" not in text(hana.get("/partner/"))
    assert (
        hana.post(reverse("partner:referral_answer", args=[harbor.pk]), {"answer": "accept"}).status_code
        == 404
    )
