"""Rosa reads to which of Maya's sessions she is asked, says whether she comes, and reads nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from handrail.foundation.accounts.models import Account
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Consent, Disclosure, Recipient
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.scheduling.actions import book
from handrail.foundation.scheduling.models import Appointment
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.models import Guest
from tests.partners import signed

PAGE = "/me/asked/"


@pytest.fixture
def given(live_cast):
    to = Recipient.objects.create(kind=Recipient.Kind.PERSON, name="Rosa P.")
    return signed(
        live_cast, kind=Consent.Kind.SUPPORTER, recipient=to, resources=["appointments", "consents"]
    )


@pytest.fixture
def guest(live_cast, given, settings):
    """A family session by video in two days, to which Rosa is asked, and one of Maya's own in three."""
    settings.VIDEO_ROOMS = "https://meet.riverbend.example"
    act, met = live_cast.act(live_cast.priya), []
    for days, place in ((2, "Room two"), (3, "Mill Street")):
        starts = live_cast.now + timedelta(days=days)
        met.append(book(live_cast.maya, live_cast.priya, starts_at=starts, ends_at=starts + timedelta(hours=1),
                        strand="counsel", place=place, modality=Appointment.Modality.VIDEO, act=act))  # fmt: skip
    counseling.agree_on_family(met[0], may_be_said="The week.", stays_out="The return to use.", act=act)
    return counseling.invite_guest(met[0], given.recipient, act=act)


def let_in(cast, given, email="rosa@home.example"):
    page = reverse("staff:close_one", args=[given.pk])
    return cast.browser(cast.elin).post(page, {"email": email})


def rosa_of(cast, given):
    let_in(cast, given)
    given.recipient.refresh_from_db()
    return cast.browser(given.recipient.person)


def answer(guest):
    return reverse("client:asked_answer", args=[guest.pk])


def test_elin_lets_rosa_in_by_a_code_and_nobody_else_does(live_cast, given):
    page = reverse("staff:close_one", args=[given.pk])
    assert page in live_cast.browser(live_cast.elin).get(reverse("staff:partners")).content.decode()
    for who in (live_cast.theo, live_cast.priya, live_cast.maya):
        assert live_cast.browser(who).post(page, {"email": "rosa@home.example"}).status_code == 404
    taken = let_in(live_cast, given, Account.objects.get(person=live_cast.maya).email)
    assert (taken.status_code, Recipient.objects.get(pk=given.recipient_id).person) == (422, None)
    assert let_in(live_cast, given, "rosa@").status_code == 422
    first, again = let_in(live_cast, given), let_in(live_cast, given, "")
    assert "code-once" in first.content.decode() and "code-once" in again.content.decode()
    assert Account.objects.filter(person__preferred_name="Rosa P.", email="rosa@home.example").count() == 1


def test_rosa_reads_when_and_where_and_says_that_she_comes(live_cast, given, guest):
    rosa = rosa_of(live_cast, given)
    assert rosa.get("/")["Location"] == PAGE
    page = rosa.get(PAGE).content.decode()
    assert "Room two" in page and guest.appointment.room in page
    for kept in (
        "Maya",
        "Priya",
        "The week",
        "return to use",
        "Mill Street",
        "Riverbend Recovery",
        "counsel",
    ):
        assert kept not in page.split("<small>")[0], kept
    assert rosa.post(answer(guest), {"answer": "comes"}).status_code == 302
    assert rosa.post(answer(guest), {"answer": "perhaps"}).status_code == 404
    assert Guest.objects.get().answer == "comes"
    priya, maya = live_cast.browser(live_cast.priya), live_cast.browser(live_cast.maya)
    assert "They come" in priya.get(reverse("staff:family", args=[guest.appointment_id])).content.decode()
    assert "They said yes." in maya.get("/me/family/").content.decode()
    assert {tuple(one.resources) for one in Disclosure.objects.filter(recipient=given.recipient)} == {
        ("appointments",)
    }
    assert Viewing.objects.filter(person=live_cast.maya, basis="granted").exists()
    for address in ("/me/plan/", "/me/family/", "/team/people/", "/partner/"):
        assert rosa.get(address).status_code == 404, address
    signed(
        live_cast,
        kind=Consent.Kind.SUPPORTER,
        recipient=given.recipient,
        resources=["appointments", "demographics"],
    )
    assert "Maya" in rosa.get(PAGE).content.decode()


def test_once_maya_takes_it_back_or_rosa_is_not_asked_any_more_nothing_stands_there(live_cast, given, guest):
    rosa, answered = rosa_of(live_cast, given), {"answer": "comes"}
    consent.revoke_consent(given, how=Consent.How.SCREEN, act=live_cast.act(live_cast.maya))
    assert "Nobody asks you" in rosa.get(PAGE).content.decode()
    hers, nobodys = rosa.post(answer(guest), answered), rosa.post("/me/asked/987654321/answer/", answered)
    assert (hers.status_code, hers.content) == (404, nobodys.content)
    again = signed(live_cast, kind=Consent.Kind.SUPPORTER, recipient=given.recipient, resources=["consents"])
    assert "Nobody asks you" in rosa.get(PAGE).content.decode()
    Consent.objects.filter(pk=again.pk).update(resources=["appointments"])
    assert "Room two" in rosa.get(PAGE).content.decode()
    counseling.uninvite_guest(guest, act=live_cast.act(live_cast.priya))
    assert "Nobody asks you" in rosa.get(PAGE).content.decode()
    assert Guest.objects.get().answer == ""


def test_theo_and_whoever_is_not_signed_in_with_two_steps_read_nothing(live_cast, given, guest):
    rosa_of(live_cast, given)
    theo = live_cast.browser(live_cast.theo)
    assert (theo.get(PAGE).status_code, theo.post(answer(guest), {"answer": "comes"}).status_code) == (
        404,
        404,
    )
    weak = live_cast.browser(given.recipient.person, factors="password")
    assert weak.get(PAGE)["Location"].startswith("/sign-in/")
    assert Client().get(PAGE)["Location"].startswith("/sign-in/")
