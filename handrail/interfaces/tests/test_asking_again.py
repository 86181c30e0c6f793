"""Before something grave one is asked again who one is; what was sent waits and is done once."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account, MailedCode, Session
from handrail.foundation.accounts.totp import code_at
from handrail.foundation.consent.models import EmergencyAccess, EmergencySearch
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry

PASSWORD = "a kitchen on Sundays"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def noor(live_cast):
    account = Account.objects.get(person=live_cast.noor)
    account.set_password(PASSWORD)
    account.save()
    return live_cast.browser(live_cast.noor)


def sent_after_a_while(noor, form):
    """Noor sends what she sends six minutes after she signed in; returns the word behind which it waits."""
    Session.objects.update(proved_at=timezone.now() - timedelta(minutes=6))
    answer = noor.post(reverse("staff:emergency"), form)
    there = urlsplit(answer["Location"])
    assert (answer.status_code, there.path) == (302, reverse("sign_in_again"))
    return parse_qs(there.query)["kept"][0]


FORM = {"name": "Maya P.", "birth": "", "phone": "", "reason": "danger_to_life", "words": "Found unwell."}


def test_within_five_minutes_nobody_is_asked(noor):
    assert noor.post(reverse("staff:emergency"), FORM).status_code == 422
    assert not Entry.objects.filter(kind="accounts.session.proved").exists()


def test_what_noor_sent_waits_and_comes_back_with_every_word(noor):
    word = sent_after_a_while(noor, FORM)
    assert "Found unwell" not in Session.objects.get().kept
    again = {"password": PASSWORD, "kept": word}
    answer = noor.post(reverse("sign_in_again"), again)
    assert answer.status_code == 422 and "Found unwell." in answer.text
    assert Entry.objects.get(kind="accounts.session.proved").facts == {"factor": "password"}


def test_a_wrong_password_does_nothing_and_loses_nothing(noor):
    word = sent_after_a_while(noor, FORM)
    wrong = noor.post(reverse("sign_in_again"), {"password": "x", "kept": word})
    assert wrong.status_code == 422 and word in wrong.text
    assert not EmergencySearch.objects.exists() and not EmergencyAccess.objects.exists()
    assert noor.post(reverse("sign_in_again"), {"password": PASSWORD, "kept": word}).status_code == 422


def test_the_same_word_gives_the_form_back_once(noor):
    word = sent_after_a_while(noor, FORM)
    noor.post(reverse("sign_in_again"), {"password": PASSWORD, "kept": word})
    twice = noor.post(reverse("sign_in_again"), {"password": PASSWORD, "kept": word})
    assert (twice.status_code, twice["Location"]) == (302, reverse("home"))


def test_theo_with_noors_word_gets_nothing_of_it(noor, live_cast):
    word = sent_after_a_while(noor, FORM)
    account = Account.objects.get(person=live_cast.theo)
    account.set_password(PASSWORD)
    account.save()
    answer = live_cast.browser(live_cast.theo).post(
        reverse("sign_in_again"), {"password": PASSWORD, "kept": word}
    )
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))


def test_the_way_back_never_leads_to_another_house(noor):
    sent = {"password": PASSWORD, "next": "https://elsewhere.example/"}
    assert noor.post(reverse("sign_in_again"), sent)["Location"] == reverse("home")


def test_a_code_of_noors_app_or_on_paper_does_it_once_and_a_code_by_mail_never(noor, live_cast):
    account, act = Account.objects.get(person=live_cast.noor), live_cast.act(live_cast.noor)
    accounts.add_totp(account, SECRET, act=act)
    paper = accounts.make_recovery_codes(account, act=act)[0]
    code = code_at(SECRET, timezone.now())
    for typed, factor in ((code, "totp"), (paper, "recovery")):
        word = sent_after_a_while(noor, FORM)
        assert "Send me a code by email" not in noor.get(reverse("sign_in_again"), {"kept": word}).text
        answer = noor.post(reverse("sign_in_again"), {"code": typed, "kept": word})
        assert answer.status_code == 422 and "Found unwell." in answer.text
        assert Entry.objects.filter(kind="accounts.session.proved").last().facts == {"factor": factor}
        word = sent_after_a_while(noor, FORM)
        twice = noor.post(reverse("sign_in_again"), {"code": typed, "kept": word})
        assert twice.status_code == 422 and "That did not match. What you sent is still here." in twice.text
    noor.post(reverse("sign_in_again_mail"), {"kept": word})
    assert not MailedCode.objects.exists()


def test_maya_without_a_password_shows_it_by_a_code_in_her_mailbox(live_cast, mail):
    Account.objects.filter(person=live_cast.maya).update(password="!")
    maya = live_cast.browser(live_cast.maya, factors="mail")
    Session.objects.update(proved_at=timezone.now() - timedelta(minutes=6))
    answer = maya.post(reverse("sign_in_codes"))
    word = parse_qs(urlsplit(answer["Location"]).query)["kept"][0]
    page = maya.get(answer["Location"]).text
    assert 'name="password"' not in page and 'name="code"' not in page
    sent = maya.post(reverse("sign_in_again_mail"), {"kept": word}, follow=True)
    deliver_due(timezone.now())
    assert 'name="code"' in sent.text and word in sent.text
    code = re.search(r"\d{6}", mail.arrived[-1].get_content())[0]
    assert (
        maya.post(
            reverse("sign_in_again"), {"code": "000000" if code != "000000" else "111111", "kept": word}
        ).status_code
        == 422
    )
    done = maya.post(reverse("sign_in_again"), {"code": code, "kept": word})
    assert done.status_code == 200 and "on paper" in done.text
    assert Entry.objects.get(kind="accounts.session.proved").facts == {"factor": "mail"}


def test_whoever_holds_noors_screen_cannot_guess_on_and_on(noor, guessed):
    word = sent_after_a_while(noor, FORM)
    guessed("noor@riverbend.example")
    tried = [noor.post(reverse("sign_in_again"), {"password": "guess", "kept": word}) for _n in range(2)]
    assert [answer.status_code for answer in tried] == [422, 429]
    assert word in tried[1].text and "What you sent is still here." in tried[1].text
    assert noor.post(reverse("sign_in_again"), {"password": PASSWORD, "kept": word}).status_code == 429
