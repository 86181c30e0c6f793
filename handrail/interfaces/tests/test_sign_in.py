"""Signing in: one answer for everybody outside, two steps for whoever works here, and help for all of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account, RecoveryCode, Session, SignInTry, TotpKey
from handrail.foundation.accounts.totp import code_at
from handrail.foundation.ledger.models import Entry
from handrail.foundation.teams.models import Membership
from handrail.operations.account_command import change_address, forget

PASSWORD = "a kitchen on Sundays"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FIRST, SECOND, SET_UP = "account_login", "sign_in_second", "sign_in_set_up"


@pytest.fixture
def team(live_cast):
    for name in ("maya", "priya", "theo", "elin"):
        account = Account.objects.get(person=live_cast.people[name])
        account.set_password(PASSWORD)
        account.save()
    return live_cast


def account_of(team, who):
    return Account.objects.get(person=team.people[who])


def first(team, who, browser=None, password=PASSWORD, **more):
    browser = browser or Client()
    sent = {"login": account_of(team, who).email, "password": password} | more
    return browser, browser.post(reverse(FIRST), sent)


def with_app(team, who):
    accounts.add_totp(account_of(team, who), SECRET, act=team.act(team.people[who]))


def now_code(steps=0):
    return code_at(SECRET, timezone.now() + timedelta(seconds=30 * steps))


def second(browser, code):
    return browser.post(reverse(SECOND), {"code": code})


def why_refused():
    return [
        entry.facts["why"] for entry in Entry.objects.filter(kind="accounts.sign_in.refused").order_by("pk")
    ]


def test_maya_is_in_with_her_password_and_back_where_she_was(team):
    browser, answer = first(team, "maya", next="/me/plan/")
    assert (answer.status_code, answer["Location"]) == (302, "/me/plan/")
    assert browser.get("/me/plan/").status_code == 200
    session = Session.objects.get(account__isnull=False)
    assert (session.factors, session.is_strong) == ("password", False)


@pytest.mark.parametrize(
    "there", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "\\\\e"]
)
def test_nobody_is_led_elsewhere(team, there):
    assert first(team, "maya", next=there)[1]["Location"] == "/"


def test_an_address_of_nobody_and_a_wrong_password_answer_alike(team):
    def told(login):
        answer = Client().post(reverse(FIRST), {"login": login, "password": "wrong"})
        body = re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", answer.text).replace(login, "ADDRESS")
        return answer.status_code, sorted(answer.headers), sorted(answer.cookies), body

    assert told("maya@example.org") == told("nobody@example.org") == told("priya@riverbend.example")
    assert told("maya@example.org")[0] == 422
    assert set(why_refused()) == {"password"}


def test_a_closed_account_says_so_only_to_the_right_password(team):
    accounts.close_account(account_of(team, "maya"), act=team.act(team.ravi))
    assert first(team, "maya")[1]["Location"] == reverse("account_inactive")
    assert first(team, "maya", password="wrong")[1].status_code == 422
    assert not Session.objects.filter(account__isnull=False).exists()


@pytest.mark.parametrize("who", ["priya", "theo", "elin"])
def test_whoever_works_here_is_not_in_by_a_password_alone(team, who):
    browser, answer = first(team, who)
    assert answer["Location"] == reverse(SECOND)
    assert browser.get(reverse(SECOND))["Location"] == reverse(SET_UP)
    assert browser.get(reverse("staff:today"))["Location"].startswith(reverse(FIRST))
    assert not Session.objects.filter(account__isnull=False).exists()


def test_priya_sets_up_an_app_gets_ten_codes_once_and_is_in(team):
    browser, _answer = first(team, "priya", next="/team/people/")
    text = browser.get(reverse(SET_UP)).text
    secret = re.search(r'<code class="key">([A-Z2-7 ]+)</code>', text)[1].replace(" ", "")
    assert "data:image/svg+xml;base64," in text
    wrong = browser.post(reverse(SET_UP), {"code": "000000"})
    assert wrong.status_code == 422 and secret[:4] in wrong.text and not TotpKey.objects.exists()
    answer = browser.post(reverse(SET_UP), {"code": code_at(secret, timezone.now())})
    codes = re.findall(r"<code>([A-Z-]{19})</code>", answer.text)
    assert len(set(codes)) == 10 and 'href="/team/people/"' in answer.text
    assert browser.get(reverse("staff:today")).status_code == 200
    assert Session.objects.get(account__isnull=False).factors == "password+totp"
    kept = RecoveryCode.objects.values_list("digest", flat=True)
    assert len(kept) == 10 and not any(code.replace("-", "") in "".join(kept) for code in codes)
    assert TotpKey.objects.get().secret == secret
    assert list(Entry.objects.filter(kind__startswith="accounts.factor").values_list("kind", flat=True))


def test_with_an_app_priya_shows_its_code_and_each_opens_once(team):
    with_app(team, "priya")
    code, (browser, _answer) = now_code(), first(team, "priya")
    assert second(browser, "12345").status_code == 422
    assert second(browser, code)["Location"] == "/"
    assert browser.get(reverse("staff:today")).status_code == 200
    again, _answer = first(team, "priya")
    assert second(again, code).status_code == 422
    assert again.get(reverse("staff:today")).status_code == 302
    assert why_refused() == ["code", "code"]


@pytest.mark.parametrize("steps", [-3, 3])
def test_a_code_of_long_ago_or_of_later_is_none(team, steps):
    with_app(team, "priya")
    browser, _answer = first(team, "priya")
    assert second(browser, now_code(steps)).status_code == 422


def test_a_code_on_paper_opens_once_however_it_is_typed(team):
    with_app(team, "priya")
    codes = accounts.make_recovery_codes(account_of(team, "priya"), act=team.act(team.priya))
    browser, _answer = first(team, "priya")
    assert second(browser, codes[0].lower().replace("-", " ")).status_code == 302
    assert browser.get(reverse("staff:today")).status_code == 200
    again, _answer = first(team, "priya")
    assert second(again, codes[0]).status_code == 422
    assert second(again, codes[1]).status_code == 302
    assert Entry.objects.filter(kind="accounts.recovery_code.used").count() == 2


def test_theos_code_and_theos_paper_open_nothing_of_priyas(team):
    with_app(team, "priya")
    accounts.add_totp(account_of(team, "theo"), "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU", act=team.act(team.theo))
    paper = accounts.make_recovery_codes(account_of(team, "theo"), act=team.act(team.theo))
    browser, _answer = first(team, "priya")
    for code in (code_at("KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU", timezone.now()), paper[0]):
        assert second(browser, code).status_code == 422
    assert RecoveryCode.objects.filter(used_at=None).count() == 10


def test_the_second_step_belongs_to_one_browser_and_ten_minutes(team):
    with_app(team, "priya")
    browser, _answer = first(team, "priya")
    assert Client().get(reverse(SECOND))["Location"] == reverse(FIRST)
    assert Client().post(reverse(SET_UP), {"code": now_code()})["Location"] == reverse(FIRST)
    assert browser.get(reverse(SET_UP))["Location"] == reverse(FIRST)
    held = browser.session
    held["first_step"] |= {"at": (timezone.now() - timedelta(minutes=11)).isoformat()}
    held.save()
    assert second(browser, now_code())["Location"] == reverse(FIRST)


def test_a_role_given_meanwhile_needs_two_steps_from_then_on(team):
    browser, _answer = first(team, "maya")
    held = Membership.objects.get(person=team.sam)
    Membership.objects.create(
        person=team.maya, programme=held.programme, role=held.role, from_on=held.from_on
    )  # fmt: skip
    assert browser.get(reverse("staff:today"))["Location"].startswith(reverse(FIRST))
    assert browser.get(reverse("client:today")).status_code == 200


def test_a_guesser_is_slowed_down_and_help_stays_open_to_them_and_to_maya(team):
    guesser = Client()
    for _n in range(10):
        assert first(team, "maya", guesser, "wrong")[1].status_code == 422
    assert first(team, "maya", guesser, PASSWORD)[1].status_code == 429
    assert why_refused()[-1] == "too_many"
    assert guesser.get(reverse("client:help")).status_code == 200
    SignInTry.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert first(team, "maya", guesser)[1].status_code == 302


def test_what_a_guesser_claims_to_come_from_does_not_help_them(team, settings):
    settings.HTTPS = True
    # All but the last two of the hundred tries an origin has, without paying for each hash.
    for _n in range(98):
        accounts.take_try(accounts.bucket_of_origin("203.0.113.9"), act=team.act(None, timezone.now()))
    for n in range(2):
        Client().post(
            reverse(FIRST), {"login": f"n{n}@example.org", "password": "x"}, secure=True,
            headers={"X-Forwarded-For": f"10.0.0.{n}, 203.0.113.9"},
        )  # fmt: skip
    seen = {"X-Forwarded-For": "10.9.9.9, 203.0.113.9"}
    sent = {"login": "maya@example.org", "password": PASSWORD}
    assert Client().post(reverse(FIRST), sent, secure=True, headers=seen).status_code == 429
    elsewhere = {"X-Forwarded-For": "203.0.113.10"}
    assert Client().post(reverse(FIRST), sent, secure=True, headers=elsewhere).status_code == 302


def test_whoever_guesses_elsewhere_does_not_shut_maya_out_of_her_own_browser(team):
    own, _answer = first(team, "maya", own="on")
    own.post(reverse("leave"))
    for _n in range(11):
        first(team, "maya", Client(), "wrong")
    assert first(team, "maya", Client())[1].status_code == 429
    assert first(team, "maya", own)[1].status_code == 302


def test_many_wrong_codes_are_too_many(team):
    with_app(team, "priya")
    browser, _answer = first(team, "priya")
    assert [second(browser, "000000").status_code for _n in range(11)][-1] == 429
    assert not Session.objects.filter(account__isnull=False).exists()


def test_on_a_shared_device_nothing_outlives_the_window(team):
    shared, _answer = first(team, "maya")
    assert shared.cookies["device"]["max-age"] == "" and shared.cookies["session"]["max-age"] == ""
    own, _answer = first(team, "maya", own="on")
    assert own.cookies["device"]["max-age"] == 180 * 24 * 3600


def test_after_a_reset_nothing_of_before_opens(team):
    with_app(team, "priya")
    codes = accounts.make_recovery_codes(account_of(team, "priya"), act=team.act(team.priya))
    waiting, _answer = first(team, "priya")
    accounts.reset_sign_in(account_of(team, "priya"), act=team.act(team.ravi))
    assert first(team, "priya")[1].status_code == 422
    for path in (SECOND, SET_UP):
        assert waiting.post(reverse(path), {"code": codes[0]})["Location"] == reverse(FIRST)
    assert not TotpKey.objects.exists() and not RecoveryCode.objects.exists()


def test_with_phone_and_paper_lost_priya_sets_up_anew_after_somebody_saw_her(team):
    with_app(team, "priya")
    inside = team.browser(team.priya)
    assert forget("Priya@riverbend.example ")[0] == 0
    assert inside.get(reverse("staff:today")).status_code == 302
    browser, _answer = first(team, "priya")
    assert browser.get(reverse(SECOND))["Location"] == reverse(SET_UP)
    assert Entry.objects.filter(kind="accounts.second_step.reset", person=team.priya.pk).count() == 1
    assert forget("nobody@example.org")[0] == 1


def test_with_another_address_priya_signs_in_with_it_alone_and_takes_nobody_elses(team):
    with_app(team, "priya")
    assert change_address("priya@riverbend.example", "priya.n@riverbend.example")[0] == 0
    assert first(team, "priya")[1].status_code == 302
    for new, code in (("no address", 2), ("SAM@riverbend.example", 1)):
        assert change_address("priya.n@riverbend.example", new)[0] == code
    assert change_address("priya@riverbend.example", "p@riverbend.example")[0] == 1
    assert Entry.objects.filter(kind="accounts.address.changed", person=team.priya.pk).count() == 1


def test_only_a_demonstration_shows_the_code(team, settings):
    with_app(team, "priya")
    browser, _answer = first(team, "priya")
    assert now_code() not in browser.get(reverse(SECOND)).text
    settings.DEMO = True
    assert now_code() in browser.get(reverse(SECOND)).text
