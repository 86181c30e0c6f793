"""Lena finds Maya a room near the river, in Spanish, open on Mondays; the page asks nobody outside and holds nobody."""

from __future__ import annotations

import pytest

from handrail.foundation.ledger.act import Act
from handrail.interfaces.staff.tests.conftest import text_of
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.offer import Offer

PAGE = "/team/services/"


def offer(id, name, **values):
    usual = {
        "needs": ["housing"],
        "latitude": 44.05,
        "longitude": -123.09,
        "city": "Riverbend",
        "postal_code": "97401",
    }
    return Offer(
        "o1", "Harbor House", "", id, "", {"name": name, "keywords": "Harbor House", **usual, **values}
    )


@pytest.fixture
def lena(live_cast):
    hours = [{"days": ["MO"], "opens": 540, "closes": 720, "words": ""}]
    offers = [
        offer("1", "Rooms by the river", languages=["es"], open_hours=[9, 10, 11], hours=hours, cost="free", step_free=True,
              accessibility="Ramp at the side", youngest=18, phone="+15550142"),
        offer("2", "Rooms on the hill", latitude=44.2, assured_on="2020-01-02"),
        offer("3", "Soup", needs=["food"], status="defunct"),
    ]  # fmt: skip
    cases.take_in("riverbend", offers, file="f" * 64, act=Act(actor=None, at=live_cast.now, via="test"))
    return live_cast.browser(live_cast.lena)


def test_lena_finds_what_fits_and_how_far_it_is(lena):
    asked = {
        "need": "housing",
        "place": "riverbend",
        "km": "15",
        "language": "es",
        "day": "0",
        "hour": "9",
        "free": "on",
        "step_free": "on",
        "age": "30",
    }
    page = text_of(lena.get(PAGE, asked))
    assert "Rooms by the river" in page and "Mon 9:00 am to 12:00 pm" in page and "from 18 years" in page
    assert "Rooms on the hill" not in page
    wide = text_of(lena.get(PAGE, {"place": "97401", "km": "50"}))
    assert "km (" in wide and "more than a year ago" in wide and "Soup" not in wide


@pytest.mark.parametrize(("asked", "told"), [
    ({"place": "Atlantis"}, "No address in the directory"), ({"day": "1"}, "Choose a day and a time"),
    ({"q": "\x00"}, "did not arrive whole"), ({"age": "9" * 50}, ""), ({"page": "-1"}, ""), ({"need": "gold"}, ""),
])  # fmt: skip
def test_what_cannot_be_looked_for_is_said_and_kept(lena, asked, told):
    answer = lena.get(PAGE, asked)
    assert answer.status_code == 422 and told in text_of(answer)


def test_it_is_no_page_for_whoever_refers_nobody(live_cast):
    assert live_cast.browser(live_cast.maya).get(PAGE).status_code == 404
