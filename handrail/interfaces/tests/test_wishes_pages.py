"""Maya says how she wants to be treated; whoever reads how to reach her reads it beside her name; nobody asks twice."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from handrail.foundation.people.models import CarePreferences, CareWishes
from handrail.foundation.practices import actions as practices

MINE = "/me/wishes/"
SAID = {
    "instead_of": "0", "goal": "safer_use", "not_now": ["body", "substances"], "avoid": "My father.",
    "overwhelmed": "A walk outside.", "pace": "slow", "in_the_room": "Rosa, yes.", "worker_gender": "woman",
    "told_once": "It was the winter of 2019.",
}  # fmt: skip


def read(answer):
    return answer.content.decode()


def record_of(cast, who):
    return read(cast.browser(cast.people[who]).get(reverse("staff:person", args=[cast.maya.pk])))


def test_what_maya_says_stands_beside_her_name_and_her_story_is_told_once(live_cast):
    maya = live_cast.browser(live_cast.maya)
    assert "How I want to be treated" in read(maya.get("/me/me/"))
    assert maya.post(MINE, SAID).status_code == 302
    assert CarePreferences.objects.get(person=live_cast.maya).goal == "safer_use"
    priya, sam = record_of(live_cast, "priya"), record_of(live_cast, "sam")
    for page in (priya, sam):
        assert "My father." in page and "A walk outside." in page and "Slowly, with breaks" in page
    assert "It was the winter of 2019." in priya
    assert "It was the winter of 2019." not in sam and "Please do not ask." in sam
    theo = live_cast.browser(live_cast.theo)
    hers = reverse("staff:wishes", args=[live_cast.maya.pk])
    assert [theo.get(hers).status_code, theo.post(hers, SAID).status_code] == [404, 404]


def test_what_is_not_now_is_left_out_of_prompts_and_worksheets(live_cast):
    maya, act = live_cast.browser(live_cast.maya), live_cast.act(live_cast.maya)
    practices.begin(live_cast.maya, method="ride_urge", act=act)
    assert "Ride an urge" in read(maya.get("/me/")) and "Urge to use" in read(maya.get("/me/sheets/19/new/"))
    maya.post(MINE, SAID)
    assert "Ride an urge" not in read(maya.get("/me/"))
    card = read(maya.get("/me/sheets/19/new/"))
    assert "Urge to use" not in card and "Urge to die" in card
    choices = read(maya.get("/me/practices/"))
    assert "Notice your body" not in choices and "Come back to the room" in choices
    sam = live_cast.browser(live_cast.sam)
    offered = read(sam.get(reverse("staff:practices", args=[live_cast.maya.pk])))
    assert "Notice your body" not in offered and "Come back to the room" in offered


def test_two_write_at_once_and_what_sam_may_not_read_he_cannot_wipe(live_cast):
    maya, sam = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.sam)
    hers = reverse("staff:wishes", args=[live_cast.maya.pk])
    maya.post(MINE, SAID)
    assert "winter" not in read(sam.get(hers))
    assert sam.post(hers, {"instead_of": "1", "avoid": "Her father.", "told_once": ""}).status_code == 302
    newest = CareWishes.objects.order_by("-version")[0]
    assert (newest.version, newest.told_once, newest.avoid) == (
        2,
        "It was the winter of 2019.",
        "Her father.",
    )
    behind = maya.post(MINE, SAID | {"instead_of": "1", "avoid": "Mine."})
    assert (
        behind.status_code == 422
        and "Sam R. changed this meanwhile." in read(behind)
        and "Mine." in read(behind)
    )
    for wrong in ({"avoid": "x" * 1001}, {"not_now": ["weather"]}, {"goal": "none"}, {"instead_of": "x"}):
        answer = maya.post(MINE, SAID | {"instead_of": "2", "overwhelmed": str(uuid4())} | wrong)
        assert answer.status_code == 422
    assert CareWishes.objects.count() == 2
