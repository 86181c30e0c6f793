"""Plans are looked at again by level of care, in days that the organization sets, or on a day somebody chose."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from handrail.continuum.journey.queries import timeline
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Plan, PlanReview, ReviewRhythm
from handrail.foundation.teams.models import Programme
from handrail.interfaces.staff.review_forms import FIELDS
from handrail.interfaces.staff.tests.conftest import text_of

CASELOAD, RHYTHMS = reverse("staff:caseload"), reverse("staff:rhythms")
DAY = timedelta(days=1)


def days(**given):
    return {name: given.get(f"l{level.replace('.', '_')}", "") for level, name in FIELDS.items()}


def due(browser):
    return text_of(browser.get(CASELOAD)).split('id="s-plans"')[1].split("</section>")[0]


def test_what_is_due_follows_the_level_and_the_days_that_ravi_set(team, priya, theo):
    plans.choose_level(team.maya, level="2.1", act=team.act(team.priya))
    assert "No plan is due." in due(priya)  # nobody set a number, and none is made up
    ravi = team.browser(team.ravi)
    page = reverse("staff:rhythm", args=[Programme.objects.get(name="Outpatient").pk])
    again = ravi.post(page, days(l2_1="0", l1_5="60"))
    assert again.status_code == 422 and 'value="60"' in text_of(again) and not ReviewRhythm.objects.exists()
    assert ravi.post(page, days(l2_1="10", l1_5="60")).status_code == 302
    ravi.post(page, days(l2_1="14", l1_5="60"))
    open_ones = {row.level: row.days for row in ReviewRhythm.objects.open()}
    assert open_ones == {"2.1": 14, "1.5": 60} and ReviewRhythm.objects.count() == 3  # what held before stays
    # The plan was opened twenty days ago and never looked at again.
    assert "Was due" in due(priya) and "2.1, clinically managed" in due(priya) and "Maya P." in due(priya)
    assert "Maya" not in due(theo)
    for other in (priya, theo):
        assert other.get(RHYTHMS).status_code == 404 and other.post(page, days()).status_code == 404

    review = reverse("staff:plan_review", args=[team.maya.pk])
    assert theo.post(review, {}).status_code == 404
    late = priya.post(review, {"words": "Two evenings.", "next_on": str(team.today - DAY)})
    assert late.status_code == 422 and "Two evenings." in text_of(late) and not PlanReview.objects.exists()
    assert priya.post(review, {"words": "Two evenings.", "next_on": ""}).status_code == 302
    assert "No plan is due." in due(priya)
    shown = text_of(priya.get(reverse("staff:plan", args=[team.maya.pk])))
    assert "Looked at together today." in shown
    line = timeline(team.maya, act=team.act(team.priya))[0]
    assert (line.title, line.text) == ("Looked at the plan together", "Two evenings.")
    # A day that somebody chose counts where it is sooner.
    priya.post(review, {"words": "", "next_on": str(team.today + 5 * DAY)})
    assert "Maya P." in due(priya) and Plan.objects.get(person=team.maya).review_on == team.today + 5 * DAY
