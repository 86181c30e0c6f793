"""A session opens for whoever holds its key, until it runs out or ends."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from handrail.foundation.accounts.sessions import SessionStore


def opened(**held):
    session = SessionStore()
    session.update(held)
    session.create()
    session.save()
    return session.session_key


def test_what_maya_left_in_her_session_is_there_again(db):
    key = opened(check_in="half")
    assert SessionStore(key)["check_in"] == "half"


def test_a_session_that_has_run_out_holds_nothing_and_gives_its_key_back(db):
    key = opened(check_in="half")
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    session = SessionStore(key)
    assert session.get("check_in") is None
    assert session.session_key is None


def test_an_ended_or_invented_session_holds_nothing(db):
    key = opened(check_in="half")
    SessionStore(key).delete()
    for gone in (key, "a" * 32, ""):
        assert SessionStore(gone).get("check_in") is None


def test_what_somebody_else_signed_is_not_believed(db):
    key = opened(check_in="half")
    Session.objects.filter(pk=key).update(session_data="e30:1abc:forged")
    assert SessionStore(key).get("check_in") is None
