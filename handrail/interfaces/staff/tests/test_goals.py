"""Goals: what comes first, and how one ends; said to Maya and her team in their own language."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from handrail.continuum.copies.saying import said
from handrail.continuum.journey.queries import timeline
from handrail.foundation.ledger.act import Act
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Goal, Priority, Step
from handrail.interfaces.staff.tests.conftest import text_of


def test_goals_and_steps_come_first_next_or_later_and_a_goal_ends_with_why(team, priya, theo):
    page, goals = (reverse(f"staff:{name}", args=[team.maya.pk]) for name in ("plan", "goals"))
    for words, need, priority in (
        ("A bed of my own.", "housing", "3"),
        ("Rest.", "", ""),
        ("Open the shop.", "", "1"),
    ):
        assert priya.post(goals, {"words": words, "need": need, "priority": priority}).status_code == 302
    wrong = priya.post(goals, {"words": "Walk more.", "priority": "7"})
    assert (
        wrong.status_code == 422
        and "Walk more." in text_of(wrong)
        and "first, next or later" in text_of(wrong)
    )
    shown = text_of(priya.get(page))
    assert shown.index("Open the shop.") < shown.index("Rest.") < shown.index("A bed of my own.")

    steps = reverse("staff:steps", args=[team.maya.pk])
    priya.post(steps, {"title": "Call the landlord", "responsible": "person", "priority": "1"})
    mine = Step.objects.of(team.maya).open().owned_by(team.maya).first_things_first().first()
    assert mine is not None and mine.title == "Call the landlord"

    bed = next(one for one in Goal.objects.of(team.maya) if one.need)
    end = reverse("staff:goal_end", args=[bed.pk])
    assert theo.post(end, {"status": "completed"}).status_code == 404
    unsaid = priya.post(end, {"status": "changed", "outcome": " "})
    assert unsaid.status_code == 422 and "what changed" in text_of(unsaid)
    assert priya.post(end, {"status": "active"}).status_code == 422
    assert priya.post(end, {"status": "changed", "outcome": "She moves to Rosa."}).status_code == 302
    priya.post(end, {"status": "completed"})  # What has ended stays as it is.
    bed.refresh_from_db()
    assert (bed.status, bed.outcome) == ("changed", "She moves to Rosa.")
    assert "She moves to Rosa." in text_of(priya.get(page)).split("Goals that ended")[1]
    line = timeline(team.maya, act=team.act(team.priya))[0]
    assert (line.title, line.voice, line.text) == ("A goal changed", "A bed of my own.", "She moves to Rosa.")
    hers = text_of(team.browser(team.maya).get(reverse("client:plan")))
    assert "She moves to Rosa." in hers.split("What I wanted before")[1]
    is_said_in_words(bed, team.maya)


def is_said_in_words(bed, maya):
    """In her copy, in English and Spanish."""
    assert said(bed, "need", maya) == ["A place to live"] and said(bed, "priority", maya) == ["Later"]
    with translation.override("es"):
        assert said(bed, "need", maya) == ["Un lugar donde vivir"]
        assert said(bed, "status", maya) == ["Cambiado"]
        assert timeline(maya, act=Act(maya, bed.ended_at, "test"))[0].title == "Una meta cambió"


def test_maya_ends_her_own_goal_in_words_and_nothing_of_it_is_erased(team, priya):
    maya = team.browser(team.maya)
    goal = plans.set_goal(team.maya, words="Rest.", act=team.act(team.maya))
    page = reverse("client:goal", args=[goal.pk])
    assert page in text_of(maya.get(reverse("client:plan"))) and "I changed my mind" in text_of(
        maya.get(page)
    )
    for wrong in ({"outcome": "Too much."}, {"status": "active", "outcome": "Too much."}):
        again = maya.post(page, wrong)
        assert again.status_code == 422 and "Too much." in text_of(again)
    assert team.browser(team.people["omar"]).post(page, {"status": "completed"}).status_code == 404
    assert maya.post(page, {"status": "set_aside", "outcome": "After the move."}).status_code == 302
    goal.refresh_from_db()
    assert (goal.words, goal.status, goal.outcome) == ("Rest.", "set_aside", "After the move.")
    assert maya.get(page).status_code == 404
    for shown in (maya.get(reverse("client:plan")), priya.get(reverse("staff:plan", args=[team.maya.pk]))):
        assert "Rest." in text_of(shown) and "After the move." in text_of(shown)


def test_what_comes_first_is_changed_afterwards_by_the_team_and_for_her_own_steps_by_maya(
    team, priya, theo, step
):
    act = team.act(team.priya)
    mine = plans.add_step(team.maya, title="Call the clinic", responsible=team.maya, act=act)
    page = reverse("staff:ranking", args=[step.pk]) + "?on=plan"
    assert theo.post(page, {"priority": "1"}).status_code == 404
    assert priya.post(page, {"priority": "9"}).status_code == 422
    assert priya.post(page, {"priority": "1"}).status_code == 302
    plan = text_of(priya.get(reverse("staff:plan", args=[team.maya.pk])))
    assert plan.index("Send income letter") < plan.index("Call the clinic")
    line = timeline(team.maya, act=act)[0]
    assert (line.title, line.text) == ("When it comes: Send income letter", "First")

    maya = team.browser(team.maya)
    own = reverse("client:ranking", args=[mine.pk])
    assert maya.post(own, {"priority": ""}).status_code == 422
    assert maya.post(own, {"priority": "3"}).status_code == 302
    mine.refresh_from_db()
    assert mine.priority == 3
    assert maya.post(reverse("client:ranking", args=[step.pk]), {"priority": "3"}).status_code == 404
    plans.complete(mine, act=team.act(team.maya))
    assert plans.rank(mine, priority=Priority.FIRST, act=team.act(team.maya)).priority == 3
