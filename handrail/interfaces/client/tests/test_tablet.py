"""A clinic tablet in Maya's hands: the questions and help, nothing of a record, and no way out but giving it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Assignment, HalfAnswered, Response, Sitting
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship
from tests.trust.routes import ROUTES

TABLET = reverse("client:tablet")
ITEMS = [f"phq9_{n}" for n in range(1, 10)]


@pytest.fixture
def asked(live_cast):
    return ask(live_cast)


@pytest.fixture
def tablet(live_cast, asked):
    """Priya's browser, handed to Maya."""
    return hand_over(live_cast)


def ask(cast, scale="phq9"):
    due = cast.today + timedelta(days=7)
    return measures.ask(cast.maya, instrument_id=scale, due_on=due, act=cast.act(cast.priya))


def hand_over(cast):
    browser = cast.browser(cast.priya)
    answer = browser.post(reverse("staff:hand_over", args=[cast.maya.pk]))
    assert answer["Location"] == TABLET
    return browser


def answer(browser, item, value):
    return browser.post(TABLET, {"asked": item, "answer": value})


def test_priya_is_signed_out_where_she_hands_it_over_and_no_name_stands_on_it(live_cast, tablet):
    page = tablet.get(TABLET).content.decode()
    assert "Little interest or pleasure in doing things" in page and "Question 1 of 9" in page
    for told in ("Maya", "Priya", "PHQ", "Riverbend", "/me/", "/team/", 'class="bar'):
        assert told not in page, told
    assert Entry.objects.get(kind="accounts.session.ended").facts["why"] == "tablet"


def test_no_address_leads_anywhere_but_to_the_questions_and_to_help(live_cast, tablet):
    numbers = {"person_id": live_cast.maya.pk, "number": 1, "kind": "named", "instrument": "phq9"}
    away = []
    for route in ROUTES:
        if set(route.takes) <= set(numbers) and not route.name.startswith("client:tablet"):
            found = tablet.get(route.at(numbers))
            if found.status_code != 302 or found["Location"] != TABLET:
                away.append(route.name)
    assert set(away) == {
        "client:help",
        "client:overdose",
        "client:overdose_step",
        "client:no_signal",
        "healthz",
        "readyz",
    }
    helping = tablet.get(reverse("client:help")).content.decode()
    assert "tel:988" in helping and TABLET in helping
    assert "/me/" not in helping and "leave.js" not in helping and "Maya" not in helping


def test_whole_answers_are_scored_as_given_on_a_tablet_and_the_next_scale_comes_by_itself(live_cast, tablet):
    ask(live_cast, "gad2")
    for item in ITEMS:
        last = answer(tablet, item, "0")
    made = Response.objects.get()
    assert (made.total, made.way, made.person, last["Location"]) == (0, "tablet", live_cast.maya, TABLET)
    assert "Feeling nervous, anxious or on edge" in tablet.get(TABLET).content.decode()
    tablet.post(reverse("client:tablet_declining"), {"scale": Assignment.objects.get(instrument="gad2").pk})
    assert Assignment.objects.get(instrument="gad2").status == Assignment.Status.DECLINED
    page = tablet.get(TABLET).content.decode()
    assert "Please give the tablet back" in page and "minimal" not in page


def test_an_answer_that_cannot_wait_brings_help_in_the_same_answer_and_is_raised_in_it(live_cast, tablet):
    for item in ITEMS[:-1]:
        answer(tablet, item, "skip")
    last = answer(tablet, "phq9_9", "2")
    page = last.content.decode()
    assert last.status_code == 200 and "tel:988" in page and "Please show this page" in page
    assert "Rosa" not in page and "+15550101" not in page
    finding = Finding.objects.get()
    assert (finding.person, finding.rule, finding.level) == (live_cast.maya, "phq9_item9_high", "strong")


def test_words_are_written_on_it_and_nobody_who_goes_back_reads_them(live_cast, tablet):
    tablet.post(reverse("client:tablet_declining"), {"scale": Assignment.objects.get().pk})
    ask(live_cast, "readiness_rulers")
    assert tablet.post(TABLET, {"asked": "ruler_goal", "words": "x" * 1001}).status_code == 422
    tablet.post(TABLET, {"asked": "ruler_goal", "words": "Sleep more"})
    assert "Sleep more" not in tablet.get(TABLET, {"ask": "ruler_goal"}).content.decode()
    for item in ("ruler_importance", "ruler_confidence", "ruler_readiness", "ruler_what_helps"):
        answer(tablet, item, "skip")
    made = Response.objects.get()
    assert (made.told, made.answers, made.way) == ({"ruler_goal": "Sleep more"}, {}, "tablet")


@pytest.mark.parametrize(
    ("language", "words"), [("es", "Devolver la tableta"), ("pt", "Give the tablet back")]
)
def test_it_speaks_their_language_and_keeps_the_words_of_the_scale(live_cast, tablet, language, words):
    Person.objects.filter(pk=live_cast.maya.pk).update(language=language)
    page = tablet.get(TABLET).content.decode()
    assert words in page and '<h1 lang="en">Little interest or pleasure in doing things</h1>' in page
    assert f'<html lang="{"es" if language == "es" else "en"}">' in page


def test_what_was_begun_is_hers_to_go_on_with_and_stays_when_the_tablet_is_given_back(live_cast, tablet):
    answer(tablet, "phq9_1", "2")
    again = answer(tablet, "phq9_2", "7")
    assert again.status_code == 422 and "Question 2 of 10" in again.content.decode()
    back = tablet.post(reverse("client:tablet_end"))
    assert back["Location"] == reverse("account_login") and back.cookies["tablet"]["max-age"] == 0
    assert tablet.get(TABLET)["Location"].startswith(reverse("account_login"))
    # Priya, who handed it over, reads none of it; Maya goes on with it, on a tablet or on her phone.
    assert HalfAnswered.objects.get().writer == live_cast.maya and Sitting.objects.get().ended_at
    filling = reverse("staff:filling", args=[live_cast.maya.pk, "phq9"])
    assert 'phq9_1_2" checked' not in live_cast.browser(live_cast.priya).get(filling).content.decode()
    assert "Question 2 of 10" in hand_over(live_cast).get(TABLET).content.decode()
    phone = live_cast.browser(live_cast.maya)
    here = reverse("client:scale", args=[Assignment.objects.get().pk])
    assert "Question 2 of 10" in phone.get(here).content.decode()


def test_where_nobody_is_told_the_tablet_does_not_say_so(live_cast, tablet):
    tablet.post(reverse("client:tablet_declining"), {"scale": Assignment.objects.get().pk})
    ask(live_cast, "craving_now")
    page = answer(tablet, "craving_now_1", "8").content.decode()
    assert "tel:988" in page and "If you want someone with you" in page and "Your team sees" not in page


def test_a_tablet_that_nobody_gave_back_asks_nothing_any_more(live_cast, tablet):
    Sitting.objects.update(
        begun_at=live_cast.now - timedelta(hours=1), until_at=live_cast.now - timedelta(minutes=1)
    )
    for found in (tablet.get(TABLET), answer(tablet, "phq9_1", "2")):
        assert found["Location"].startswith(reverse("account_login"))
    assert not HalfAnswered.objects.exists()


@pytest.mark.parametrize("word", ["", "x", "\xe9", "a" * 5000])
def test_a_word_that_somebody_made_up_opens_nothing_and_is_forgotten(live_cast, asked, client, word):
    client.cookies["tablet"] = word
    found = client.get(TABLET)
    assert found["Location"].startswith(reverse("account_login"))
    assert found.cookies["tablet"]["max-age"] == 0


def test_nothing_asked_is_nothing_to_hand_over_and_only_mayas_team_may(live_cast):
    address = reverse("staff:hand_over", args=[live_cast.maya.pk])
    priya = live_cast.browser(live_cast.priya)
    assert priya.post(address)["Location"] == reverse("staff:measures", args=[live_cast.maya.pk])
    assert priya.get(reverse("staff:today")).status_code == 200
    ask(live_cast)
    for who in ("theo", "sam", "ravi"):
        assert live_cast.browser(live_cast.people[who]).post(address).status_code == 404
    assert not Sitting.objects.exists()


def test_when_priya_stops_caring_for_maya_the_tablet_keeps_nothing_more(live_cast, tablet):
    for care in CareRelationship.objects.filter(worker=live_cast.priya, person=live_cast.maya):
        teams.end_care(care, act=live_cast.act(None))
    assert answer(tablet, "phq9_1", "2").status_code == 404
    assert not HalfAnswered.objects.exists()
