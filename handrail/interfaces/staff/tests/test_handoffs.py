"""Priya introduces Maya to Sam: it stays with Priya until Sam says yes, and Maya reads who introduces her to whom."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.continuum.handoffs import actions as handing
from handrail.continuum.handoffs.models import Handoff
from handrail.continuum.journey.queries import timeline
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.plans.models import Step
from handrail.interfaces.language import COOKIE

DAY = timedelta(days=1)


def text(answer):
    return answer.content.decode()


@pytest.fixture
def house(live_cast):
    cast = live_cast
    cast.doors = {who: cast.browser(cast.people[who]) for who in ("priya", "sam", "lena", "maya", "theo")}
    cast.page = reverse("staff:handoffs", args=[cast.maya.pk])
    return cast


def ask(cast, **more):
    sent = {
        "to": str(cast.sam.pk), "why": "She starts at the bakery.", "works": "Walk, do not sit.", "avoid": "Her father.",
        "joins": "together", "meet_by": str(cast.today + 3 * DAY), "key": str(uuid4()), **more,
    }  # fmt: skip
    return sent, cast.doors["priya"].post(cast.page, sent)


def test_the_two_ways_stand_beside_the_record_and_what_cannot_be_meant_is_kept(house):
    cast, doors = house, house.doors
    record = text(doors["priya"].get(reverse("staff:person", args=[cast.maya.pk])))
    assert cast.page in record and "Log a contact" in record
    assert reverse("staff:notes_of", args=[cast.maya.pk]) in record
    peers = text(doors["sam"].get(reverse("staff:person", args=[cast.maya.pk])))
    assert f'href="{reverse("staff:contacts", args=[cast.maya.pk])}">' in peers

    for wrong in (
        {"to": str(cast.theo.pk)},
        {"why": " "},
        {"meet_by": str(cast.today - DAY)},
        {"joins": "x"},
    ):
        _sent, again = ask(cast, **wrong)
        assert again.status_code == 422 and "Walk, do not sit." in text(again), wrong
    assert not Handoff.objects.exists()


def test_it_stays_with_priya_until_sam_says_yes_and_maya_reads_it(house):
    cast, doors = house, house.doors
    sent, asked = ask(cast)
    assert asked.status_code == 302 and doors["priya"].post(cast.page, sent).status_code == 302
    (made,) = Handoff.objects.all()
    twice = doors["priya"].post(cast.page, sent | {"key": str(uuid4())})
    assert twice.status_code == 422 and "asked already" in text(twice)

    assert "your answer?" in text(doors["sam"].get(reverse("staff:today")))
    assert "has not answered about Maya P." in text(doors["priya"].get(reverse("staff:today")))
    assert "Walk, do not sit." in text(doors["sam"].get(cast.page))
    assert "Walk, do not sit." not in text(doors["lena"].get(cast.page))
    told = text(doors["maya"].get("/me/"))
    assert "Priya is introducing you to Sam" in told and "Sam has not said yes yet." in told
    doors["maya"].cookies[COOKIE] = "es"
    assert "Priya te presenta a Sam" in text(doors["maya"].get("/me/"))

    answer = reverse("staff:handoff_answer", args=[made.pk])
    for nobody in ("theo", "lena", "priya", "maya"):
        assert doors[nobody].post(answer, {"answer": "yes"}).status_code in {403, 404, 302}
    made.refresh_from_db()
    assert made.status == "waiting"
    assert doors["sam"].post(answer, {"answer": "no", "words": " "}).status_code == 422
    assert doors["sam"].post(answer, {"answer": "yes"}).status_code == 302
    assert doors["sam"].post(answer, {"answer": "yes"}).status_code == 302
    made.refresh_from_db()
    assert made.status == "accepted" and made.step == Step.objects.get(responsible=cast.sam)
    assert (made.step.due_on, made.step.title) == (made.meet_by, "Meet Maya P., with Priya N.")
    lines = [one.title for one in timeline(cast.maya, act=cast.act(cast.lena))]
    assert f"Warm handoff: {cast.sam.preferred_name} said yes" in lines
    assert doors["theo"].get(cast.page).status_code == 404


def test_a_no_says_why_and_what_was_taken_back_or_ended_stays(house):
    cast = house
    _sent, _asked = ask(cast)
    made, sam, priya = Handoff.objects.get(), cast.act(cast.sam), cast.act(cast.priya)
    answer = reverse("staff:handoff_answer", args=[made.pk])
    assert cast.doors["sam"].post(answer, {"answer": "no", "words": "No room this week."}).status_code == 302
    assert "No room this week." in text(cast.doors["priya"].get(cast.page))
    assert "introducing" not in text(cast.doors["maya"].get("/me/"))
    for late in (
        lambda: handing.take_back(made, act=priya),
        lambda: handing.accept(made, title="x", act=sam),
    ):
        with pytest.raises(handing.AlreadyEnded):
            late()
    with pytest.raises(Refused):
        handing.decline(made, words="x", act=cast.act(cast.theo))
    ask(cast)
    again = Handoff.objects.waiting().get()
    assert (
        cast.doors["priya"]
        .post(reverse("staff:handoff_answer", args=[again.pk]), {"answer": "back"})
        .status_code
        == 302
    )
    assert not Handoff.objects.waiting().exists() and Handoff.objects.count() == 2
