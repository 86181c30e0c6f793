"""Priya and Maya choose a skill of the week; it stands on Maya's Today and day card, and the brief tells how it went."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.clinical.practices.shelf import method
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import PracticeLog, SkillOfWeek, monday_of
from handrail.foundation.practices.queries import skill_of_week

SKILL = method("ask_for_it")


def text(answer):
    return answer.content.decode()


def test_a_skill_is_chosen_stands_for_its_week_is_told_in_two_taps_and_read_in_the_brief(live_cast):
    cast = live_cast
    priya, maya, theo = (cast.browser(who) for who in (cast.priya, cast.maya, cast.theo))
    page = reverse("staff:skill_of_week", args=[cast.maya.pk])
    this = monday_of(cast.today)
    assert "Skill of the week" not in text(maya.get("/me/"))

    # What cannot be meant is said beside its field; Theo finds no page.
    for wrong in ({"skill": "thought_record", "week": this}, {"skill": SKILL.id, "week": "1999-01-04"}, {}):
        assert priya.post(page, wrong).status_code == 422
    assert theo.post(page, {"skill": SKILL.id, "week": this}).status_code == 404
    assert not SkillOfWeek.objects.exists()

    for skill in ("do_the_opposite", SKILL.id, SKILL.id):
        assert priya.post(page, {"skill": skill, "week": this}).status_code == 302
    kept = [(one.method, one.dropped_by) for one in SkillOfWeek.objects.order_by("pk")]
    assert kept == [("do_the_opposite", cast.priya), (SKILL.id, None)], "what it took the place of stays"

    card = reverse("client:practice", args=[method("diary_card").number])
    for shown in (maya.get("/me/"), maya.get(card)):
        assert "Skill of the week" in text(shown) and SKILL.title in text(shown)
    assert "with Priya" in text(maya.get("/me/"))
    told = reverse("client:practice_telling", args=[SKILL.number])
    assert maya.post(told, {"key": uuid4(), "told": "helped_a_little"}).status_code == 302
    assert PracticeLog.objects.get().method == SKILL.id

    helped = str(PracticeLog.Told.HELPED_A_LITTLE.label)
    brief = text(priya.get(reverse("staff:brief", args=[cast.maya.pk])))
    weeks = text(maya.get(reverse("client:practices")))
    assert all(words in brief and words in weeks for words in (SKILL.title, helped))


def test_a_new_week_shows_nothing_and_maya_takes_one_off_or_chooses_one_herself(live_cast):
    cast, this, maya = live_cast, monday_of(live_cast.today), live_cast.browser(live_cast.maya)
    practices.choose_skill(cast.maya, method=SKILL.id, week=this, act=cast.act(cast.priya))
    assert skill_of_week(cast.maya, cast.today + timedelta(days=7)) is None
    mine = reverse("client:practice_week", args=[SKILL.number])
    assert maya.post(mine, {"move": "off"}).status_code == 302
    assert "Skill of the week" not in text(maya.get("/me/"))
    assert maya.post(mine, {"move": "choose"}).status_code == 302
    assert SkillOfWeek.objects.standing().get().chosen_by == cast.maya
    assert maya.post(reverse("client:practice_week", args=[12]), {"move": "choose"}).status_code == 404
    with pytest.raises(practices.NoSkillOfAWeek):
        practices.choose_skill(
            cast.maya, method=SKILL.id, week=this + timedelta(days=14), act=cast.act(cast.maya)
        )
    with pytest.raises(Refused):
        practices.drop_skill(cast.maya, act=cast.act(cast.theo))
