"""Maya's charts: one time axis, and nothing on it that the reader may not read. She sees what her team sees."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.clinical.instruments.instrument import catalogue, instrument
from handrail.foundation.consent.actions import withdraw
from handrail.foundation.consent.models import Grant
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Response
from handrail.interfaces.charting.rivers import SCALES
from handrail.interfaces.charting.screens import SCREENS
from handrail.interfaces.staff.tests.conftest import text_of
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert

#: What a drawing tells of each resource.
SCALE, BANDS, DAYS, CALL, LANE = "PHQ-9", "Moderately severe", "Urges", "Asked for help", "lane m-counsel"


@pytest.fixture
def called(team):
    crisis.ask_for_help(team.maya, key=uuid4(), origin=Alert.Origin.PERSON, act=team.act(team.maya))
    return team


def drawn(browser, name, *args):
    """The figure of a page alone, with its entities as letters."""
    page = unescape(text_of(browser.get(reverse(name, args=args))))
    return page[page.index("<figure") : page.rindex("</figure>")] if "<figure" in page else ""


@pytest.mark.parametrize(
    ("who", "sees", "not_"),
    [
        ("priya", (SCALE, BANDS, DAYS, CALL, LANE, "pt real"), ()),
        ("lena", (SCALE, BANDS, DAYS, CALL, LANE), ()),
        ("sam", (DAYS, CALL, LANE), (SCALE, BANDS, 'class="pt', "PHQ")),
        ("theo", (), (SCALE, BANDS, DAYS, CALL, LANE)),
    ],
)
def test_each_reader_sees_one_axis_with_what_is_theirs_to_read(called, who, sees, not_):
    figure = drawn(called.browser(called.people[who]), "staff:person", called.maya.pk)
    assert [one for one in sees if one not in figure] == []
    assert [one for one in not_ if one in figure] == []


def test_a_chart_shows_no_check_ins_once_maya_no_longer_shares_them_with_sam(called):

    withdraw(Grant.objects.get(reader=called.sam, resource="checkins"), act=called.act(called.maya))
    figure = drawn(called.browser(called.sam), "staff:person", called.maya.pk)
    assert LANE in figure and DAYS not in figure and "Day by day" not in figure


def test_maya_sees_every_chart_her_team_sees(called):
    theirs = drawn(called.browser(called.priya), "staff:measures", called.maya.pk)
    hers = drawn(called.browser(called.maya), "client:charts")
    for told in (SCALE, BANDS, DAYS, CALL, LANE, "pt real", "A full dot marks one.", "Show as a table"):
        assert told in theirs and told in hers, told
    assert "each time you met with your team" in hers and "<h2>Low mood: " in hers
    # What was counted in another way before is not held against it.
    first = Response.objects.of(called.maya, "phq9").first()
    Response.objects.filter(pk=first.pk).update(scoring_version="2025-01.1")
    theirs = drawn(called.browser(called.priya), "staff:measures", called.maya.pk)
    assert "New way of counting" in theirs and "pt real" not in theirs


def test_a_screen_is_words_with_no_line_and_what_staff_rate_stands_on_no_phone(called):
    for days, told in ((30, 3), (1, 1)):
        measures.submit(
            called.maya, instrument_id="phq2", key=uuid4(), answers={"phq2_1": told, "phq2_2": 1},
            act=called.act(called.maya, at=called.now - timedelta(days=days)),
        )  # fmt: skip
    measures.submit(
        called.maya, instrument_id="ciwaar", key=uuid4(), way=Response.Way.RATED,
        answers={item.id: 1 for item in instrument("ciwaar").questions()}, act=called.act(called.priya),
    )  # fmt: skip
    theirs = text_of(called.browser(called.priya).get(reverse("staff:measures", args=[called.maya.pk])))
    hers = text_of(called.browser(called.maya).get(reverse("client:charts")))
    for page in (theirs, hers):
        assert "2 of 6" in page and "4 of 6" in page and "does not show change over time" in page
        assert page.count("<figure") == 1 and "PHQ-2: " not in page
    assert "10 of 67" in theirs and "ASAM 2020" in theirs and "CIWA" not in hers
    story = text_of(called.browser(called.priya).get(reverse("staff:person", args=[called.maya.pk])))
    assert "PHQ-2: 2" in story and "PHQ-2: 2, down" not in story


def test_every_published_scale_is_a_chart_or_words():
    published = {one.id for one in catalogue() if one.validated}
    assert {*SCALES, *SCREENS} == published and not {*SCALES} & {*SCREENS}


def test_her_rulers_are_lines_under_the_same_contacts_for_whoever_reads_measures(called):
    for days, told in ((40, {"importance": 5, "confidence": 3}), (2, {"importance": 8})):
        measures.submit(
            called.maya, instrument_id="readiness_rulers", key=uuid4(),
            answers={f"ruler_{name}": value for name, value in told.items()},
            act=called.act(called.maya, at=called.now - timedelta(days=days)),
        )  # fmt: skip
    theirs = drawn(called.browser(called.priya), "staff:measures", called.maya.pk)
    hers = drawn(called.browser(called.maya), "client:charts")
    for told in (
        "Most recently: importance 8, confidence 3",
        "It is no test and has no total.",
        "rulers-title",
    ):
        assert told in theirs and told in hers, told
    ruled = theirs[theirs.index("rulers-title") :]
    assert LANE in ruled and ruled.count("<polyline") == 1 and "Readiness" not in ruled
    sams = text_of(called.browser(called.sam).get(reverse("staff:person", args=[called.maya.pk])))
    assert "importance" not in sams


def test_her_charts_are_in_spanish_too(called):
    maya = called.browser(called.maya)
    maya.post(reverse("client:language"), {"language": "es"})
    hers = drawn(maya, "client:charts")
    assert "Moderadamente grave" in hers and "Ganas" in hers and "Asked" not in hers
