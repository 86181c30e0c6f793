"""Runs inside Django: sessions of people and workers of the demo, made without the price of a password."""

from __future__ import annotations

import secrets

from django.db.models import Count
from django.utils import timezone

from bench.visitor import Visitor
from handrail.foundation.accounts.actions import open_session
from handrail.foundation.accounts.limits import STAFF
from handrail.foundation.accounts.models import Account
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import CareRelationship, Enrolment, Role


def visitor(account: Account) -> Visitor:
    """Open a session, as signing in does."""
    act = Act(actor=account.person, at=timezone.now(), via="bench")
    _session, key = open_session(account, factors="password+totp", limits=STAFF, device="", held={}, act=act)
    return Visitor(account.person_id, key, secrets.token_hex(16))


def clients(count: int) -> list[Visitor]:
    """`count` people enrolled today."""
    here = Enrolment.objects.at(timezone.now()).values("person")
    return [visitor(one) for one in Account.objects.filter(person__in=here).order_by("pk")[:count]]


def counselors(count: int) -> list[Visitor]:
    """The counselors with most people in their care."""
    now = timezone.now()
    cared = CareRelationship.objects.at(now).filter(role=Role.COUNSELOR).values("worker")
    most = cared.annotate(people=Count("person")).order_by("-people", "worker")[:count]
    return [visitor(Account.objects.get(person=one["worker"])) for one in most]


def in_care_of(worker: int) -> list[Visitor]:
    """Everybody in a worker's care today."""
    cared = CareRelationship.objects.at(timezone.now()).filter(worker=worker).values("person")
    return [visitor(one) for one in Account.objects.filter(person__in=cared).order_by("pk")]
