"""A scale on the person's phone: asked, answered in its own words, put aside, and what an answer sets off at once."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.clinical.instruments.instrument import instrument
from handrail.continuum.reactions import REACTIONS
from handrail.continuum.watch.models import Finding
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger import actions as ledger
from handrail.foundation.ledger.models import Delivery
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.events import ResponseScored
from handrail.foundation.measures.models import Assignment, HalfAnswered, Response
from handrail.interfaces.client.frame import owner_word

ITEMS = [f"phq9_{n}" for n in range(1, 10)]


@pytest.fixture
def maya(live_cast):
    return live_cast.browser(live_cast.maya)


@pytest.fixture
def asked(live_cast):
    return ask(live_cast, live_cast.maya)


def ask(live_cast, person, instrument="phq9"):
    due = live_cast.today + timedelta(days=7)
    return measures.ask(person, instrument_id=instrument, due_on=due, act=live_cast.act(live_cast.priya))


def answer(browser, asked, item, value, **more):
    return browser.post(reverse("client:scale", args=[asked.pk]), {"asked": item, "answer": value}, **more)


def answer_all(browser, asked, values):
    for item, value in values.items():
        last = answer(browser, asked, item, value)
    return last


def test_today_says_that_priya_asks_and_how_long_it_takes(maya, asked):
    text = maya.get(reverse("client:today")).content.decode()
    assert "9 short questions. Skip any you like." in text
    assert reverse("client:scale", args=[asked.pk]) in text
    assert "PHQ" not in text and "epress" not in text


def test_maya_answers_one_question_a_page_in_the_words_of_the_scale(maya, asked):
    page = maya.get(reverse("client:scale", args=[asked.pk])).content.decode()
    assert "Little interest or pleasure in doing things" in page and "More than half the days" in page
    assert "Robert L. Spitzer" in page and "Question 1 of 9" in page
    assert answer(maya, asked, "phq9_1", "2").status_code == 302
    page = maya.get(reverse("client:scale", args=[asked.pk])).content.decode()
    assert "Feeling down, depressed, or hopeless" in page and "?ask=phq9_1" in page
    # Difficulty is asked once there is a problem, so there is one question more.
    assert "Question 2 of 10" in page


def test_what_stands_before_the_questions_of_a_scale_stands_before_them_here(live_cast, maya):
    def page(instrument, **answers):
        asked = ask(live_cast, live_cast.maya, instrument)
        for item, value in answers.items():
            answer(maya, asked, item, value)
        return maya.get(reverse("client:scale", args=[asked.pk])).content.decode()

    assert "one cocktail or a shot of hard liquor" in page("auditc", auditc_1="2")
    assert "OVER THE LAST WEEK" in page("core10")
    gate = page("pcptsd5")
    assert "Have you ever experienced this kind of event?" in gate and "You can skip any of them." in gate
    assert "In the past month, have you…" not in gate


def test_answers_wait_until_she_goes_on_and_she_can_change_one(live_cast, maya, asked):
    answer(maya, asked, "phq9_1", "2")
    page = maya.get(reverse("client:scale", args=[asked.pk]), {"ask": "phq9_1"}).content.decode()
    assert "Question 1 of 10" in page and 'value="2" aria-pressed="true"' in page
    assert "I would rather not answer these" in page
    answer(maya, asked, "phq9_1", "0")
    assert not Response.objects.exists()
    # Her other phone goes on where this one stopped, for two days; then it begins anew.
    elsewhere, url = live_cast.browser(live_cast.maya), reverse("client:scale", args=[asked.pk])
    assert "Question 2 of 9" in elsewhere.get(url).content.decode()
    assert "Go on" in elsewhere.get(reverse("client:today")).content.decode()
    HalfAnswered.objects.update(begun_at=live_cast.now - timedelta(days=2))
    assert "Question 1 of 9" in elsewhere.get(url).content.decode()
    answer(elsewhere, asked, "phq9_1", "1")
    half = HalfAnswered.objects.get()
    assert half.answers == '{"phq9_1": "1"}' and half.begun_at > live_cast.now - timedelta(hours=1)


def test_whole_answers_are_scored_once_and_end_with_thanks_and_no_number(live_cast, maya, asked):
    values = dict.fromkeys(ITEMS, "1") | {"phq9_9": "0", "phq9_10": "1"}
    last = answer_all(maya, asked, values)
    made = Response.objects.get()
    assert (made.total, made.band, made.assignment_id) == (8, "mild", asked.pk)
    assert Assignment.objects.get().status == Assignment.Status.ANSWERED
    assert last["Location"] == reverse("client:scale_end", args=[made.key])
    page = maya.get(last["Location"]).content.decode()
    assert "Thank you. That is all for now." in page and "mild" not in page
    # A second tap on the last answer comes to the same end.
    assert answer(maya, asked, "phq9_10", "1")["Location"] == last["Location"]
    assert Response.objects.count() == 1
    assert (
        "short questions. Skip"
        not in maya.get(reverse("client:today")).content.decode().split("Coming up")[1]
    )


def test_thoughts_of_death_bring_help_in_the_same_answer_and_are_raised_before_it_is_sent(maya, asked):
    last = answer_all(maya, asked, dict.fromkeys(ITEMS, "0") | {"phq9_9": "1"})
    page = last.content.decode()
    assert last.status_code == 200
    assert "Thank you for telling us. Want someone now?" in page and "tel:988" in page
    # No worker ran: what was answered and what it raised were one transaction.
    finding = Finding.objects.get()
    assert (finding.rule, finding.level, finding.concern.closed_at) == ("phq9_item9", "strong", None)
    assert not Delivery.objects.filter(reaction="watch.weigh_scale", done_at=None).exists()
    made = Response.objects.get()
    assert made.total == 1 and not HalfAnswered.objects.exists()
    # Sending it again (a reload) comes to the same end and raises nothing twice.
    again = answer(maya, asked, "phq9_9", "1")
    assert again["Location"] == reverse("client:scale_end", args=[made.key])
    assert Finding.objects.count() == Response.objects.count() == 1


def test_an_alert_that_cannot_be_raised_now_loses_no_answer_and_stays_owed(live_cast, maya, asked):
    ledger.follow({ResponseScored: [watch_that_fails]})
    try:
        last = answer_all(maya, asked, dict.fromkeys(ITEMS, "0") | {"phq9_9": "1"})
    finally:
        ledger.follow(REACTIONS)
    assert "tel:988" in last.content.decode() and Response.objects.get().answers["phq9_9"] == 1
    owed = Delivery.objects.get(reaction="tests.watch_that_fails")
    assert (owed.done_at, owed.attempts, owed.trouble) == (None, 1, "ZeroDivisionError")


def watch_that_fails(_entry, _act):
    raise ZeroDivisionError


def test_an_answer_kept_on_the_phone_is_sent_once_and_one_that_cannot_wait_is_never_too_late(
    live_cast, maya, asked
):
    page = reverse("client:scale", args=[asked.pk])

    def sent_later(item, value, who=live_cast.maya, key=None):
        sent = {"asked": item, "answer": value, "key": str(key or uuid4())}
        headers = {"accept": "application/json", "x-outbox-owner": owner_word(who)}
        return maya.post(page, sent, headers=headers)

    assert sent_later("phq9_1", "2", who=live_cast.omar).status_code == 403
    assert sent_later("phq9_1", "7").status_code == 422 and not HalfAnswered.objects.exists()
    first = sent_later("phq9_1", "2")
    assert (first.status_code, first.json()["next"]) == (201, page)
    # Help lies beside the question that may ask for it, before anything is sent.
    assert "data-outbox-help" not in maya.get(page).content.decode()
    answer_all(maya, asked, dict.fromkeys(ITEMS[1:8], "0"))
    shown = maya.get(page).content.decode()
    assert shown.count(" data-help>") == 3 and "tel:988" in shown
    # Meanwhile she chose not to answer: what is no matter of safety is not kept, and says so.
    maya.post(reverse("client:scale_declining", args=[asked.pk]))
    assert (
        "no longer waiting" in sent_later("phq9_9", "0").json()["message"] and not Response.objects.exists()
    )
    key = uuid4()
    for _twice in range(2):
        late = sent_later("phq9_9", "2", key=key)
        assert late.json() == {"key": str(key), "next": reverse("client:scale_end", args=[key])}
    made = Response.objects.get()
    assert (made.answers, made.total, Finding.objects.get().rule) == ({"phq9_9": 2}, None, "phq9_item9_high")


def test_skipped_questions_give_no_total_and_no_trouble(maya, asked):
    last = answer_all(maya, asked, dict.fromkeys(ITEMS, "skip"))
    made = Response.objects.get()
    assert (made.total, made.answers) == (None, {})
    assert "Thank you" in maya.get(last["Location"]).content.decode()


def test_she_may_rather_not_and_the_team_sees_just_that(maya, asked):
    sent = maya.post(reverse("client:scale_declining", args=[asked.pk]), follow=True)
    assert "Your team sees that you chose not to" in sent.content.decode()
    assert Assignment.objects.get().status == Assignment.Status.DECLINED
    assert maya.get(reverse("client:scale", args=[asked.pk])).status_code == 404


BAD = [
    {"asked": "phq9_1", "answer": "4"},
    {"asked": "phq9_1", "answer": ""},
    {"asked": "phq9_1", "answer": "\x00"},
    {"asked": "phq9_1", "answer": "\ud800"},
    {"asked": "phq9_1"},
]


@pytest.mark.parametrize("sent", BAD)
def test_an_answer_that_is_none_is_asked_again_and_nothing_is_kept_of_it(maya, asked, sent):
    body = urlencode(sent, errors="surrogatepass")
    answer(maya, asked, "phq9_1", "3")
    url = reverse("client:scale", args=[asked.pk])
    again = maya.post(url, body, content_type="application/x-www-form-urlencoded")
    assert again.status_code == 422 and "Please pick one of the answers" in again.content.decode()
    assert "Question 2 of 10" in maya.get(url).content.decode()


@pytest.mark.parametrize("item", ["phq9_77", "", "\x00", "phq9_10"])
def test_an_answer_to_a_question_that_is_not_asked_leads_back(maya, asked, item):
    assert answer(maya, asked, item, "1")["Location"] == reverse("client:scale", args=[asked.pk])
    assert not Response.objects.exists()


def test_a_half_answered_scale_is_nobody_elses(live_cast, asked):
    shared = live_cast.browser(live_cast.maya)
    answer(shared, asked, "phq9_1", "3")
    for who in ("theo", "priya"):
        other = live_cast.browser(live_cast.people[who])
        assert other.get(reverse("client:scale", args=[asked.pk])).status_code == 404
        assert answer(other, asked, "phq9_1", "3").status_code == 404
        assert other.post(reverse("client:scale_declining", args=[asked.pk])).status_code == 404
    assert not Response.objects.exists()
    assert Assignment.objects.get().status == Assignment.Status.ASKED


def test_a_scale_that_only_a_trained_worker_rates_is_never_sent_to_her(live_cast):
    for scale in ("cows", "ciwaar", "asq"):
        with pytest.raises(measures.NotForThem):
            ask(live_cast, live_cast.maya, scale)
        with pytest.raises(Refused):
            measures.submit(
                live_cast.maya,
                instrument_id=scale,
                key=uuid4(),
                answers={},
                act=live_cast.act(live_cast.maya),
            )
    assert not Assignment.objects.exists() and not Response.objects.exists()


def test_somebody_who_never_drinks_is_asked_one_question(live_cast, maya):
    asked = ask(live_cast, live_cast.maya, "auditc")
    answer(maya, asked, "auditc_1", "0")
    made = Response.objects.get()
    assert (made.total, made.way, made.scoring_version) == (0, "own", instrument("auditc").scoring_version)


def test_theo_finds_nothing_at_the_end_of_mayas_answers(live_cast, maya, asked):
    last = answer_all(maya, asked, dict.fromkeys(ITEMS, "0"))
    assert live_cast.browser(live_cast.theo).get(last["Location"]).status_code == 404
