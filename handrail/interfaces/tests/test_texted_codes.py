"""A code by text, when nothing else is at hand: only to a number shown to be theirs, and it says nothing to anybody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.continuum.clock import tick
from handrail.foundation.accounts.models import Session, SignInTry, TextedCode
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.tests.conftest import NUMBER, permit, texts
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.teams.queries import zone

__all__ = ["permit", "texts"]
ASK, TYPE = "sign_in_texted", "sign_in_texted_code"


@pytest.fixture
def cast(live_cast):
    return live_cast


def asks(number, browser=None, **more):
    browser = browser or Client()
    answer = browser.post(reverse(ASK), {"number": number} | more)
    deliver_due(timezone.now())
    return browser, answer


def typed(browser, code):
    return browser.post(reverse(TYPE), {"code": code})


def test_maya_gets_six_digits_in_her_language_that_let_her_in_once_in_the_browser_that_asked(
    cast, permit, texts
):
    permit(cast.maya)
    cast.maya.language = "es"
    cast.maya.save()
    browser, answer = asks("(555) 555-0111", next="/me/plan/")
    assert answer["Location"] == reverse(TYPE)
    to, words = texts()[-1]
    assert to == NUMBER and re.fullmatch(r"Tu clave: \d{6}", words)
    code = words[-6:]
    elsewhere, _answer = asks("+1 555 555 0199")
    assert typed(elsewhere, code).status_code == 422
    TextedCode.objects.update(asked_at=timezone.now() - timedelta(minutes=11))
    assert typed(browser, code).status_code == 422
    TextedCode.objects.update(asked_at=timezone.now())
    assert typed(browser, code)["Location"] == "/me/plan/"
    assert Session.objects.get(account__isnull=False).factors == "text"
    again, _answer = asks(NUMBER)
    assert typed(again, code).status_code == 422


def test_every_number_is_answered_alike_and_only_one_that_is_shown_safe_and_hers_alone_gets_a_text(
    cast, permit, texts
):
    hers, unsafe, stopped, shared, works = (f"+1555555{n:04}" for n in (111, 112, 113, 114, 115))
    permit(cast.maya, value=hers)
    permit(cast.omar, value=unsafe)
    messaging.end_permission(permit(cast.omar, value=stopped), act=cast.act(cast.omar))
    permit(cast.maya, value=shared)
    permit(cast.omar, value=shared)
    permit(cast.priya, value=works)
    for point in ContactPoint.objects.filter(system="sms"):
        if point.value == unsafe:
            ContactPoint.objects.filter(pk=point.pk).update(safety=ContactPoint.Safety.UNSAFE)
    before, seen = len(texts()), []
    for number in (hers, unsafe, stopped, shared, works, "+15555550199"):
        browser = Client()
        browser.get(reverse("account_login"))
        with CaptureQueriesContext(connection) as asked:
            answer = browser.post(reverse(ASK), {"number": number})
        page = re.sub(rb'(nonce|value)="[\w-]+"', b"", browser.get(answer["Location"]).content)
        seen.append(
            (answer.status_code, answer["Location"], sorted(answer.cookies), answer.content, page, len(asked))
        )
        deliver_due(timezone.now())
    assert all(one == seen[0] for one in seen)
    assert [to for to, _words in texts()[before:]] == [hers]
    # Hers has hours now, and this is not one of them.
    wall, hour = timezone.now().astimezone(zone(cast.maya.time_zone)), timedelta(hours=1)
    ContactPoint.objects.update(earliest=(wall + hour).time(), latest=(wall + 2 * hour).time())
    asks(hers)
    assert len(texts()) == before + 1


def test_asking_again_and_again_is_too_much_for_the_number_and_help_stays_open(cast, permit, texts):
    permit(cast.maya)
    browser, before = Client(), len(texts())
    assert [asks(NUMBER, browser)[1].status_code for _n in range(4)] == [302, 302, 302, 429]
    assert browser.get(reverse("client:help")).status_code == 200
    assert browser.post(reverse("sign_in_mailed"), {"login": "maya@example.org"}).status_code == 302
    code = texts()[-1][1][-6:]
    wrong = "000000" if code != "000000" else "111111"
    assert [typed(browser, wrong).status_code for _n in range(5)] == [422] * 5
    assert typed(browser, code).status_code == 422
    # Not more than ten in a day, however slowly somebody asks.
    account = TextedCode.objects.exclude(account=None)[0].account
    for _n in range(7):
        TextedCode.objects.create(address=NUMBER, account=account, asked_at=timezone.now())
    SignInTry.objects.all().delete()
    assert asks(NUMBER)[1].status_code == 302 and len(texts()) == before + 3
    tick(timezone.now() + timedelta(days=1, minutes=1))
    assert not TextedCode.objects.exists()
    for broken in ("", "12", "5" * 40, "a\x00b", "maya@example.org"):
        assert browser.post(reverse(ASK), {"number": broken}).status_code == 422
