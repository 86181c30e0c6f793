"""Steps of the plan: adding, ticking, undoing, setting aside."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.foundation.ledger.models import Entry
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.interfaces.staff.tests.conftest import BROKEN, form, text_of
from tests.opened import among

TITLE = "Call Harbor House"


@pytest.fixture
def steps(team):
    return reverse("staff:steps", args=[team.maya.pk])


def address(verb, step, place=""):
    return reverse(f"staff:{verb}", args=[step.pk]) + place


def added(title=TITLE):
    return next(iter(among(Step.objects.all(), title=title)), None)


@pytest.mark.parametrize("who", ["maya", "priya", "lena"])
def test_a_step_has_one_owner_out_of_maya_and_her_team(team, priya, steps, who):
    owner = team.people[who]
    sent = {"title": TITLE, "responsible": "person" if who == "maya" else str(owner.pk), "why": "It is near."}
    answer = priya.post(steps, sent)
    step = added()
    assert (step.responsible, step.why, step.due_on) == (owner, "It is near.", None)
    assert answer[
        "Location"
    ] == f"{reverse('staff:plan', args=[team.maya.pk])}?told=s{step.pk}#row-s{step.pk}" or (
        answer["Location"].startswith(reverse("staff:today"))
    )


def test_a_partner_is_named(team, priya, steps):
    priya.post(steps, {"title": TITLE, "responsible": "partner", "partner": "Harbor House"})
    assert (added().partner, added().responsible) == ("Harbor House", None)


def test_a_step_added_on_the_record_is_seen_there(team, priya, steps):
    day = team.today + timedelta(days=1)
    answer = priya.post(
        f"{steps}?on=person", {"title": TITLE, "responsible": "person", "due_on": f"{day:%Y-%m-%d}"}
    )
    assert answer["Location"].startswith(reverse("staff:person", args=[team.maya.pk]))
    assert TITLE in text_of(priya.get(answer["Location"])) and added().due_on == day


#: What cannot be kept in a new step, and what is said about it.
WRONG = [
    ({"title": ""}, "Please write a few words here."), ({"title": "x" * 161}, "there is room for 160"),
    ({"responsible": ""}, "Please choose who does it."), ({"responsible": "999999999"}, "Please choose one of these"),
    ({"responsible": "a\x00b"}, "Please choose one of these"), ({"responsible": "partner"}, "Please name the partner."),
    ({"partner": "Harbor House"}, "A step has one responsible party."), ({"due_on": "2026-02-30"}, "We need a day like"),
    ({"due_on": "1999-01-01"}, "This day has passed."), ({"why": "x" * 241}, "there is room for 240"),
    ({"partner": "x" * 121}, "there is room for 120"),
]  # fmt: skip


@pytest.mark.parametrize("place", ["?on=person", "?on=plan", "?on=nonsense"])
def test_a_step_that_cannot_be_is_said_and_what_was_typed_stays(priya, steps, place):
    for changed, told in WRONG:
        sent = {"title": TITLE, "responsible": "person", "why": "It is near."} | changed
        answer = priya.post(steps + place, sent)
        text = text_of(answer)
        assert answer.status_code == 422 and told in text, changed
        typed = [sent[name] for name in ("title", "why", "partner") if sent.get(name)]
        assert all(f'value="{words}"' in text for words in typed), changed
    assert Step.objects.count() == 1


@pytest.mark.parametrize("name", ["title", "why", "partner"])
def test_broken_characters_are_taken_out_and_said(priya, steps, name):
    for typed, kept, told in BROKEN:
        sent = {"title": TITLE, "responsible": "partner", "partner": "Harbor House"} | {name: typed}
        answer = priya.post(steps, **form(sent))
        assert answer.status_code == 422 and told in text_of(answer) and f'value="{kept}"' in text_of(answer)
    assert Step.objects.count() == 1


def test_theo_is_not_somebody_who_can_be_given_a_step(team, priya, steps):
    assert "Theo" not in text_of(priya.get(reverse("staff:plan", args=[team.maya.pk])))
    assert priya.post(steps, {"title": TITLE, "responsible": str(team.theo.pk)}).status_code == 422
    assert added() is None


def test_an_empty_form_is_not_a_step(priya, steps):
    assert priya.post(steps).status_code == 422
    assert Step.objects.count() == 1


def test_a_tick_and_its_undo(team, priya, step):
    answer = priya.post(address("completion", step, "?on=plan"))
    step.refresh_from_db()
    assert (step.status, answer["Location"]) == (
        "done", f"{reverse('staff:plan', args=[team.maya.pk])}?told=s{step.pk}#row-s{step.pk}",
    )  # fmt: skip
    text = text_of(priya.get(answer["Location"]))
    assert "Done: Send income letter" in text and address("reopening", step) in text
    priya.post(address("reopening", step, "?on=plan"))
    step.refresh_from_db()
    assert (step.status, step.ended_at) == ("to_do", None)


def test_two_ticks_are_one_and_undoing_what_is_open_changes_nothing(priya, step):
    assert priya.post(address("reopening", step)).status_code == 302
    for _ in range(2):
        assert priya.post(address("completion", step)).status_code == 302
    assert Entry.objects.filter(kind="plans.step.completed").count() == 1
    assert not Entry.objects.filter(kind="plans.step.reopened").exists()


def test_a_step_is_set_aside_with_a_word_on_why(priya, step):
    answer = priya.post(
        address("setting_aside", step, "?on=person"), {"outcome": "The letter came by itself."}
    )
    step.refresh_from_db()
    assert (step.status, step.outcome) == ("changed", "The letter came by itself.")
    assert "Set aside: Send income letter" in text_of(priya.get(answer["Location"]))


@pytest.mark.parametrize("place", ["?on=person", "?on=plan"])
def test_words_on_why_that_cannot_be_kept_are_said_and_stay(priya, step, place):
    for typed, kept, told in [
        *BROKEN,
        ("x" * 241, "x" * 241, "room for 240"),
        (" ", "", "what changed"),
        (None, "", "what changed"),
    ]:
        answer = priya.post(address("setting_aside", step, place), **form({"outcome": typed}))
        text = text_of(answer)
        assert answer.status_code == 422 and told in text and f"{kept}</textarea>" in text, typed
    step.refresh_from_db()
    assert (step.status, step.outcome) == ("to_do", "")


def test_a_step_that_ended_meanwhile_stays_as_it_is(team, priya, step):
    plans.complete(step, outcome="Sent.", act=team.act(team.lena))
    assert priya.post(address("setting_aside", step), {"outcome": "Not needed"}).status_code == 302
    step.refresh_from_db()
    assert (step.status, step.outcome) == ("done", "Sent.")


def test_priya_does_not_tick_a_step_of_somebody_she_does_not_care_for(team, priya):
    theirs = plans.add_step(team.omar, title="Omar's own", responsible=team.omar, act=team.act(team.theo))
    for verb in ("completion", "reopening", "setting_aside"):
        assert priya.post(address(verb, theirs), {"outcome": "x"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.status == "to_do"
