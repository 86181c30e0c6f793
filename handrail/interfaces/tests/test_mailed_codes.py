"""A code by mail: it reaches whoever has an account, says nothing about care, and opens once, in one browser."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.continuum.clock import tick
from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account, KnownDevice, MailedCode, Session
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry
from handrail.foundation.ledger.queries import overdue_deliveries

ASK, TYPE = "sign_in_mailed", "sign_in_mailed_code"


def asks(address, browser=None, **more):
    browser = browser or Client()
    answer = browser.post(reverse(ASK), {"login": address} | more)
    deliver_due(timezone.now())
    return browser, answer


def code_in(mail):
    return re.search(r"\d{6}", mail.arrived[-1].get_content())[0]


def typed(browser, code):
    return browser.post(reverse(TYPE), {"code": code})


def test_maya_gets_six_digits_that_let_her_in_and_the_message_says_nothing_else(live_cast, mail):
    browser, answer = asks("Maya@example.org", next="/me/plan/")
    assert answer["Location"] == reverse(TYPE)
    message = mail.arrived[0]
    assert (message["To"], message["Subject"]) == ("maya@example.org", "You have a message")
    assert re.fullmatch(r"Your code: \d{6}\s*", message.get_content())
    assert typed(browser, code_in(mail))["Location"] == "/me/plan/"
    assert browser.get("/me/plan/").status_code == 200
    assert Session.objects.get(account__isnull=False).factors == "mail"
    assert MailedCode.objects.get().digest != code_in(mail)


def test_in_spanish_when_that_is_her_language(live_cast, mail):
    live_cast.maya.language = "es"
    live_cast.maya.save()
    asks("maya@example.org")
    assert mail.arrived[0]["Subject"] == "Tienes un mensaje"


def test_an_address_of_nobody_answers_alike_and_gets_no_mail(live_cast, mail):
    answers = [asks(address)[1] for address in ("maya@example.org", "nobody@example.org")]
    pages = [Client().get(answer["Location"]).status_code for answer in answers]
    assert [(a.status_code, a["Location"], sorted(a.cookies)) for a in answers[:1]] == [
        (a.status_code, a["Location"], sorted(a.cookies)) for a in answers[1:]
    ]
    assert pages == [302, 302] and [message["To"] for message in mail.arrived] == ["maya@example.org"]
    assert MailedCode.objects.filter(account=None).count() == 1


def test_it_opens_once_in_the_browser_that_asked_and_for_ten_minutes(live_cast, mail):
    browser, _answer = asks("maya@example.org")
    code = code_in(mail)
    theo, _answer = asks("omar@example.org")
    assert typed(theo, code).status_code == 422
    MailedCode.objects.update(asked_at=timezone.now() - timedelta(minutes=11))
    assert typed(browser, code).status_code == 422
    MailedCode.objects.update(asked_at=timezone.now())
    assert typed(browser, code).status_code == 302
    again, _answer = asks("maya@example.org")
    assert typed(again, code).status_code == 422


def test_five_tries_and_then_not_even_the_right_one(live_cast, mail):
    browser, _answer = asks("maya@example.org")
    wrong = "000000" if code_in(mail) != "000000" else "111111"
    assert [typed(browser, wrong).status_code for _n in range(5)] == [422] * 5
    assert typed(browser, code_in(mail)).status_code == 422
    assert not Session.objects.filter(account__isnull=False).exists()


def test_a_mailbox_is_no_way_in_for_whoever_works_here(live_cast, mail):
    browser, _answer = asks("priya@riverbend.example")
    assert typed(browser, code_in(mail)).status_code == 422
    assert not Session.objects.filter(account__isnull=False).exists()


def test_when_the_mail_does_not_go_it_goes_later_as_another_code(live_cast, mail):
    mail.refuses = True
    asks("maya@example.org")
    assert mail.arrived == []
    mail.refuses = False
    deliver_due(timezone.now() + timedelta(minutes=5))
    assert len(mail.arrived) == 1


def test_asking_again_and_again_is_too_much_and_help_stays_open(live_cast, mail):
    browser = Client()
    assert [asks("maya@example.org", browser)[1].status_code for _n in range(11)][-1] == 429
    assert browser.get(reverse("client:help")).status_code == 200
    assert Entry.objects.get(kind="accounts.sign_in.refused").facts == {"why": "too_many"}


def test_an_address_lies_sealed_and_is_forgotten_after_a_day_with_a_browser_of_long_ago(live_cast, mail):
    mail.refuses = True
    asks("maya@example.org")
    accounts.know_device(Account.objects.get(person=live_cast.maya), "", act=live_cast.act(live_cast.maya))
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM accounts_mailedcode")
        assert b"maya" not in bytes(cursor.fetchone()[0])
    tick(timezone.now() + timedelta(hours=23))
    assert (MailedCode.objects.count(), KnownDevice.objects.count()) == (1, 1)
    tick(timezone.now() + timedelta(days=1, minutes=1))
    assert (MailedCode.objects.count(), KnownDevice.objects.count()) == (0, 1)
    mail.refuses = False
    deliver_due(timezone.now() + timedelta(days=2))
    assert overdue_deliveries(timezone.now() + timedelta(days=2)) == 0 and mail.arrived == []
    tick(timezone.now() + timedelta(days=181))
    assert not KnownDevice.objects.exists()
