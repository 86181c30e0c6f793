"""The person's own pages: who sees them, who gets nothing, who is sent to sign in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.consent.evaluator import may
from handrail.foundation.consent.models import Grant
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Barrier, Step
from handrail.foundation.scheduling.actions import book

PAGES = [
    "today",
    "plan",
    "practices",
    "team",
    "me",
    "limits",
    "shared",
    "charts",
    "check_in_new",
    "check_in_long",
    "leave_explained",
]


@pytest.fixture
def maya(live_cast):
    return live_cast.browser(live_cast.maya)


@pytest.fixture
def step(live_cast):
    return plans.add_step(
        live_cast.maya,
        title="Call Harbor House <b>",
        responsible=live_cast.maya,
        act=live_cast.act(live_cast.priya),
    )


@pytest.mark.parametrize("page", PAGES)
def test_maya_sees_her_own_pages(maya, page):
    answer = maya.get(reverse(f"client:{page}"))
    assert answer.status_code == 200
    assert "Riverbend" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "style=" not in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_whoever_is_not_signed_in_is_sent_to_sign_in(db, page):
    answer = Client().get(reverse(f"client:{page}"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("page", PAGES)
def test_theo_has_no_pages_of_a_client(live_cast, page):
    assert live_cast.browser(live_cast.theo).get(reverse(f"client:{page}")).status_code == 404


def test_today_greets_and_shows_what_is_next(live_cast, maya, step):
    starts = timezone.now() + timedelta(days=1)
    act = live_cast.act(live_cast.priya)
    book(
        live_cast.maya,
        live_cast.priya,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        strand="counsel",
        act=act,
    )
    text = maya.get(reverse("client:today")).content.decode()
    assert "Maya" in text
    assert "with Priya N." in text
    assert "Call Harbor House &lt;b&gt;" in text


def test_her_own_looking_is_not_noted(maya):
    maya.get(reverse("client:today"))
    assert not Viewing.objects.exists()


def test_today_asks_the_database_a_bounded_number_of_times(maya, django_assert_max_num_queries):
    maya.get(reverse("client:today"))
    with django_assert_max_num_queries(22):
        maya.get(reverse("client:today"))


def test_a_step_is_ticked_and_the_tick_undone(maya, step):
    url = reverse("client:completion", args=[step.pk])
    assert "Done. Tap to undo." in maya.post(url, {"done": "yes"}, follow=True).content.decode()
    assert Step.objects.get().status == "done"
    maya.post(url, {"done": "no"})
    assert Step.objects.get().status == "to_do"


@pytest.mark.parametrize("who", ["omar", "theo"])
def test_nobody_else_ticks_it_or_reads_it(live_cast, step, who):
    browser = live_cast.browser(live_cast.people[who])
    assert browser.post(reverse("client:completion", args=[step.pk]), {"done": "yes"}).status_code == 404
    assert browser.get(reverse("client:step", args=[step.pk])).status_code == 404
    assert Step.objects.get().status == "to_do"


@pytest.mark.parametrize(
    ("words", "kept"), [("No phone this week", 1), ("", 0), ("a\x00b", 0), ("x" * 241, 0)]
)
def test_she_says_what_should_be_different(maya, step, words, kept):
    answer = maya.post(reverse("client:barriers", args=[step.pk]), {"words": words})
    assert answer.status_code == (302 if kept else 422)
    assert Barrier.objects.count() == kept
    if words and not kept:
        assert words.replace("\x00", "") in answer.content.decode()


def test_she_shares_with_sam_and_stops(live_cast, maya):
    assert may(live_cast.act(live_cast.sam), "checkins", live_cast.maya)
    page = maya.get(reverse("client:me")).content.decode()
    assert "Stop sharing" in page
    grant = Grant.objects.get(person=live_cast.maya)
    maya.post(reverse("client:share_end", args=[grant.pk]))
    later = timezone.now() + timedelta(seconds=1)
    assert not may(live_cast.act(live_cast.sam, later), "checkins", live_cast.maya)
    maya.post(reverse("client:shares"), {"reader": live_cast.sam.pk})
    assert may(live_cast.act(live_cast.sam, later + timedelta(seconds=5)), "checkins", live_cast.maya)


@pytest.mark.parametrize("who", ["theo", "omar", "nobody", "-1", "9" * 30, ""])
def test_she_cannot_share_with_somebody_outside_her_team(live_cast, maya, who):
    reader = live_cast.people[who].pk if who in live_cast.people else who
    assert maya.post(reverse("client:shares"), {"reader": reader}).status_code == 404


@pytest.mark.parametrize(
    ("place", "sent"),
    [
        ("language", {"language": "es"}),
        ("look", {"look": "dark"}),
        ("third_question", {"third_question": "stress"}),
    ],
)
def test_her_choices_are_kept(live_cast, maya, place, sent):
    assert maya.post(reverse(f"client:{place}"), sent, follow=True).status_code == 200
    for wrong in ("", "klingon", "\x00", "x" * 5000):
        assert maya.post(reverse(f"client:{place}"), dict.fromkeys(sent, wrong)).status_code == 302


@pytest.mark.parametrize("page", ["help", "overdose", "no_signal", "neutral", "worker"])
def test_help_is_open_to_anybody(db, page):
    assert Client().get(reverse(f"client:{page}")).status_code == 200


def test_help_shows_her_people_only_to_her(live_cast, maya):
    url = reverse("client:help")
    assert "Rosa" in maya.get(url).content.decode()
    for other in (Client(), live_cast.browser(live_cast.theo), live_cast.browser(live_cast.omar)):
        text = other.get(url).content.decode()
        assert "Rosa" not in text
        said = ["<b>Call 988</b>", "<b>Text 988</b>", "<b>Someone may be overdosing</b>", "<b>Call 911</b>"]
        assert [text.count(words) for words in said] == [1, 1, 1, 1]
        assert sorted(said, key=text.index) == said


def test_the_overdose_steps_are_five_and_911_is_on_each(db):
    for number in range(1, 6):
        text = Client().get(reverse("client:overdose_step", args=[number])).content.decode()
        assert "Call 911 if no one has" in text
        assert f'aria-label="Step {number} of 5"' in text
    assert Client().get(reverse("client:overdose_step", args=[6])).status_code == 404


def test_leaving_ends_the_session_on_the_server(maya):
    away = maya.post(reverse("leave"))
    assert away.headers["Refresh"] == "0; url=https://www.weather.gov/"
    assert away.headers["Clear-Site-Data"] == '"cache"' and not away.cookies["session"].value
    assert maya.get(reverse("client:today")).status_code == 302
