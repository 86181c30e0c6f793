"""Goals: what comes first, and how one ends; said to Maya and her team in their own language."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from handrail.continuum.copies.saying import said
from handrail.continuum.journey.queries import timeline
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Goal, Step
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


def test_maya_may_end_her_own_goal(team):
    goal = plans.set_goal(team.maya, words="Rest.", act=team.act(team.maya))
    assert plans.end_goal(goal, status=Goal.Status.COMPLETED, act=team.act(team.maya)).ended_at is not None
