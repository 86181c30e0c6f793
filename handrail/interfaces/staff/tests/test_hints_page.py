"""A hint on Maya's page, and how soon signals were answered: medians, and nothing about few."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from handrail.clinical.playbooks.playbook import playbook
from handrail.clinical.playbooks.playbook import propose as proposals_of
from handrail.continuum.hints import actions as hints
from handrail.continuum.hints.models import Hint, HintShown, RuleSwitch
from handrail.continuum.responses import actions as responses
from handrail.continuum.watch.finding import Found, keep
from handrail.continuum.watch.models import Sensitivity
from handrail.foundation.plans import actions as plans
from handrail.foundation.teams.models import Programme
from handrail.interfaces.staff.queries.clock import response_clock, span
from handrail.interfaces.staff.tests.conftest import DAY, HOUR, score_phq9, someone, text_of

TITLE = "A scale got reliably worse"
RESTS = "What it rests on"


@pytest.fixture
def hint(team):
    score_phq9(team, 2, team.now - HOUR)
    hints.weigh(team.maya, act=team.act(None))
    return Hint.objects.get()


def page(team, who):
    return unescape(text_of(team.browser(team.people[who]).get(reverse("staff:person", args=[team.maya.pk]))))


def test_priya_reads_what_it_rests_on_and_sam_reads_nothing_of_it(team, hint):
    told = page(team, "priya")
    for part in (
        TITLE,
        "reliable_worsening 2026-11.1",
        "What it rests on",
        "decides nothing",
        "protocols 3.3",
    ):
        assert part in told, part
    assert TITLE not in page(team, "sam")
    assert [one.reader for one in HintShown.objects.all()] == [team.priya]


def test_she_says_not_now_with_a_word_on_why_and_what_was_typed_is_kept(team, priya, hint):
    address = reverse("staff:hint_dismissal", args=[hint.pk])
    answer = priya.post(address, {"words": ""})
    assert answer.status_code == 422 and "Say in a few words why not." in text_of(answer)
    assert priya.post(address, {"words": "We meet twice this week."}).status_code == 302
    assert Hint.objects.get().words == "We meet twice this week."
    assert "What it rests on" not in page(team, "priya")


def test_she_takes_it_up_and_theo_and_sam_cannot(team, hint):
    address = reverse("staff:hint_review", args=[hint.pk])
    for who in ("theo", "sam"):
        assert team.browser(team.people[who]).post(address).status_code == 404
    team.browser(team.priya).post(address)
    assert "Review together how often" in page(team, "priya")


def test_a_supervisor_switches_a_rule_and_nobody_else(team):
    outpatient = Programme.objects.get(name="Outpatient")
    address, sent = reverse("staff:rule_switch", args=[outpatient.pk]), {"rule": "safety_answer", "to": "off"}
    for who in ("priya", "theo"):
        assert team.browser(team.people[who]).post(address, sent).status_code == 404
    ravi = team.browser(team.ravi)
    ravi.post(address, sent)
    assert RuleSwitch.objects.open().get().rule == "safety_answer"
    assert "Use it again" in text_of(ravi.get(reverse("staff:how_soon")))
    assert "Switch off" not in text_of(team.browser(team.priya).get(reverse("staff:how_soon")))


def test_what_was_given_rests_while_its_rule_is_off_and_is_there_again_afterwards(team, hint):
    outpatient, act = Programme.objects.get(name="Outpatient"), team.act(team.ravi)
    hints.switch_off(outpatient, rule=hint.rule, act=act)
    hints.weigh(team.maya, act=team.act(None))
    assert RESTS not in page(team, "priya") and not HintShown.objects.exists()
    hints.switch_on(outpatient, rule=hint.rule, act=act)
    hints.weigh(team.maya, act=team.act(None))
    assert RESTS in page(team, "priya")
    assert (Hint.objects.get().status, HintShown.objects.count()) == ("open", 1)


def test_a_supervisor_says_what_a_programme_is_told_of_and_nobody_else(team):
    outpatient, page = Programme.objects.get(name="Outpatient"), reverse("staff:how_soon")
    address, sent = reverse("staff:sensitivity", args=[outpatient.pk]), {"told_of": "only_strong"}
    for who in ("priya", "theo"):
        assert team.browser(team.people[who]).post(address, sent).status_code == 404
        assert "is told of a change" not in text_of(team.browser(team.people[who]).get(page))
    ravi = team.browser(team.ravi)
    refused = ravi.post(address, {"told_of": "everything", "strong_calls": "on"})
    assert refused.status_code == 422 and "Choose one." in text_of(refused)
    assert ravi.post(address, sent).status_code == 302
    said = Sensitivity.objects.get()
    assert (said.programme, said.told_of, said.strong_calls) == (outpatient, "only_strong", False)
    assert re.search(r'value="only_strong"[^>]* checked', ravi.get(page).content.decode())


def signal(team, person, number=0, *, answered=True):
    """Something was found about them, taken up by Priya after 30 minutes, and done after two hours, or by nobody."""
    at = team.now - 20 * HOUR - number * DAY
    found = Found(
        at.date(), "alert", "early_warning", "Urges higher", "Urges higher.", {"leading": ["craving"]}
    )
    finding = keep(person, found, act=team.act(None, at=at))
    book = playbook("craving_spike")
    response = responses.propose(
        finding, playbook=book.id, proposals=proposals_of(book, at=at), act=team.act(None, at=at)
    )
    if not answered:
        return
    mine = responses.accept(
        response.proposals.get(role="counselor"), act=team.act(team.priya, at=at + HOUR / 2)
    )
    plans.complete(mine.step, act=team.act(team.priya, at=at + 2 * HOUR))


def test_the_response_clock_tells_medians_and_nothing_about_few_people(team):
    for number in range(2, 14):
        signal(team, team.maya, number)
    every = response_clock(team.act(team.ravi))[0]
    assert (every.signals, every.not_taken_up) == ("fewer than 11", "fewer than 11")
    assert (every.to_accepted, every.to_contact) == ("", "")
    for number in range(10):
        signal(team, someone(team, f"Al {number}"))
    _every, craving = response_clock(team.act(team.ravi))
    assert (craving.signals, craving.to_accepted, craving.to_contact) == ("23", "30 min", "2 h 0 min")
    for number in range(11):
        signal(team, someone(team, f"Bo {number}"), answered=False)
    _every, craving = response_clock(team.act(team.ravi))
    # Of 34 signals 12 were taken up by nobody, Maya’s newest among them: they are later than all others.
    assert (craving.signals, craving.not_taken_up) == ("34", "12") and craving.to_accepted == "30 min"
    assert "30 min" in text_of(team.browser(team.priya).get(reverse("staff:how_soon")))
    for number in range(11, 24):
        signal(team, someone(team, f"Bo {number}"), answered=False)
    assert response_clock(team.act(team.ravi))[0].to_contact == "not yet for half"
    assert response_clock(team.act(team.theo)) == []


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(minutes=4), "4 min"), (timedelta(hours=3, minutes=20), "3 h 20 min"),
        (timedelta(days=2, hours=4, minutes=5), "2 d 4 h"),
    ],
)  # fmt: skip
def test_a_span_is_said_in_words(time, words):
    assert span(time) == words
