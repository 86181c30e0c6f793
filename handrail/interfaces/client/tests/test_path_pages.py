"""My path: what Maya reads of herself, what she keeps, and days if she wants to count them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.urls import reverse

from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import CheckIn
from handrail.pillars.peer_support.models import Milestone, MilestoneShare, Stretch

PATH, NEW, DAYS = "/me/path/", "/me/path/new/", "/me/path/days/"


def read(answer):
    return answer.content.decode()


def test_times_shown_up_hard_days_and_asking_for_help_count(live_cast):
    maya = live_cast.browser(live_cast.maya)
    assert "Your path begins here" in read(maya.get(PATH))
    for ago, answers in ((0, {"mood": 1}), (1, {"mood": 8}), (2, {"mood": 8, "reach_out": "yes"})):
        act = live_cast.act(live_cast.maya, at=live_cast.now - timedelta(days=ago))
        measures.check_in(live_cast.maya, key=uuid4(), answers=answers, act=act)
    page = read(maya.get(PATH))
    assert "you have shown up 3 times" in page and "That number only goes up." in page
    told = CheckIn.objects.filter(person=live_cast.maya).order_by("day")
    assert page.count("asked for help") + page.count("a hard day, it counts") <= told.count() * 2
    assert "streak" not in page.lower() and "0 days" not in page
    for month in ("2019-01", "0000-00", "9999-99", "x", "2026-13", "٢٠٢٦-٠١"):
        assert maya.get(PATH, {"month": month}).status_code == 200
    assert live_cast.browser(live_cast.omar).get(PATH).content.decode().count("Asked for help") <= 2


def test_maya_keeps_a_moment_and_lets_sam_read_it(live_cast):
    maya, sam = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.sam)
    today = str(live_cast.today)
    for wrong in (
        {"words": ""},
        {"words": "x" * 201},
        {"on": "2031-01-01"},
        {"sign": "skull"},
        {"kind": "x"},
        {"on": "soon"},
    ):
        sent = {
            "words": "Slept four nights in a row.",
            "kind": "moment",
            "sign": "house-line",
            "on": today,
        } | wrong
        assert maya.post(NEW, sent).status_code == 422, wrong
    assert not Milestone.objects.exists()
    maya.post(
        NEW, {"words": "Slept four nights in a row.", "kind": "moment", "sign": "house-line", "on": today}
    )
    maya.post(NEW, {"words": "Keys of my own.", "kind": "hope", "sign": "plant"})
    kept, hope = Milestone.objects.order_by("pk")
    page = read(maya.get(PATH))
    assert "Slept four nights in a row." in page and "What you hope for" in page
    hers = reverse("staff:contacts", args=[live_cast.maya.pk])
    assert "Slept four nights" not in read(sam.get(hers))
    sharing = reverse("client:milestone_sharing", args=[kept.pk])
    for reader in ("", "x", "9" * 30, str(live_cast.theo.pk), str(live_cast.omar.pk)):
        assert maya.post(sharing, {"reader": reader, "reads": "yes"}).status_code == 404
    maya.post(sharing, {"reader": live_cast.sam.pk, "reads": "yes"})
    assert "Slept four nights in a row." in read(sam.get(hers))
    assert "Slept four nights" not in read(live_cast.browser(live_cast.priya).get(hers))
    maya.post(reverse("client:happened", args=[hope.pk]))
    maya.post(reverse("client:putting_away", args=[kept.pk]))
    assert "Slept four nights" not in read(sam.get(hers)) and "Slept four" not in read(maya.get(PATH))
    for who in ("omar", "theo"):
        assert live_cast.browser(live_cast.people[who]).post(sharing, {"reads": "yes"}).status_code == 404
    assert MilestoneShare.objects.filter(until_at=None).count() == 0


def test_days_are_counted_only_when_she_wants_and_none_is_ever_taken_away(live_cast):
    maya = live_cast.browser(live_cast.maya)
    assert "day in all" not in read(maya.get(DAYS)) and "days in all" not in read(maya.get(DAYS))
    maya.post(DAYS, {"from_on": str(live_cast.today - timedelta(days=60))})
    assert "61" in read(maya.get(DAYS))
    maya.post(DAYS, {"from_on": str(live_cast.today)})
    page = read(maya.get(DAYS))
    assert ">61<" in page and ">1<" in page and ": 60 days" in page
    early = maya.post(DAYS, {"from_on": str(live_cast.today - timedelta(days=3))})
    assert early.status_code == 422 and "counted already" in read(early)
    assert maya.post(DAYS, {"from_on": str(date.max)}).status_code == 422
    maya.post("/me/path/days/end/")
    assert "days in this stretch" not in read(maya.get(DAYS)) and Stretch.objects.count() == 2
