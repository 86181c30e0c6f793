"""Noor's console, the queue, and who is on call: who sees them, and what bad input does."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.foundation.ledger.models import Viewing
from handrail.interfaces.staff.tests.conftest import text_of
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.ladder import addresses_of
from handrail.pillars.crisis.models import Alert, FollowUp, Shift

QUEUE = "/team/alerts/"
#: Every address of one alert.
ADDRESSES = (
    "alert", "alert_acknowledgement", "alert_taking_over", "alert_next_step", "alert_notes", "alert_closing",
    "alert_answers", "alert_ratings", "alert_around", "alert_urgency", "alert_supervisor", "alert_handoff", "alert_coming",
    "alert_calling_off", "alert_mobile_team", "alert_transfer", "alert_facts", "alert_arrival", "alert_return",
)  # fmt: skip
HOUR = timedelta(hours=1)


@pytest.fixture
def alert(team):
    return crisis.ask_for_help(team.maya, key=uuid4(), words="I am at the creek.", act=team.act(team.maya))


@pytest.fixture
def noor(team):
    return team.browser(team.noor)


def at(name, row):
    return reverse(f"staff:{name}", args=[row.pk])


def test_every_page_of_her_team_says_that_she_waits_and_theos_says_nothing(team, alert, noor):
    for who in ("noor", "priya", "ravi"):
        assert "Maya P. needs someone now" in text_of(team.browser(team.people[who]).get("/team/"))
    theo = team.browser(team.theo)
    assert "Maya" not in text_of(theo.get("/team/"))
    assert "Maya" not in text_of(theo.get(QUEUE))


def test_to_theo_it_is_not_there(team, alert):
    theo = team.browser(team.theo)
    for name in ADDRESSES:
        send = theo.get if name == "alert" else theo.post
        there, nowhere = send(at(name, alert)), send(reverse(f"staff:{name}", args=[987654]))
        assert (there.status_code, nowhere.status_code) == (404, 404), name
        assert there.content == nowhere.content, name


def test_noor_takes_it_says_what_is_next_adds_to_the_log_and_closes_it(team, alert, noor):
    page = at("alert", alert)
    assert "Shown to whoever has it." in text_of(noor.get(page))
    noor.post(at("alert_acknowledgement", alert))
    words = text_of(noor.get(page))
    assert "Open · Noor A. has it" in words
    assert "Say you are from the bakery." in words
    noor.post(at("alert_next_step", alert), {"words": "Sam sits with her.", "minutes": "60"})
    noor.post(at("alert_notes", alert), {"words": "Dog in the car."})
    noor.post(at("alert_closing", alert), _closing(team))
    words = text_of(noor.get(page))
    for said in ("I am at the creek.", "Sam sits with her.", "Dog in the car.", "Closed: Rosa is with her."):
        assert said in words
    assert FollowUp.objects.get(kind="next_day").owner == team.sam
    assert Viewing.objects.filter(person=team.maya, viewer=team.noor, resource="crisis_episodes").exists()


def _closing(team, **other):
    later = (team.now + 20 * HOUR).strftime("%Y-%m-%dT%H:%M")
    sent = {
        "outcome": "handed_over",
        "words": "Rosa is with her.",
        "owner": str(team.sam.pk),
        "follow_up_at": later,
    }
    return sent | other


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"owner": ""}, "Say who speaks with them again"),
        ({"follow_up_at": ""}, "Say who speaks with them again"),
        ({"follow_up_at": "2020-01-01T10:00"}, "within two days"),
        ({"follow_up_at": "soon"}, "We need a day and a time"),
        ({"owner": "99999"}, "valid choice"),
    ],
)
def test_what_is_missing_to_close_it_is_said_and_what_was_typed_stays(team, alert, noor, other, said):
    crisis.acknowledge(alert, act=team.act(team.noor))
    answer = noor.post(at("alert_closing", alert), _closing(team, **other))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Rosa is with her." in answer.content.decode()
    assert Alert.objects.get().is_open


def test_idris_learns_who_has_it(team, alert, noor):
    crisis.acknowledge(alert, act=team.act(team.ravi))
    answer = noor.post(at("alert_acknowledgement", alert))
    assert answer.status_code == 422
    assert "Ravi S. has it. Nothing was changed." in text_of(answer)


@pytest.mark.parametrize("words", ["", " ", "a\x00b", "x" * 4001])
def test_a_line_that_cannot_be_kept_changes_nothing(team, alert, noor, words):
    assert noor.post(at("alert_notes", alert), {"words": words}).status_code == 422
    assert alert.log.count() == 2


def test_somebody_without_a_name_calls(team, noor):
    key = re.search(r'name="key" value="([\w-]+)"', text_of(noor.get(QUEUE)))[1]
    told = {"callback": "+15550199", "words": "Under the bridge.", "key": key}
    answer = noor.post(QUEUE + "caller/", told)
    assert noor.post(QUEUE + "caller/", told)["Location"] == answer["Location"], "pressed twice it is one"
    page = text_of(noor.get(answer["Location"]))
    assert "Somebody who gave no name" in page
    assert "Under the bridge." in page
    assert team.browser(team.priya).get(answer["Location"]).status_code == 404


def test_priya_asks_for_maya_from_her_page_and_theo_cannot(team):
    address = reverse("staff:person_alert", args=[team.maya.pk])
    assert team.browser(team.theo).post(address).status_code == 404
    for _press in range(2):
        team.browser(team.priya).post(address, {"key": "6f7a3c0e-51b6-4b53-9a56-0c1d5a0f5d11"})
    assert Alert.objects.get().person == team.maya
    assert not Alert.objects.get().log.filter(kind="asked_again").exists()
    page = reverse("staff:person", args=[team.maya.pk])
    waiting = text_of(team.browser(team.priya).get(page))
    assert "Maya P. needs someone now" in waiting and "Crisis open since" not in waiting
    crisis.acknowledge(Alert.objects.get(), act=team.act(team.noor))
    assert "Crisis open since" in text_of(team.browser(team.priya).get(page))


def test_the_next_day_call_is_said_how_it_went(team, alert, noor):
    crisis.acknowledge(alert, act=team.act(team.noor))
    crisis.close(alert, outcome=Alert.Outcome.SETTLED, words="", owner=team.sam, follow_up_at=team.now + 20 * HOUR, act=team.act(team.noor))  # fmt: skip
    sam, page = team.browser(team.sam), at("follow_up", FollowUp.objects.get(kind="next_day"))
    assert "Next-day call: Maya P." in text_of(sam.get(page))
    assert sam.post(page, {"outcome": "tried"}).status_code == 422
    again = (team.now + 5 * HOUR).strftime("%Y-%m-%dT%H:%M")
    assert sam.post(page, {"outcome": "tried", "again_at": again}).status_code == 302
    assert (
        sam.post(
            at("follow_up", FollowUp.objects.get(done_at=None, kind="next_day")), {"outcome": "reached"}
        ).status_code
        == 302
    )
    assert team.browser(team.theo).get(page).status_code == 404


def test_ravi_plans_who_is_on_call_and_a_gap_is_told(team):
    ravi, page = team.browser(team.ravi), "/team/on-call/"
    assert "Nobody is on call in the next seven days" in text_of(ravi.get(page))
    for who, is_told in ((team.ravi, True), (team.priya, False)):
        assert ("Nobody is on call then" in text_of(team.browser(who).get("/team/"))) == is_told
    sent = _shift(team, team.noor)
    assert ravi.post(page, sent).status_code == 302
    assert "Noor A." in text_of(team.browser(team.priya).get("/team/"))
    again = ravi.post(page, _shift(team, team.ravi))
    assert again.status_code == 422
    assert "Somebody is on call at that place then." in text_of(again)
    backwards = ravi.post(page, _shift(team, team.noor, place="2") | {"until_at": "2020-01-01T00:00"})
    assert "ends before it begins" in text_of(backwards)
    assert team.browser(team.priya).post(page, _shift(team, team.noor, place="3")).status_code == 404


def test_noor_hands_her_shift_to_ravi_and_priya_takes_nobodys(team):
    shift = crisis.add_shift(team.noor, place=1, from_at=team.now - HOUR, until_at=team.now + HOUR, act=team.act(team.ravi))  # fmt: skip
    address = at("shift_handover", shift)
    assert team.browser(team.priya).post(address, {"worker": team.ravi.pk}).status_code == 404
    assert team.browser(team.noor).post(address, {"worker": team.ravi.pk}).status_code == 302
    assert Shift.objects.get().worker == team.ravi
    assert team.browser(team.noor).post(at("shift_removal", shift)).status_code == 404


def _shift(team, worker, place="1"):
    words = [(team.now + n * HOUR).strftime("%Y-%m-%dT%H:%M") for n in (-6, 30)]
    return {"worker": str(worker.pk), "place": place, "from_at": words[0], "until_at": words[1]}


@pytest.mark.parametrize(("typed", "kept"), [("555 010 0199", "+15550100199"), ("+44 20 7946 0000", "+442079460000"), ("", "")])  # fmt: skip
def test_noor_says_at_which_number_she_is_called(team, noor, typed, kept):
    assert noor.post("/team/on-call/number/", {"number": typed}).status_code == 302
    assert addresses_of([team.noor]).get((team.noor.pk, "sms"), "") == kept


@pytest.mark.parametrize("typed", ["call me", "\x00", "1", "9" * 40])
def test_what_is_no_number_is_not_kept(team, noor, typed):
    assert noor.post("/team/on-call/number/", {"number": typed}).status_code == 422
    assert (
        team.browser(team.priya).post("/team/on-call/number/", {"number": "555 010 0199"}).status_code == 404
    )
