"""Nobody reaches Maya: Lena puts her on the list in one tap, and each try is one; when Maya is heard from, she is off it."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.clinical.gaps import rules
from handrail.continuum.watch.actions import weigh_gaps
from handrail.continuum.watch.models import Gap
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures import actions as measures
from handrail.foundation.people.models import ContactPoint
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Attempt, Lead, Search

DAY = timedelta(days=1)
LEAD = {"do": "lead", "kind": "person", "words": "Her aunt at the bakery", "phone": "555 010 0140", "safety": "safe", "may_say": "nothing"}  # fmt: skip


def page(browser, cast, **sent):
    address = reverse("staff:finding_of", args=[cast.maya.pk])
    return browser.post(address, sent) if sent else browser.get(address)


def tap(browser, cast, tried, **more):
    return page(browser, cast, do="try", key=str(uuid4()), tried=tried, **more)


def told(response):
    return response.content.decode()


@pytest.fixture
def lena(live_cast):
    ContactPoint.objects.filter(person=live_cast.maya).update(earliest=None, latest=None)
    return live_cast.browser(live_cast.lena)


def test_lena_logs_a_contact_on_the_card_and_tries_with_one_tap_within_mayas_rules(live_cast, lena):
    cast = live_cast
    card = reverse("staff:finding_of", args=[cast.maya.pk])
    assert f'data-shortcut="l" href="{card}"' in told(lena.get(reverse("staff:person", args=[cast.maya.pk])))
    shown = told(page(lena, cast))
    assert "Nobody looks for them now" in shown and "No voicemail." in shown
    assert 'value="call:no_answer"' in shown and 'value="call:left_message"' not in shown
    assert page(lena, cast, do="look", reason="no_contact").status_code == 302
    assert "You try" in told(page(lena, cast)) and "Maya P." in told(lena.get(reverse("staff:finding")))
    assert tap(lena, cast, "call:no_answer", words="Rang twice.").status_code == 302
    assert "By phone: no answer" in told(page(lena, cast)) and "Rang twice." in told(page(lena, cast))
    refused = tap(lena, cast, "call:left_message", words="Typed before.")
    assert refused.status_code == 422
    assert "do not allow a message there" in told(refused) and "Typed before." in told(refused)
    for wrong in (
        "call:seen",
        "fax:reached",
        "through:seen:99999999999999999999",
        "through:seen",
        "call",
        "through:seen:7",
    ):
        assert tap(lena, cast, wrong).status_code == 422
    assert page(lena, cast, do="try", key="7", tried="call:no_answer").status_code == 422
    one = Attempt.objects.get()
    assert page(lena, cast, do="slip", attempt=one.pk).status_code == 302
    assert "taken back" in told(page(lena, cast)) and not Attempt.objects.standing().exists()


def test_what_is_known_of_where_she_may_be_is_written_with_what_may_be_said_there(live_cast, lena):
    cast = live_cast
    wrong = page(lena, cast, **{**LEAD, "phone": "12"})
    assert wrong.status_code == 422 and "10 digits" in told(wrong) and "Her aunt at the bakery" in told(wrong)
    assert page(lena, cast, **{**LEAD, "safety": "unknown", "may_say": "us"}).status_code == 422
    assert page(lena, cast, **LEAD).status_code == 302
    aunt = Lead.objects.get()
    shown = told(page(lena, cast))
    assert f"through:seen:{aunt.pk}" in shown and "Nothing about us." in shown
    assert tap(lena, cast, f"through:seen:{aunt.pk}").status_code == 302
    maya = cast.browser(cast.maya)
    mine = reverse("client:reach")
    assert "Her aunt at the bakery" in told(maya.get(mine))
    assert maya.post(mine, {**LEAD, "words": "The library", "kind": "place", "phone": ""}).status_code == 302
    assert maya.post(mine, {"do": "lead_end", "lead": aunt.pk}).status_code == 302
    shown = told(page(lena, cast))
    assert "The library" in shown and f"through:seen:{aunt.pk}" not in shown
    maya.cookies["django_language"] = "es"
    assert "Si no podemos dar contigo" in told(maya.get(mine, headers={"accept-language": "es"}))
    assert maya.post(mine, {"do": "lead_end", "lead": "1" * 30}).status_code == 404


def test_a_day_without_the_try_is_a_gap_and_when_maya_checks_in_nobody_looks_for_her(live_cast, lena):
    cast = live_cast
    page(lena, cast, do="look", reason="no_contact")
    search = Search.objects.get()
    Search.objects.update(next_at=cast.now - 2 * DAY)
    assert "Try to reach Maya P." in told(lena.get(reverse("staff:today")))
    weigh_gaps([cast.maya.pk], act=cast.act(None))
    gap = Gap.objects.open().get(kind=rules.SEARCH_LATE)
    assert gap.owner == cast.lena and not Gap.objects.visible_to(cast.act(cast.theo)).exists()
    later = cast.now + timedelta(hours=1)
    measures.check_in(cast.maya, key=uuid4(), answers={"mood": 6}, act=cast.act(cast.maya, later))
    deliver_due(later)
    search.refresh_from_db()
    assert (search.status, search.ended_by) == (Search.Status.CALLED, None)
    assert not Gap.objects.open().filter(kind=rules.SEARCH_LATE).exists()
    assert "They got in touch" in told(lena.get(reverse("staff:today")))
    assert page(lena, cast, do="seen").status_code == 302
    assert "They got in touch. Be" not in told(lena.get(reverse("staff:today")))
    page(lena, cast, do="look", reason="left")
    assert page(lena, cast, do="end", status="otherwise").status_code == 422
    assert page(lena, cast, do="end", status="moved", words="To her aunt.").status_code == 302
    assert "To her aunt." in told(page(lena, cast))


def test_a_time_chosen_by_hand_is_kept_and_theo_finds_nothing(live_cast, lena):
    cast = live_cast
    page(lena, cast, do="look", reason="missed")
    at = (cast.now + DAY).strftime("%Y-%m-%dT10:00")
    assert page(lena, cast, do="next", at="soon", way="call", owner=cast.lena.pk).status_code == 422
    assert page(lena, cast, do="next", at=at, way="visit", owner=cast.lena.pk).status_code == 422
    assert page(lena, cast, do="next", at=at, way="call", owner=cast.sam.pk).status_code == 302
    assert Search.objects.get().owner == cast.sam
    shown = told(lena.get(reverse("staff:finding")))
    assert re.search(r"Sam R\. tries .*by phone", shown)
    theo = cast.browser(cast.theo)
    assert page(theo, cast).status_code == page(theo, cast, do="look", reason="missed").status_code == 404
    assert "Maya" not in told(theo.get(reverse("staff:finding")))
    gap = Gap.objects.create(
        person=cast.maya,
        kind=rules.NO_CONTACT,
        basis="x",
        since=cast.today,
        found_at=cast.now,
        owner=cast.lena,
    )
    cases.end_search(Search.objects.get(), status=Search.Status.FOUND, words="", act=cast.act(cast.lena))
    assert "Look for them" in told(lena.get(reverse("staff:finding")))
    assert "Maya" not in told(theo.get(reverse("staff:finding"))) and gap.pk
