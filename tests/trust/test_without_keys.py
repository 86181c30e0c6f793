"""The file of keys is gone, or is another's: every page says so plainly, help goes on, and nothing is changed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse, reverse_lazy

from handrail.foundation.ledger.models import Entry
from handrail.foundation.sealing import key_ring, proving
from handrail.foundation.sealing.actions import know
from handrail.interfaces.without_keys import GOES_ON
from tests.trust.forms import TOKEN, browser, token_of, weight
from tests.trust.routes import PUBLIC, ROUTES

HELP = reverse_lazy("client:help")


@pytest.fixture(params=["missing", "another's", "no file of keys"])
def keyless(request, world, settings, tmp_path):
    know(key_ring.ring(), at=world.cast.now)
    settings.KEYS = tmp_path / "keys.json"
    if request.param == "another's":
        key_ring.make(settings.KEYS, "2026-11-01")
    elif request.param == "no file of keys":
        settings.KEYS.write_text("{}")
    return world


def test_every_page_but_help_answers_503_and_what_to_do(keyless):
    for who in ("maya", "priya", "elin", "hana", ""):
        client = browser(keyless, who) if who else Client()
        for route in ROUTES:
            answer = client.get(route.at(keyless.named(route)))
            if route.name in GOES_ON:
                assert answer.status_code in {200, 204, 302, 405, 503}, route.name
            else:
                assert answer.status_code == 503, (who, route.name)
                assert answer["Retry-After"] == "60" and "no-store" in answer["Cache-Control"]
                text = answer.content.decode()
                assert "handrail doctor" in text and f'href="{HELP}"' in text and "Maya" not in text


def test_what_goes_on_is_open_to_anybody_anyway():
    assert set(PUBLIC) > GOES_ON


@pytest.mark.parametrize("who", ["maya", "priya", ""])
def test_help_goes_on_with_its_numbers(keyless, who):
    client = browser(keyless, who) if who else Client()
    for address in (HELP, reverse("client:overdose")):
        answer = client.get(address)
        assert answer.status_code == 200 and "tel:" in answer.content.decode(), address


def test_what_is_sent_changes_nothing_and_stays_with_maya(keyless):
    client = browser(keyless, "maya")
    before = weight(), Entry.objects.count()
    sent = {"key": str(uuid4()), "reach_out": "no", "words": "Kept in my hand", TOKEN: token_of(client)}
    answer = client.post(reverse("client:check_ins"), sent, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 503 and "Kept in my hand" in answer.content.decode()
    assert (weight(), Entry.objects.count()) == before


def test_pages_answer_again_as_soon_as_the_file_is_back(world, settings, tmp_path):
    know(key_ring.ring(), at=world.cast.now)
    there, settings.KEYS = settings.KEYS, tmp_path / "keys.json"
    client = browser(world, "maya")
    assert client.get(reverse("client:today")).status_code == 503
    settings.KEYS.write_bytes(there.read_bytes())
    assert proving.can_read() and client.get(reverse("client:today")).status_code == 200
    settings.KEYS.unlink()
    assert client.get(reverse("client:today")).status_code == 503
