"""Maya practises on her phone and tells in two taps; Priya reads it before the session; Theo finds nothing."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Practice, PracticeLog
from handrail.interfaces.client.frame import owner_word

LIST, GROUNDING = "/me/practices/", "/me/practices/3/"
PHONE = {"HTTP_ACCEPT": "application/json"}


def read(answer):
    return answer.content.decode()


def test_priya_suggests_maya_sees_it_today_tells_in_one_tap_and_priya_reads_what_got_in_the_way(live_cast):
    priya, hers = live_cast.browser(live_cast.priya), reverse("staff:practices", args=[live_cast.maya.pk])
    sent = {"method": "grounding", "cadence": "daily", "why": "For the bus ride."}
    assert priya.post(hers, sent).status_code == 302
    maya = live_cast.browser(live_cast.maya)
    today = read(maya.get("/me/"))
    assert "Practice for this week" in today and "For the bus ride." in today and "Priya N." in today
    told = {"key": str(uuid4()), "told": "no_time", "notices": "The bus was full."}
    assert maya.post(GROUNDING + "logs/", told).status_code == 302
    assert "No time or no place" in read(maya.get(GROUNDING))
    page = read(priya.get(hers))
    assert "No time or no place" in page and "The bus was full." in page
    assert "not done" not in page.lower()
    story = read(priya.get(reverse("staff:person", args=[live_cast.maya.pk])))
    assert "Practice: Come back to the room" in story


def test_the_phone_sends_what_it_kept_once_and_only_its_owners(live_cast):
    maya, key = live_cast.browser(live_cast.maya), str(uuid4())
    mine = PHONE | {"HTTP_X_OUTBOX_OWNER": owner_word(live_cast.maya)}
    sent = {
        "key": key,
        "told": "helped",
        "made_at": "2026-01-01T00:00:00Z",
        "sent_at": "2026-01-01T00:01:00Z",
    }
    for _time in range(2):
        assert maya.post(GROUNDING + "logs/", sent, **mine).json()["key"] == key
    assert PracticeLog.objects.count() == 1
    other = PHONE | {"HTTP_X_OUTBOX_OWNER": owner_word(live_cast.omar)}
    assert maya.post(GROUNDING + "logs/", sent, **other).status_code == 403
    wrong = maya.post(GROUNDING + "logs/", {"key": key, "told": "heroically"}, **mine)
    assert (wrong.status_code, wrong.json()["message"]) == (422, "Please pick one of the answers shown.")


def test_maya_chooses_and_stops_on_her_own_and_a_mistake_keeps_her_words(live_cast):
    maya = live_cast.browser(live_cast.maya)
    assert maya.post(GROUNDING + "choice/", {"cadence": "when_needed"}).status_code == 302
    assert Practice.objects.get().asked_by == live_cast.maya
    assert "Come back to the room" in read(maya.get(LIST))
    answer = maya.post(GROUNDING + "logs/", {"key": str(uuid4()), "told": "", "notices": "It was calm."})
    assert answer.status_code == 422 and "It was calm." in read(answer)
    assert maya.post(GROUNDING + "end/").status_code == 302
    assert not Practice.objects.open().exists()
    assert [maya.get(page).status_code for page in (LIST + "99/", GROUNDING + "choice/")] == [404, 302]


def test_theo_finds_nothing_and_ends_nothing(live_cast):
    mine = practices.begin(live_cast.maya, method="grounding", act=live_cast.act(live_cast.maya))
    theo = live_cast.browser(live_cast.theo)
    hers, end = (
        reverse("staff:practices", args=[live_cast.maya.pk]),
        reverse("staff:practice_end", args=[mine.pk]),
    )
    assert [theo.get(hers).status_code, theo.post(hers).status_code, theo.post(end).status_code] == [
        404,
        404,
        404,
    ]
    assert theo.get(LIST).status_code == 404
    sam = live_cast.browser(live_cast.sam)
    assert sam.post(hers, {"method": "", "why": "Kept."}).status_code == 422
    assert sam.post(end).status_code == 302
    assert not Practice.objects.open().exists()


def test_riding_an_urge_needs_no_script_and_no_breath(live_cast):
    maya = live_cast.browser(live_cast.maya)
    first, third = read(maya.get("/me/practices/1/go/")), read(maya.get("/me/practices/1/go/?at=2&other=1"))
    assert "Stay with the wave" in first and 'href="?at=1"' in first and "/help/" in first
    shown = third.split("<li data-seconds")[3]
    assert "hidden" not in shown.split(">")[0] and "Press your hands together" in shown
    for odd in ("?at=99", "?at=-1", "?at=x", "?at=" + "9" * 50, "?other=2"):
        assert maya.get("/me/practices/1/go/" + odd).status_code == 200
    assert [maya.get(f"/me/practices/{number}/go/").status_code for number in (12, 99)] == [404, 404]
