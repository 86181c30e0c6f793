"""Runs inside Django: sessions of people and workers of the demo, made without the price of a password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from handrail.foundation.accounts.models import Account
from handrail.foundation.teams.models import CareRelationship, Enrolment

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has signed in: person, session key and form token."""

    person: int
    session: str
    token: str


def visitor(account: Account) -> Visitor:
    """Open a session, as signing in does."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    assert session.session_key
    return Visitor(account.person_id, session.session_key, secrets.token_hex(16))


def clients(count: int) -> list[Visitor]:
    """`count` people enrolled today."""
    here = Enrolment.objects.on(timezone.now().date()).values("person")
    return [visitor(one) for one in Account.objects.filter(person__in=here).order_by("pk")[:count]]


def worker(given_name: str) -> Visitor:
    """A worker of the cast, for example Priya."""
    return visitor(Account.objects.get(email__istartswith=f"{given_name}@"))


def clients_of(worker_person: int, count: int) -> list[Visitor]:
    """People in this worker's care today."""
    now = timezone.now()
    cared = CareRelationship.objects.at(now).filter(worker=worker_person).values("person")
    return [visitor(one) for one in Account.objects.filter(person__in=cared).order_by("pk")[:count]]
