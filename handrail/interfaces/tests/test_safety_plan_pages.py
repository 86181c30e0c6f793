"""Maya writes her safety plan on her phone; Priya reads it and writes with her; Noor reads it once she has the alert."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from handrail.foundation.ledger.models import Viewing
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import SafetyPlan

PAGE, WORDS = "/me/plan/mine/", "/me/plan/mine/words/"


def read(answer):
    return answer.content.decode()


def test_maya_begins_writes_and_reads_it_and_who_else_may(live_cast):
    maya = live_cast.browser(live_cast.maya)
    assert "What helps when it gets hard" in read(maya.get(PAGE))
    assert (
        maya.post(WORDS, {"instead_of": "0", "sp_signs": "I stop answering Rosa.\nI drive."}).status_code
        == 302
    )
    page = read(maya.get(PAGE))
    assert "I stop answering Rosa." in page
    assert "Priya N." in page
    assert "Opening it is told to nobody." in page


def test_bad_input_changes_nothing_and_what_was_typed_stays(live_cast):
    maya = live_cast.browser(live_cast.maya)
    for sent in ({"sp_signs": "x" * 301}, {"sp_signs": "a\x00b"}, {"instead_of": "many"}, {}):
        answer = maya.post(WORDS, {"instead_of": "0", "sp_self": "Cold water"} | sent if sent else {})
        assert answer.status_code == 422
        assert not sent or "Cold water" in read(answer)
    assert not SafetyPlan.objects.exists()


def test_two_write_at_once_and_neither_loses_a_word(live_cast):
    maya, priya = live_cast.browser(live_cast.maya), live_cast.browser(live_cast.priya)
    hers = reverse("staff:safety_plan", args=[live_cast.maya.pk])
    maya.post(WORDS, {"instead_of": "0", "sp_signs": "Mine."})
    priya.post(hers, {"instead_of": "1", "sp_signs": "Ours."})
    answer = maya.post(WORDS, {"instead_of": "1", "sp_signs": "Mine again."})
    assert answer.status_code == 422
    assert "Priya N. changed this meanwhile." in read(answer)
    assert "Mine again." in read(answer)
    assert 'name="instead_of" value="2"' in read(answer)
    assert maya.post(WORDS, {"instead_of": "2", "sp_signs": "Mine again."}).status_code == 302
    assert SafetyPlan.objects.count() == 3


def test_priyas_look_is_written_down_and_theo_finds_nothing(live_cast):
    hers = reverse("staff:safety_plan", args=[live_cast.maya.pk])
    assert live_cast.browser(live_cast.priya).get(hers).status_code == 200
    assert Viewing.objects.get(resource="safety_plan").viewer == live_cast.priya
    theo = live_cast.browser(live_cast.theo)
    assert (theo.get(hers).status_code, theo.post(hers, {"instead_of": "0"}).status_code) == (404, 404)
    assert 'href="' + hers not in read(live_cast.browser(live_cast.elin).get("/team/"))


def test_noor_reads_it_in_the_console_once_she_has_the_alert(live_cast):
    words = {"sp_self": ["Walk the dog to the creek"]}
    crisis.write_safety_plan(live_cast.maya, words, instead_of=0, act=live_cast.act(live_cast.maya))
    alert = crisis.ask_for_help(live_cast.maya, key=uuid4(), act=live_cast.act(live_cast.maya))
    noor, page = live_cast.browser(live_cast.noor), reverse("staff:alert", args=[alert.pk])
    assert "Walk the dog" not in read(noor.get(page))
    noor.post(reverse("staff:alert_acknowledgement", args=[alert.pk]))
    assert "Walk the dog to the creek" in read(noor.get(page))
