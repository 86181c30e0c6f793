"""Lena reads what Maya said she needs, over time, and writes down what Maya wants; Maya reads it too; Theo does not."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from handrail.continuum.watch.models import Gap, GapDays
from handrail.foundation.measures import actions as measures
from handrail.foundation.teams.models import Programme
from handrail.interfaces.staff.tests.conftest import text_of

THEN = {"need_housing": "yes", "need_housing_help": "yes please", "need_safety": "yes"}
NOW = {
    "need_housing": "yes", "need_housing_help": "already getting help", "need_food": "no",
    "need_work": "yes", "need_work_help": "yes please",
}  # fmt: skip


def test_what_maya_said_is_drawn_for_her_team_and_for_herself(live_cast):
    cast = live_cast
    for days, answers in ((60, THEN), (1, NOW)):
        act = cast.act(cast.maya, at=cast.now - timedelta(days=days))
        measures.submit(cast.maya, instrument_id="needs_check", key=uuid4(), answers=answers, act=act)
    lena, page = cast.browser(cast.lena), reverse("staff:referrals", args=[cast.maya.pk])
    seen = text_of(lena.get(page))
    assert "said they need" in seen and "Help is there" in seen and "better than before" in seen
    assert "ICD-10-CM Z59.819" in seen and "need-wants_help" in seen and "unsafe" not in seen
    assert seen.count("Nothing is under way for this yet.") == 1 and "?need=work#goal" in seen

    goals = reverse("staff:goals", args=[cast.maya.pk])
    refused = lena.post(goals, {"words": " ", "need": "work"})
    assert refused.status_code == 422 and "as they say it" in text_of(refused)
    assert lena.post(goals, {"words": "Run my own shop again.", "need": "work"}).status_code == 302
    assert "Run my own shop again." in text_of(lena.get(page))
    assert "under way for this yet" not in text_of(lena.get(page))

    theo = cast.browser(cast.theo)
    assert theo.get(page).status_code == 404 and theo.post(goals, {"words": "Leave."}).status_code == 404
    own = text_of(cast.browser(cast.maya).get("/me/referrals/"))
    assert (
        "What I said I need" in own
        and "Run my own shop again." in own
        and "Z59" not in own
        and "unsafe" not in own
    )


def test_a_small_gap_is_on_one_page_until_it_is_mended_or_can_wait(live_cast):
    cast = live_cast
    gap = Gap.objects.create(
        person=cast.maya, kind="no_next_step", owner=cast.lena, since=cast.today, found_at=cast.now
    )
    lena, page = cast.browser(cast.lena), reverse("staff:gaps")
    assert "1 small gap to mend" in text_of(lena.get(reverse("staff:today")))
    assert "Agree on one small step" in text_of(lena.get(page))
    assert "The plan has no next step" in text_of(lena.get(reverse("staff:plan", args=[cast.maya.pk])))
    theo, aside = cast.browser(cast.theo), reverse("staff:gap_setting_aside", args=[gap.pk])
    assert "Maya" not in text_of(theo.get(page)) and theo.post(aside, {}).status_code == 404
    empty = lena.post(aside, {"words": "", "until": "yesterday"})
    assert empty.status_code == 422 and "why it can wait" in text_of(empty)
    until = (cast.today + timedelta(days=7)).isoformat()
    assert lena.post(aside, {"words": "She asked for a quiet week.", "until": until}).status_code == 302
    gap.refresh_from_db()
    assert (gap.status, gap.words) == ("aside", "She asked for a quiet week.")

    days = reverse("staff:gap_days", args=[Programme.objects.get(name="Outpatient").pk])
    assert lena.post(days, {"no_contact": "14"}).status_code == 404
    ravi = cast.browser(cast.ravi)
    assert ravi.post(days, {"no_contact": "0"}).status_code == 422
    assert ravi.post(days, {"no_contact": "14", "consent_ending": "30"}).status_code == 302
    assert set(GapDays.objects.values_list("kind", "days")) == {("no_contact", 14), ("consent_ending", 30)}
    assert ravi.post(days, {"no_contact": "14"}).status_code == 302
    assert GapDays.objects.get().days == 14
