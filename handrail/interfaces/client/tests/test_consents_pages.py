"""Maya agrees, reads what she agreed to, changes it and stops it; nobody does it for her here."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from django.urls import reverse

from handrail.foundation.consent.evaluator import may
from handrail.foundation.consent.models import Consent
from handrail.interfaces.client.tests.reading import english_in
from handrail.interfaces.language import COOKIE
from tests.partners import harbor_house, packet_for, signed

DAY = timedelta(days=1)
KINDS = Consent.Kind.values


def new(kind):
    return reverse("client:consent_new", args=[kind])


LIST = reverse("client:consents")


@pytest.fixture
def maya(live_cast):
    return live_cast.browser(live_cast.maya)


def chosen(cast, **more):
    """Harbor House may have her plan until treatment ends."""
    house = harbor_house(cast)
    return {"whom": str(house.pk), "what": ["care_plan", "demographics"], "purpose": "at_request",
            "ends": "end_of_treatment"} | more  # fmt: skip


def test_she_chooses_reads_all_of_it_and_only_then_signs(live_cast, maya):
    read = maya.post(new("named"), chosen(live_cast))
    text = read.content.decode()
    assert read.status_code == 200 and not Consent.objects.exists()
    for words in (
        "Only Harbor House",
        "my plan and goals",
        "I can stop this any time",
        "my treatment here ends",
    ):
        assert words in text, words
    answer = maya.post(new("named"), chosen(live_cast, signed_name="Maya P."))
    assert answer.status_code == 302
    given = Consent.objects.get()
    assert (given.person, given.signed_name, given.signed_how) == (live_cast.maya, "Maya P.", "screen")
    assert given.resources == ["care_plan", "demographics"] and "Signed on screen by Maya P." in given.text
    assert "Harbor House" in maya.get(LIST).content.decode()


def test_without_a_name_nothing_is_signed_and_nothing_is_lost(live_cast, maya):
    answer = maya.post(new("named"), chosen(live_cast, signed_name="  "))
    text = answer.content.decode()
    assert answer.status_code == 422 and "write your name here to sign" in text
    assert 'name="what" value="care_plan"' in text and not Consent.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"what": []}, "Please pick what they may get."),
        ({"ends": "day"}, "Please give a day after today."),
        ({"ends": "day", "day": "2020-01-01"}, "Please give a day after today."),
        ({"ends": "day", "day": "soon"}, "Please give a day after today."),
        ({"whom": "new", "sort": "person", "name": ""}, "Please say who may get it."),
        ({"whom": "999999"}, "Please pick one of the answers shown."),
        ({"what": ["sud_counseling_notes"]}, "Please pick one of the answers shown."),
        ({"ends": "none"}, "Please pick one of the answers shown."),
        ({"purpose": "legal"}, "Please pick one of the answers shown."),
    ],
)
def test_what_is_missing_or_does_not_fit_is_said_beside_it(live_cast, maya, wrong, said):
    answer = maya.post(new("named"), chosen(live_cast, **wrong))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Consent.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_opened_and_agreed_to(live_cast, maya, kind):
    assert maya.get(new(kind)).status_code == 200
    tomorrow = (live_cast.today + 9 * DAY).isoformat()
    sent = {
        "name": "Rosa", "sort": "person", "what": ["care_plan"], "ends": "day", "day": tomorrow,
        "purpose": {"supporter": "support"}.get(kind, "treatment"), "firm_until": (live_cast.today + 3 * DAY).isoformat(),
        "signed_name": "Maya P.",
    }  # fmt: skip
    if kind == "supporter":
        sent["what"] = ["appointments"]
    answer = maya.post(new(kind), sent)
    assert answer.status_code == 302, answer.content.decode()
    given = Consent.objects.get()
    assert given.kind == kind and given.expires_on == live_cast.today + 9 * DAY
    shown = maya.get(reverse("client:consent", args=[given.pk])).content.decode()
    assert "Signed on screen by Maya P." in shown


def test_she_stops_it_in_one_step_and_the_next_request_finds_nothing(live_cast, maya):
    given = packet_for(live_cast).consent
    assert may(live_cast.act(live_cast.hana), "care_plan", live_cast.maya)
    answer = maya.post(reverse("client:consent_end", args=[given.pk]), follow=True)
    assert "Nothing more goes out on it." in answer.content.decode()
    given.refresh_from_db()
    assert given.revoked_at is not None and given.revoked_how == "screen"
    later = live_cast.act(live_cast.hana, given.revoked_at + timedelta(seconds=1))
    assert not may(later, "care_plan", live_cast.maya)
    hana = live_cast.browser(live_cast.hana)
    assert hana.get(reverse("partner:person", args=[live_cast.maya.pk])).status_code == 404


def test_stopping_twice_changes_nothing(live_cast, maya):
    given = signed(live_cast)
    for _time in range(2):
        assert maya.post(reverse("client:consent_end", args=[given.pk])).status_code == 302
    assert Consent.objects.filter(revoked_at=None).count() == 0


def test_changing_it_ends_the_old_one_and_both_can_be_read(live_cast, maya):
    old = signed(live_cast)
    page = maya.get(new("named"), {"instead": old.pk}).content.decode()
    assert f'name="instead" value="{old.pk}"' in page
    sent = chosen(live_cast, what=["appointments"], instead=old.pk, signed_name="Maya P.")
    assert maya.post(new("named"), sent).status_code == 302
    now = Consent.objects.get(revoked_at=None)
    assert now.replaces == old and now.resources == ["appointments"]
    assert "You changed it on" in maya.get(LIST).content.decode()


def test_one_for_a_court_is_kept_until_its_day_and_says_so(live_cast, maya):
    firm = live_cast.today + 30 * DAY
    given = signed(live_cast, kind="criminal_justice", purpose="monitoring", ends="day", firm_until=firm,
                   expires_on=live_cast.today + 60 * DAY)  # fmt: skip
    text = maya.get(LIST).content.decode()
    assert "You can stop it from" in text and "Stop this" not in text
    answer = maya.post(reverse("client:consent_end", args=[given.pk]))
    assert answer.status_code == 302
    given.refresh_from_db()
    assert given.revoked_at is None


def test_theo_has_no_such_page_and_omar_sees_and_ends_nothing_of_hers(live_cast):
    given = signed(live_cast)
    theo, omar = live_cast.browser(live_cast.theo), live_cast.browser(live_cast.omar)
    one, end = (reverse(f"client:{name}", args=[given.pk]) for name in ("consent", "consent_end"))
    for address in (LIST, one, new("named")):
        assert theo.get(address).status_code == 404
    assert omar.get(one).status_code == omar.post(end).status_code == 404
    assert omar.get(new("named"), {"instead": given.pk}).status_code == 404
    assert "Harbor House" not in omar.get(LIST).content.decode()
    given.refresh_from_db()
    assert given.revoked_at is None


@pytest.mark.parametrize("instead", ["x", "-1", "9" * 400, "²", "\x00"])
def test_a_number_that_is_none_finds_nothing(live_cast, maya, instead):
    assert maya.get(new("named"), {"instead": instead}).status_code == 404
    assert maya.get("/me/agreed/new/everything/").status_code == 404


def test_late_in_the_evening_in_new_york_she_signs_on_that_day(cast):
    from handrail.foundation.consent import actions as consent
    from handrail.foundation.consent.recipients import Named
    from handrail.foundation.consent.terms import Terms

    evening = cast.now.replace(hour=22).astimezone(UTC)
    terms = Terms(Consent.Kind.SUPPORTER, Consent.Purpose.SUPPORT, Consent.Ends.WITH_TREATMENT,
                  Named("person", "Rosa"), frozenset({"appointments"}))  # fmt: skip
    act = cast.act(cast.maya, evening)
    given = consent.give_consent(cast.maya, terms, signature=consent.Signature("Maya P."), act=act)
    assert "on Nov. 19, 2026" in given.text


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_there_in_spanish(live_cast, kind):
    browser = live_cast.browser(live_cast.maya)
    browser.cookies[COOKIE] = "es"
    tomorrow = (live_cast.today + 9 * DAY).isoformat()
    sent = {"name": "Rosa", "sort": "person", "what": ["appointments"], "ends": "day", "day": tomorrow,
            "purpose": {"supporter": "support"}.get(kind, "treatment"),
            "firm_until": (live_cast.today + 3 * DAY).isoformat()}  # fmt: skip
    pages = [browser.get(new(kind)), browser.post(new(kind), sent), browser.post(new(kind), {})]
    browser.post(new(kind), sent | {"signed_name": "Maya P."})
    pages += [browser.get(LIST), browser.get(reverse("client:consent", args=[Consent.objects.get().pk]))]
    for page in pages:
        assert english_in(page.content.decode()) == set()
