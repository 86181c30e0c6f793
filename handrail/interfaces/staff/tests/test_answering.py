"""Answering a proposal: yes, yes but differently, no with a word on why; and everything that can go wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import Ask, Proposal
from handrail.foundation.ledger.models import Entry
from handrail.foundation.plans.models import Step
from handrail.interfaces.staff.tests.conftest import BROKEN, form, text_of


def address(verb, proposal, place=""):
    return reverse(f"staff:{verb}", args=[proposal.pk]) + place


def unchanged(proposal):
    proposal.refresh_from_db()
    return (proposal.status, proposal.step, Step.objects.filter(origin="proposal").count()) == (
        "waiting",
        None,
        0,
    )


def test_priya_accepts_in_one_tap_and_it_stands_in_the_plan(team, priya, proposal):
    answer = priya.post(address("acceptance", proposal))
    assert answer["Location"] == f"{reverse('staff:today')}?told=p{proposal.pk}#row-p{proposal.pk}"
    proposal.refresh_from_db()
    assert (proposal.status, proposal.answered_by) == ("accepted", team.priya)
    assert (proposal.step.title, proposal.step.responsible) == (proposal.title, team.priya)
    told = text_of(priya.get(answer["Location"]))
    assert "You took this on. It stands in the plan: Go through the plan" in told
    assert told.count(f'id="row-p{proposal.pk}"') == 1 and f'data-key="s{proposal.step.pk}"' not in told


def test_the_answer_leads_back_to_the_page_it_was_given_on(team, priya, proposal):
    answer = priya.post(address("acceptance", proposal, "?on=person"))
    assert answer["Location"].startswith(reverse("staff:person", args=[team.maya.pk]) + "?told=p")
    assert "You took this on." in text_of(priya.get(answer["Location"]))


def test_the_board_that_was_chosen_stays_chosen(priya, proposal):
    answer = priya.post(address("acceptance", proposal, "?scope=team&strand=counsel"))
    assert answer["Location"].startswith(f"{reverse('staff:today')}?scope=team&strand=counsel&told=p")


@pytest.mark.parametrize("place", ["?on=//evil.example", "?on=person/../..", "?strand=%00&scope=%ED%A0%80"])
def test_an_answer_leads_nowhere_else(priya, proposal, place):
    assert priya.post(address("acceptance", proposal, place))["Location"].startswith(reverse("staff:today"))


def test_two_taps_are_one_answer(priya, proposal):
    for _ in range(2):
        assert priya.post(address("acceptance", proposal)).status_code == 302
    assert Step.objects.filter(origin="proposal").count() == 1
    assert Entry.objects.filter(kind="responses.proposal.accepted").count() == 1


def test_whoever_was_first_is_named_and_nothing_is_changed(team, priya, proposal):
    Ask.objects.filter(proposal=proposal).update(ended_at=team.now)
    Ask.objects.create(
        proposal=proposal, asked=team.sam, asked_at=team.now, answer_by=team.now + timedelta(hours=4)
    )
    responses.accept(proposal, act=team.act(team.sam))
    for verb, sent in (
        ("acceptance", {}), ("change", {"title": "Later", "due_on": f"{team.today:%Y}-12-31"}), ("decline", {"words": "Not me"}),
    ):  # fmt: skip
        answer = priya.post(address(verb, proposal), sent)
        assert "Sam R. answered this before you: accepted. Nothing was changed." in text_of(
            priya.get(answer["Location"])
        )
    assert Step.objects.get(origin="proposal").responsible == team.sam


def test_lena_does_not_answer_what_priya_was_asked(team, proposal):
    lena = team.browser(team.lena)
    for verb, sent in (
        ("acceptance", {}),
        ("decline", {"words": "No"}),
        ("change", {"title": "x", "due_on": "2099-01-01"}),
    ):
        assert lena.post(address(verb, proposal), sent).status_code in {404, 422}
    assert unchanged(proposal)


def test_priya_changes_the_words_and_the_day(team, priya, proposal):
    day = team.today + timedelta(days=2)
    priya.post(address("change", proposal), {"title": "Walk and talk", "due_on": f"{day:%Y-%m-%d}"})
    step = Step.objects.get(origin="proposal")
    assert (step.title, step.due_on, step.responsible) == ("Walk and talk", day, team.priya)


#: A day that cannot be, and what is said about it.
DAYS = {
    "": "Please choose a day.", "2026-02-30": "We need a day like", "tomorrow": "We need a day like",
    "0000-00-00": "We need a day like", "1999-01-01": "This day has passed.", "99999-01-01": "We need a day like",
    "9999-12-31": "more than two years away", "2027\x00": "We need a day like",
}  # fmt: skip


@pytest.mark.parametrize("place", ["", "?on=person", "?on=plan"])
def test_a_day_that_cannot_be_is_said_and_what_was_typed_stays(priya, proposal, place):
    for day, told in DAYS.items():
        answer = priya.post(address("change", proposal, place), {"title": "Walk and talk", "due_on": day})
        assert answer.status_code == 422, day
        if place != "?on=plan":  # a plan shows no proposals
            text = text_of(answer)
            assert told in text and "Walk and talk</textarea>" in text and f'value="{day}"' in text, day
    assert unchanged(proposal)


@pytest.mark.parametrize("verb", ["change", "decline"])
def test_words_that_cannot_be_kept_are_said_and_stay(team, priya, proposal, verb):
    name = "title" if verb == "change" else "words"
    for typed, kept, told in [
        *BROKEN,
        ("x" * 241, "x" * 241, "Nothing was cut."),
        ("  ", "", "few words"),
        (None, "", "few words"),
    ]:
        sent = form({name: typed, "due_on": f"{team.today:%Y-%m-%d}"})
        answer = priya.post(address(verb, proposal, "?on=person"), **sent)
        text = text_of(answer)
        assert answer.status_code == 422 and told in text and f"{kept}</textarea>" in text, typed
        assert 'aria-invalid="true"' in text
    assert unchanged(proposal)


def test_a_decline_takes_a_word_and_the_row_shows_it(team, priya, proposal):
    answer = priya.post(address("decline", proposal), {"words": "We did this on Monday <b>"})
    proposal.refresh_from_db()
    assert (proposal.status, proposal.words, proposal.step) == ("declined", "We did this on Monday <b>", None)
    assert "You said no for now: “We did this on Monday &lt;b&gt;”" in text_of(priya.get(answer["Location"]))


def test_what_was_typed_keeps_its_row_when_somebody_else_was_asked_since(team, priya, proposal):
    Ask.objects.filter(proposal=proposal).update(ended_at=team.now)
    text = text_of(priya.post(address("decline", proposal), {"words": "y" * 300}))
    assert "y" * 300 + "</textarea>" in text and "Nothing was cut." in text


def test_a_proposal_that_was_answered_is_not_asked_again_on_the_record(team, priya, proposal):
    responses.accept(proposal, act=team.act(team.priya))
    text = text_of(priya.get(reverse("staff:person", args=[team.maya.pk])))
    assert "Waiting for your answer" not in text
    assert Proposal.objects.get(pk=proposal.pk).title in text
