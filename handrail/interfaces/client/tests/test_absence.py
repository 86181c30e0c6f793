"""Maya says when she is away, reads it, and comes back; her team reads it on her story."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils.dates import WEEKDAYS

from handrail.continuum.watch.models import Absence
from handrail.foundation.measures.actions import check_in
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


def test_maya_chooses_the_days_she_checks_in_and_priya_reads_and_changes_them_with_her(live_cast):
    maya, priya, today = (
        live_cast.browser(live_cast.maya),
        live_cast.browser(live_cast.priya),
        live_cast.today,
    )
    other = (today.weekday() + 1) % 7
    check_in(live_cast.maya, key=uuid4(), answers={"mood": 5}, act=live_cast.act(live_cast.maya))
    assert (
        maya.post("/me/check-in-days/", {"weekdays": [other]})["Location"] == "/me/check-in-days/?told=saved"
    )
    assert str(WEEKDAYS[other]) in text_of(maya.get("/me/me/"))
    assert "Not asked for today" in text_of(maya.get("/me/"))
    for bad, words in (([], "Choose at least one day"), (["7"], "Choose days of the week")):
        answer = maya.post("/me/check-in-days/", {"weekdays": bad})
        assert answer.status_code == 422 and words in text_of(answer)
    page = reverse("staff:check_in_days", args=[live_cast.maya.pk])
    assert "cannot be compared with their usual" in text_of(priya.get(page))
    assert "(asked for on 27)" in text_of(priya.get(reverse("staff:measures", args=[live_cast.maya.pk])))
    assert priya.post(page, {"weekdays": ["x"]}).status_code == 422
    assert priya.post(page, {"weekdays": ["0", "2", "4"]}).status_code == 302
    assert "Monday, Wednesday, Friday" in text_of(
        priya.get(reverse("staff:person", args=[live_cast.maya.pk]))
    )
    assert f"{live_cast.priya.preferred_name} chose these days with you" in text_of(
        maya.get("/me/check-in-days/")
    )


def test_priya_tells_that_maya_is_in_hospital_and_maya_reads_it_and_says_that_she_is_back(live_cast):
    maya, priya, today = (
        live_cast.browser(live_cast.maya),
        live_cast.browser(live_cast.priya),
        live_cast.today,
    )
    page = reverse("staff:check_in_days", args=[live_cast.maya.pk])
    away, back = (reverse(f"staff:{name}", args=[live_cast.maya.pk]) for name in ("absences", "absence_end"))
    priyas = live_cast.priya.preferred_name
    wrong = priya.post(away, {"from_on": today.isoformat(), "until_on": "soon"})
    assert wrong.status_code == 422 and "soon" in text_of(wrong) and not Absence.objects.exists()
    days = {"from_on": today.isoformat(), "until_on": (today + timedelta(days=4)).isoformat()}
    assert priya.post(away, days)["Location"] == page
    assert "Told by Priya" in text_of(priya.get(page))
    theo = live_cast.browser(live_cast.theo)
    assert {theo.get(page).status_code, theo.post(away, days).status_code, theo.post(back).status_code} == {
        404
    }
    assert f"{priyas} told us. Is it so?" in text_of(maya.get("/me/"))
    assert f"{priyas} told us for you" in text_of(maya.get(PAGE))
    maya.post(f"{PAGE}end/")
    assert f"{priyas} told us" not in text_of(maya.get("/me/"))
    priya.post(away, days)
    assert priya.post(back).status_code == 302 and Absence.objects.exclude(back_on=today).count() == 0
