"""Maya points at a row of her record, says what it should say, and reads the answer."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.rights.models import Amendment
from handrail.interfaces.client.tests.reading import english_in
from handrail.interfaces.language import COOKIE

PAGE = reverse("client:corrections")
WORDS = {"wrong": "It was not 7.", "right": "It was 2."}


def checked_in(cast, person):
    return measures.check_in(person, key=uuid4(), answers={"mood": 4, "craving": 7}, act=cast.act(person))


def test_she_points_at_a_row_and_priya_answers(live_cast):
    row = checked_in(live_cast, live_cast.maya)
    maya, priya = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.priya)
    there = f"{PAGE}?about=measures.CheckIn&amp;row={row.pk}"
    assert there in maya.get(reverse("client:copy_page")).content.decode()
    assert (
        "Urges: 7 on a scale to 10"
        in maya.get(PAGE, {"about": "measures.CheckIn", "row": row.pk}).content.decode()
    )
    maya.post(PAGE, WORDS | {"about": "measures.CheckIn", "row": row.pk})
    asked = Amendment.objects.get()
    assert (asked.person, asked.resource, asked.row) == (live_cast.maya, "checkins", row.pk)
    decision = reverse("staff:correction_decision", args=[asked.pk])
    sent = {"decision": "right", "answer": "It is what you tapped."}
    assert live_cast.browser(live_cast.theo).post(decision, sent).status_code == 404
    elin = live_cast.browser(live_cast.elin)
    assert "It was 2." in elin.get(reverse("staff:corrections")).content.decode()
    assert (
        "It was 2."
        not in live_cast.browser(live_cast.theo).get(reverse("staff:corrections")).content.decode()
    )
    assert elin.post(decision, {"decision": "because"}).status_code == 422
    elin.post(decision, sent)
    told = maya.get(PAGE).content.decode()
    assert "Elin V. did not agree." in told and "It is what you tapped." in told
    maya.post(reverse("client:disagreement", args=[asked.pk]), {"words": "I tapped by mistake."})
    assert "I tapped by mistake." in elin.get(reverse("staff:corrections")).content.decode()
    assert CheckIn.objects.get().craving == 7, "what was written stays"
    assert "not accepted" in priya.get(reverse("staff:person", args=[live_cast.maya.pk])).content.decode()


def test_she_cannot_point_at_anybody_elses_row_nor_at_who_looked(live_cast):
    row = checked_in(live_cast, live_cast.omar)
    maya = live_cast.browser(live_cast.maya)
    for about, number in (
        ("measures.CheckIn", row.pk),
        ("ledger.Viewing", 1),
        ("accounts.Account", 1),
        ("x", "²"),
    ):
        page = maya.get(PAGE, {"about": about, "row": number})
        assert page.status_code == 200 and "on a scale to" not in page.content.decode()
        assert maya.post(PAGE, WORDS | {"about": about, "row": number}).status_code == 422
    assert not Amendment.objects.exists()


def test_it_speaks_spanish(live_cast):
    maya = live_cast.browser(live_cast.maya)
    maya.cookies[COOKIE] = "es"
    assert english_in(maya.get(PAGE).content.decode()) == set()
    maya.post(PAGE, WORDS | {"part": "plans.Step"})
    assert Amendment.objects.get().resource == "care_plan"
