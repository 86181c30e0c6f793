"""A session opens for whoever holds its key, until it runs out or ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.contrib.auth import SESSION_KEY
from django.forms.models import model_to_dict

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.limits import STAFF
from handrail.foundation.accounts.models import Account, Session
from handrail.foundation.accounts.queries import session_of, signed_in_at
from handrail.foundation.accounts.sessions import SessionStore
from handrail.foundation.ledger.models import Entry
from handrail.foundation.teams.queries import EVER_ENROLLED


def opened(**held):
    store = SessionStore()
    store.update(held)
    store.create()
    store.save()
    return store.session_key


def signed_in(cast, person, held=None, at=None):
    account, act = Account.objects.get(person=person), cast.act(person, at)
    return accounts.open_session(
        account, factors="password+totp", limits=STAFF, device="", held=held or {}, act=act
    )


def test_what_maya_left_in_her_session_is_there_again(db):
    assert SessionStore(opened(check_in="half"))["check_in"] == "half"


def test_neither_the_key_nor_what_is_held_can_be_read_in_the_database(db):
    key = opened(check_in="half")
    stored = " ".join(str(value) for value in model_to_dict(Session.objects.get()).values())
    assert key not in stored and "half" not in stored


def test_a_session_that_has_run_out_holds_nothing_and_gives_its_key_back(db):
    key = opened(check_in="half")
    Session.objects.update(idle=timedelta(0))
    session = SessionStore(key)
    assert session.get("check_in") is None
    assert session.session_key is None


def test_an_ended_or_invented_session_holds_nothing(db):
    key = opened(check_in="half")
    SessionStore(key).delete()
    for gone in (key, "a" * 32, ""):
        assert SessionStore(gone).get("check_in") is None


def test_what_somebody_else_wrote_into_the_row_is_not_believed(db):
    key, other = opened(check_in="half"), opened(check_in="other")
    theirs = Session.objects.exclude(held=Session.objects.first().held).get().held
    Session.objects.update(held=theirs)
    assert [SessionStore(one).get("check_in") for one in (key, other)].count(None) == 1


def test_maya_her_account_and_what_each_request_asks_come_in_one_question(cast, django_assert_num_queries):
    session, key = signed_in(cast, cast.maya, {"draft": 1})
    slowly = Account.objects.get(person=cast.maya)
    with django_assert_num_queries(1):
        found = session_of(key, cast.now, {"enrolled": EVER_ENROLLED})
        assert found.account.person == cast.maya
    assert found == session and found.told == {"enrolled": True}
    assert model_to_dict(found.account) == model_to_dict(slowly)
    assert model_to_dict(found.account.person) == model_to_dict(slowly.person)


def test_theo_is_enrolled_nowhere(cast):
    _session, key = signed_in(cast, cast.theo)
    assert session_of(key, cast.now, {"enrolled": EVER_ENROLLED}).told == {"enrolled": False}


def test_idle_for_a_quarter_hour_or_twelve_hours_old_it_opens_nothing(cast):
    session, key = signed_in(cast, cast.priya)
    quarter, tick = timedelta(minutes=15), timedelta(seconds=1)
    assert session_of(key, cast.now + quarter - tick)
    assert session_of(key, cast.now + quarter) is None
    at = cast.now
    while at < cast.now + timedelta(hours=12) - tick:
        at = min(at + timedelta(minutes=14), cast.now + timedelta(hours=12) - tick)
        accounts.note_activity(session, at=at)
    assert session_of(key, at)
    assert session_of(key, at + tick) is None


def test_what_was_put_aside_before_sign_in_comes_along_under_the_new_key(cast):
    _session, key = signed_in(cast, cast.maya, {"check_in": "half"})
    assert SessionStore(key).load.__self__.session_key == key
    assert session_of(key, cast.now).held


def test_signing_out_everywhere_else_leaves_this_browser_alone(cast):
    here, key = signed_in(cast, cast.maya)
    there, other = signed_in(cast, cast.maya)
    theos, theos_key = signed_in(cast, cast.theo)
    assert list(signed_in_at(here.account, cast.now)) == [there, here]
    assert accounts.end_other_sessions(here, act=cast.act(cast.maya)) == 1
    assert session_of(key, cast.now) and session_of(theos_key, cast.now)
    assert session_of(other, cast.now) is None
    ended = Entry.objects.get(kind="accounts.session.ended")
    assert (ended.subject, ended.person, ended.facts) == (there.pk, cast.maya, {"why": "by_owner"})


def test_closing_an_account_ends_what_is_open_by_it(cast):
    session, key = signed_in(cast, cast.priya)
    accounts.close_account(session.account, act=cast.act(cast.ravi))
    assert session_of(key, cast.now) is None


def test_the_clock_ends_what_ran_out_and_says_so(cast):
    _old, old_key = signed_in(cast, cast.priya, at=cast.now - timedelta(hours=1))
    _new, new_key = signed_in(cast, cast.priya)
    assert accounts.end_what_ran_out(act=replace(cast.act(None))) == 1
    assert Entry.objects.get(kind="accounts.session.ended").facts == {"why": "ran_out"}
    assert session_of(new_key, cast.now) and Session.objects.count() == 1


def test_djangos_own_login_signs_in_with_one_factor(cast, client):
    client.force_login(Account.objects.get(person=cast.maya))
    session = Session.objects.get()
    assert session.account.person == cast.maya and not session.is_strong
    assert client.session[SESSION_KEY] == str(session.account_id)
