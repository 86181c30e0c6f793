"""Maya says when she is away, reads it, and comes back; her team reads it on her story."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from handrail.continuum.watch.models import Absence
from handrail.interfaces.staff.tests.conftest import text_of

PAGE = "/me/absence/"


def test_maya_says_when_she_is_away_and_that_she_is_back_and_her_team_reads_both(live_cast):
    maya, today = live_cast.browser(live_cast.maya), live_cast.today
    assert PAGE in text_of(maya.get("/me/me/"))
    days = {"from_on": today.isoformat(), "until_on": (today + timedelta(days=4)).isoformat()}
    assert maya.post(PAGE, days)["Location"] == f"{PAGE}?told=saved"
    assert "I am back" in text_of(maya.get(PAGE))
    story = reverse("staff:person", args=[live_cast.maya.pk])
    assert "Away: no check-in expected" in text_of(live_cast.browser(live_cast.priya).get(story))
    assert live_cast.browser(live_cast.theo).get(story).status_code == 404
    assert maya.post(f"{PAGE}end/")["Location"] == f"{PAGE}?told=back"
    assert Absence.objects.get().back_on == today and "I am back" not in text_of(maya.get(PAGE))
    assert "Back, and checking in again" in text_of(live_cast.browser(live_cast.priya).get(story))


def test_days_that_are_none_are_given_back_and_nothing_is_kept(live_cast):
    maya, today = live_cast.browser(live_cast.maya), live_cast.today
    for first, last, words in (
        (today.isoformat(), (today - timedelta(days=1)).isoformat(), "comes before the first"),
        ("2020-01-01", "2020-01-02", "is over"), ("9999-12-01", "9999-12-31", "far ahead"),
        (today.isoformat(), "9999-12-31", "at most 90 days"), ("soon", "", "We need a day like"),
    ):  # fmt: skip
        answer = maya.post(PAGE, {"from_on": first, "until_on": last})
        assert answer.status_code == 422 and words in text_of(answer) and first in text_of(answer)
    assert not Absence.objects.exists()
