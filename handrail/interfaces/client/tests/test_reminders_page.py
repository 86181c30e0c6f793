"""Maya says on her page where she may be written to, how much and when, and reads what became of it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions import Wanted
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.delivering import send_due
from handrail.foundation.messaging.models import ChosenPace, Permission
from handrail.foundation.messaging.senders.push import public_key, text
from handrail.foundation.messaging.senders.sealed_push import CURVE, point_of
from handrail.foundation.messaging.tests.conftest import texts
from handrail.operations.push_command import make_key

__all__ = ["texts"]
PAGE = "/me/reminders/"
GIVEN = {"channel": "sms", "value": "555 555 0111", "agree": "on"}
PACE = {
    "per_day": "2",
    "at": "08:30",
    "quiet_from": "00:00",
    "quiet_until": "00:00",
    "kinds": ["scale"],
    "first": "sms",
}


@pytest.fixture
def maya(live_cast):
    return live_cast.browser(live_cast.maya)


def test_maya_gives_her_number_types_the_code_chooses_and_reads_what_was_sent(live_cast, maya, texts):
    assert "Nothing is sent to you." in maya.get(PAGE).content.decode()
    assert maya.post(f"{PAGE}ways/", GIVEN)["Location"] == f"{PAGE}?told=code"
    deliver_due(timezone.now())
    asked = Permission.objects.get()
    wrong = maya.post(reverse("client:way_code", args=[asked.pk]), {"code": "12"})
    assert wrong.status_code == 422 and "did not match" in wrong.content.decode()
    maya.post(reverse("client:way_code", args=[asked.pk]), {"code": texts()[-1][1].split()[-1]})
    assert "Notes go here." in maya.get(PAGE).content.decode()
    assert maya.post(f"{PAGE}pace/", PACE).status_code == 302
    assert ChosenPace.objects.get().at == time(8, 30)
    now, house = timezone.now(), live_cast.act(None, at=timezone.now())
    kinds = (Kind.SCALE, Kind.CHECK_IN)
    messaging.remind(
        [Wanted(live_cast.maya.pk, kind, "1", now, now + timedelta(hours=1)) for kind in kinds], act=house
    )
    assert send_due(act=house) == 1
    shown = maya.get(PAGE).content.decode()
    assert "a note, by text, sent." in shown and "you chose not to get these" in shown
    maya.post(reverse("client:way_end", args=[asked.pk]))
    assert not Permission.objects.holding().exists()


@pytest.mark.parametrize(
    "wrong", [{"value": "12"}, {"value": ""}, {"agree": ""}, {"channel": "pigeon"}, {"value": "9" * 300}]
)
def test_what_lacks_something_is_asked_for_again_with_what_was_typed(live_cast, maya, wrong):
    answer = maya.post(f"{PAGE}ways/", GIVEN | wrong)
    assert answer.status_code == 422 and not Permission.objects.exists()
    assert (wrong.get("value", GIVEN["value"]) or "value=") in answer.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"per_day": "4"}, {"at": "25:00"}, {"quiet_from": ""}, {"kinds": ["all"]}, {"first": ""}]
)
def test_a_pace_that_is_none_changes_nothing(maya, wrong):
    assert maya.post(f"{PAGE}pace/", PACE | wrong).status_code == 422
    assert not ChosenPace.objects.exists()


def test_nobody_else_opens_or_ends_what_is_mayas(live_cast, maya, texts):
    maya.post(f"{PAGE}ways/", GIVEN)
    asked = Permission.objects.get()
    omar = live_cast.browser(live_cast.omar)
    for name in ("way_code", "way_end"):
        assert omar.post(reverse(f"client:{name}", args=[asked.pk]), {"code": "123456"}).status_code == 404
    assert "0111" not in omar.get(PAGE).content.decode()
    assert live_cast.browser(live_cast.theo).get(PAGE).status_code == 404


def test_maya_lets_this_browser_show_notes_when_there_is_a_key_and_takes_it_back(
    live_cast, maya, settings, tmp_path
):
    settings.PUSH_KEY = tmp_path / "push.pem"
    point = text(point_of(generate_private_key(CURVE)))
    given = {
        "endpoint": "https://web.push.apple.com/x", "point": point, "secret": text(b"0" * 16), "agree": "on"
    }  # fmt: skip
    assert (
        maya.post(f"{PAGE}browsers/", given).status_code == 404
        and "data-push" not in maya.get(PAGE).content.decode()
    )
    assert maya.post(f"{PAGE}pace/", PACE | {"first": "push"}).status_code == 422
    make_key()
    assert f'data-push="{public_key()}"' in maya.get(PAGE).content.decode()
    for wrong in (
        {"agree": ""},
        {"point": "4"},
        {"secret": "\0"},
        {"endpoint": "http://127.0.0.1/"},
        {"point": "é" * 400},
    ):
        assert maya.post(f"{PAGE}browsers/", given | wrong).status_code == 422
    assert not Permission.objects.exists()
    phone = "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0"
    for _twice in range(2):
        assert maya.post(f"{PAGE}browsers/", given, headers={"User-Agent": phone})["Location"].endswith(
            "?told=browser"
        )
    assert "Firefox, Android" in maya.get(PAGE).content.decode()
    assert maya.post(f"{PAGE}pace/", PACE | {"first": "push"}).status_code == 302
    maya.post(reverse("client:way_end", args=[Permission.objects.get().pk]))
    assert not Permission.objects.holding().exists()
