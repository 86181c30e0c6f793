"""Noor's console in the first minutes: one tap an answer, four moves, and nothing lost that was typed."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.clinical.instruments.instrument import instrument
from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.measures import actions as measures
from handrail.foundation.people.models import Allergy
from handrail.foundation.people.models.allergies import Source
from handrail.foundation.scheduling.models import Availability
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.tests.conftest import HEADLINE, text_of
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.free_slots import free_today
from handrail.pillars.crisis.models import Answer, CallIn, FollowUp, Urgency
from handrail.pillars.crisis.numbers import told_returns

HOUR = timedelta(hours=1)


@pytest.fixture
def alert(team):
    made = crisis.ask_for_help(team.maya, key=uuid4(), words="I am at the creek.", act=team.act(team.maya))
    crisis.acknowledge(made, act=team.act(team.noor))
    return made


@pytest.fixture
def noor(team):
    return team.browser(team.noor)


def at(name, alert):
    return reverse(f"staff:alert_{name}" if name else "staff:alert", args=[alert.pk])


def tap(browser, alert, question, value, check="safety"):
    return browser.post(at("answers", alert), {"check": check, "question": question, "value": value})


def test_noor_taps_reads_what_is_asked_for_and_says_how_urgent_it_is(alert, noor):
    for question, value in (("safe_place", "yes"), ("thoughts", "yes"), ("means", "not_sure")):
        assert tap(noor, alert, question, value).status_code == 302
    page = text_of(noor.get(at("", alert)))
    assert "<b>Very urgent, within an hour</b> · A plan, or a way to do it nearby" in page
    assert "Thoughts of ending their life: Yes" in page
    less = noor.post(at("urgency", alert), {"tier": "3", "words": ""})
    assert less.status_code == 422
    assert "Say in a few words why less is enough" in text_of(less)
    assert noor.post(at("urgency", alert), {"tier": "2"}).status_code == 302
    assert Urgency.objects.get().tier == 2


@pytest.mark.parametrize("sent", [{}, {"check": "safety", "question": "means", "value": "\x00"}, {"check": "x" * 90, "question": "means", "value": "yes"}, {"check": "cows", "question": "cows_pulse", "value": "9"}])  # fmt: skip
def test_what_is_no_answer_is_said_so(alert, noor, sent):
    answer = noor.post(at("answers", alert), sent)
    assert answer.status_code == 422
    assert "Nothing was changed" in text_of(answer)
    assert not Answer.objects.exists()


def test_a_scale_is_rated_only_by_somebody_who_says_they_are_trained(alert, noor):
    rated = {item.id: "0" for item in instrument("ciwaar").items} | {"ciwa_visual": "4", "check": "ciwaar"}
    refused = noor.post(at("ratings", alert), rated)
    assert refused.status_code == 422
    assert 'value="4" selected' in refused.content.decode()
    assert noor.post(at("ratings", alert), rated | {"trained": "on"}).status_code == 302
    assert "<b>Danger now, at once</b> · CIWA-Ar: an item asks for help now" in text_of(
        noor.get(at("", alert))
    )
    assert noor.post(at("ratings", alert), {"check": "phq9", "trained": "on"}).status_code == 422


def test_where_she_is_is_kept_in_words_and_what_is_too_long_comes_back(alert, noor):
    told = {"place": "Creek lot, in the car", "company": "The dog", "mode": "phone"}
    assert noor.post(at("around", alert), told).status_code == 302
    long = noor.post(at("around", alert), told | {"in_reach": "x" * 401})
    assert long.status_code == 422
    assert "x" * 401 in long.content.decode()
    assert "Where they are: Creek lot, in the car" in text_of(noor.get(at("", alert)))


def test_the_four_moves(team, alert, noor):
    page = text_of(noor.get(at("", alert)))
    for words in ("Send mobile team", "Bring in supervisor", "Warm handoff", "Call 911", "42 CFR 2.51"):
        assert words in page
    assert (
        noor.post(at("mobile_team", alert), {"words": "County team, creek lot", "minutes": "20"}).status_code
        == 302
    )
    assert noor.post(at("mobile_team", alert), {"words": "", "minutes": "20"}).status_code == 422
    assert noor.post(at("supervisor", alert)).status_code == 302
    ravi = team.browser(team.ravi)
    assert "A supervisor is asked to come to Noor A." in text_of(ravi.get(at("", alert)))
    assert ravi.post(at("coming", alert)).status_code == 302
    assert noor.post(at("handoff", alert), {"to": str(team.theo.pk)}).status_code == 422
    assert noor.post(at("handoff", alert), {"to": str(team.ravi.pk)}).status_code == 302
    assert noor.post(at("calling_off", alert)).status_code == 302
    noor.post(at("handoff", alert), {"to": str(team.ravi.pk)})
    ravi.post(at("coming", alert))
    assert alert.holdings.get(until_at=None).worker == team.ravi
    assert [one.outcome for one in CallIn.objects.order_by("pk")] == ["came", "called_off", "came"]


def test_sam_reads_where_it_stands_and_not_what_was_said(team, alert, noor):
    tap(noor, alert, "thoughts", "yes")
    noor.post(at("notes", alert), {"words": "Dog in the car."})
    sam, priya = (text_of(team.browser(team.people[who]).get(at("", alert))) for who in ("sam", "priya"))
    for words in ("Thoughts of ending their life", "Dog in the car.", "I am at the creek."):
        assert words in priya
        assert words not in sam
    assert "Noor A. has it" in sam


def test_noor_says_where_she_is_taken_and_the_facts_are_asked_for_at_once(team, alert, noor):
    sent = {
        "place": "General, by ambulance",
        "basis": "emergency",
        "told": ["demographics"],
        "said": "Her name.",
    }
    assert noor.post(at("transfer", alert), {**sent, "basis": "because"}).status_code == 422
    assert noor.post(at("transfer", alert), sent).status_code == 302
    page = text_of(noor.get(at("", alert)))
    assert "The law asks for the rest of the facts now" in page
    facts = {
        "personnel": "Dr. Oak",
        "affiliation": "General",
        "nature": "Overdose",
        "told_at": "2020-01-01T10:00",
    }
    late = noor.post(at("facts", alert), facts | {"told_at": "2096-01-01T10:00"})
    assert late.status_code == 422
    assert "Dr. Oak" in late.content.decode()
    assert noor.post(at("facts", alert), facts).status_code == 302
    assert "The law asks" not in text_of(noor.get(at("", alert)))
    assert noor.post(at("arrival", alert), {"expected_at": "2020-01-01T10:00"}).status_code == 422
    assert noor.post(at("arrival", alert), {}).status_code == 302
    assert noor.post(at("return", alert)).status_code == 302
    queue = text_of(noor.get("/team/alerts/"))
    for words in ("Speak with them, now that they are back", "Change the plan", "Make the appointments"):
        assert words in queue
    maya = text_of(team.browser(team.maya).get("/me/shared/"))
    assert "Medical staff, in an emergency" in maya


def test_priya_plans_the_next_three_days_with_her_and_maya_reads_and_prints_it(team, alert):
    priya, soon = team.browser(team.priya), (team.now + 5 * HOUR).strftime("%Y-%m-%dT%H:%M")
    sent = {"tonight": "At Rosa’s.", "owner_1": str(team.sam.pk), "at_1": soon}
    missing = priya.post(at("coping_plan", alert), {**sent, "at_1": ""})
    assert missing.status_code == 422
    assert "A check-in needs somebody and a time." in text_of(missing)
    assert "At Rosa’s." in missing.content.decode()
    assert priya.post(at("coping_plan", alert), {**sent, "slots": "1@2026"}).status_code in {302, 422}
    assert priya.post(at("coping_plan", alert), sent).status_code == 302
    assert "At Rosa’s." in text_of(priya.get(at("", alert)))
    maya = text_of(team.browser(team.maya).get("/me/next-days/"))
    for words in ("At Rosa’s.", "Sam R.", "Print it"):
        assert words in maya
    assert team.browser(team.theo).get(at("coping_plan", alert)).status_code == 404
    assert "Nothing is planned" in text_of(team.browser(team.omar).get("/me/next-days/"))


def test_noor_books_a_visit_today_or_brings_in_the_supervisor_where_nobody_is_free(team, alert, noor):
    none = text_of(noor.get(at("visit", alert)))
    assert "Nobody who may see them is free today" in none
    assert "Bring in supervisor" in none
    today = local(team.priya, team.now)
    hours = {
        "from_time": time(0),
        "until_time": time(23, 59),
        "from_on": today.date(),
        "kept_for": "same_day",
    }
    Availability.objects.create(worker=team.priya, weekday=today.weekday(), **hours)
    free = free_today(team.maya, team.act(team.noor))
    if not free:
        pytest.skip("less than an hour of today is left")
    assert free[-1].key in noor.get(at("visit", alert)).content.decode()
    for sent in ({}, {"slot": "1@2026", "modality": "phone"}, {"slot": free[-1].key, "modality": "pigeon"}):
        assert noor.post(at("visit", alert), sent).status_code == 422
    assert noor.post(at("visit", alert), {"slot": free[-1].key, "modality": "phone"}).status_code == 302
    page = text_of(noor.get(at("", alert)))
    assert "A visit today: Priya N., by phone" in page
    assert "by phone" in page.split("What happens next")[1].split("Running log")[0]
    for who in ("priya", "theo", "maya"):
        assert team.browser(team.people[who]).get(at("visit", alert)).status_code == 404


def test_ravi_reads_crises_in_numbers_and_nobody_else_and_no_small_cell(team, alert, noor):
    for ago, use in ((9, "no"), (7, "yes"), (7, "no"), (6, ""), (4, "no"), (2, "yes")):
        act = team.act(team.maya, at=team.now - ago * 24 * HOUR)
        measures.check_in(team.maya, key=uuid4(), answers={"use": use, "mood": 5}, act=act)
    page = text_of(team.browser(team.ravi).get("/team/alerts/numbers/"))
    assert page.count("Too few to tell") >= 4
    assert "Length of a return to use" in page
    first, last = (team.now - 30 * 24 * HOUR).date(), (team.now + 24 * HOUR).date()
    assert [one.days for one in told_returns(first, last)] == [3, None]
    for who in ("noor", "priya", "theo"):
        assert team.browser(team.people[who]).get("/team/alerts/numbers/").status_code == 404


def test_priya_looks_back_with_her(team, alert, noor):
    crisis.close(
        alert,
        outcome="settled",
        words="",
        owner=team.priya,
        follow_up_at=team.now + 20 * HOUR,
        act=team.act(team.noor),
    )
    due, priya = FollowUp.objects.get(kind="debrief"), team.browser(team.priya)
    page = reverse("staff:look_back", args=[due.pk])
    assert priya.post(page, {"helped": ""}).status_code == 422
    assert priya.post(page, {"helped": "Rosa came.", "change": "Call Rosa first."}).status_code == 302
    assert team.browser(team.theo).get(page).status_code == 404


def test_noor_finds_out_whose_call_it_was_and_takes_it_back(team, noor):
    made = crisis.ask_for_help(None, key=uuid4(), act=team.act(team.noor))
    page, end = at("recognition", made), at("recognition_end", made)
    assert noor.get(page).status_code == 200
    noor.post(at("acknowledgement", made))
    told = {"name": "maya p.", "reason": "She said her name."}
    for bad in (
        {"name": "Maya"},
        {"name": "Omar D."},
        {"name": "\x00"},
        {"born_on": "x"},
        {"reason": "x" * 401},
    ):
        again = noor.post(page, told | bad)
        assert again.status_code == 422
        assert (told | bad)["reason"] in again.content.decode()
    assert noor.post(page, told).status_code == 302
    assert "Maya P." in text_of(noor.get(at("", made)))
    assert "She said her name." in text_of(noor.get(page))
    assert team.browser(team.theo).get(page).status_code == 404
    assert team.browser(team.priya).get(page).status_code == 404
    assert noor.post(end, {"reason": ""}).status_code == 422
    assert noor.post(end, {"reason": "Her sister."}).status_code == 302
    assert "Maya" not in text_of(noor.get(at("", made)))


def test_noor_reads_what_cannot_wait_on_both_pages_and_no_more_of_mayas_record(team, alert, noor):
    story = reverse("staff:person", args=[team.maya.pk])
    crisis.answer(alert, check="overdose", given={"lately": "yes"}, act=team.act(team.noor))
    crisis.answer(alert, check="asq", given={"asq_4": "1"}, act=team.act(team.noor))
    told = consent.Told("Penicillin", "My throat closes.", Allergy.Criticality.HIGH, Source.SELF)
    consent.note_allergy(team.maya, told, act=team.act(team.maya))
    consent.write_access(team.maya, consent.Access(interpreter="ase"), instead_of=0, act=team.act(team.maya))
    assert text_of(noor.get(at("", alert))).count("My throat closes.") == 2, (
        "once more under what may be said"
    )
    for page in (text_of(noor.get(at("", alert))), text_of(noor.get(story))):
        for words in (
            "What cannot wait",
            HEADLINE,
            "Overdoses",
            "told today",
            "Ask them",
            "English",
            "Penicillin · Can be dangerous to life",
            "American Sign Language",
        ):
            assert words in page
        for words in (
            "Drove past the old place",
            "Urges average",
            "PHQ-9",
            "Open the shop again",
            "Outpatient",
        ):
            assert words not in page
    assert "For more in an emergency" in page
    read = Viewing.objects.filter(viewer=team.noor, person=team.maya, basis="episode")
    assert {"checkins", "measures", "sud_record", "safety_plan"} <= set(
        read.values_list("resource", flat=True)
    )
    sam = text_of(team.browser(team.sam).get(at("", alert)))
    assert HEADLINE in sam
    assert "Attempts" not in sam
    for address in (story, at("", alert)):
        assert team.browser(team.theo).get(address).status_code == 404
