"""Signing in and out: where an account is open, since when, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.crypto import get_random_string

from handrail.foundation.accounts.events import SessionEnded, SignedIn, SignInProved
from handrail.foundation.accounts.limits import NOTED_EVERY, Limits
from handrail.foundation.accounts.models import Account, Session
from handrail.foundation.accounts.models.session import digest_of
from handrail.foundation.accounts.sealing import seal
from handrail.foundation.accounts.sessions import HELD
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.each_alone import each_alone, resting

KEY_LENGTH = 32
#: Sessions that the clock ends in one turn.
AT_ONCE = 200


@transaction.atomic
def open_session(
    account: Account, *, factors: str, limits: Limits, device: str, held: dict[str, Any], act: Act
) -> tuple[Session, str]:
    """Somebody has shown who they are. Returns the session and its key, which is stored nowhere.

    `factors` as "password+totp"; `held` is what the browser had put aside before, carried along under the new key.
    """
    key = get_random_string(KEY_LENGTH)
    session = Session.objects.create(
        digest=digest_of(key), account=account, factors=factors, device=device, made_at=act.at, seen_at=act.at,
        idle=limits.idle, ends_at=act.at + limits.whole, proved_at=act.at, held=seal(held, key, HELD),
    )  # fmt: skip
    announce(SignedIn(subject=session.pk, person=account.person_id, factors=factors), act=act)
    return session, key


@transaction.atomic
def prove_again(session: Session, *, factor: str, act: Act) -> Session:
    """The same person showed once more who they are, by this factor."""
    kept = Session.objects.select_for_update().get(pk=session.pk)
    factors = [word for word in kept.factors.split("+") if word]
    session.factors = kept.factors if factor in factors else "+".join([*factors, factor])
    session.proved_at = act.at
    session.save(update_fields=["factors", "proved_at"])
    announce(SignInProved(subject=session.pk, person=_person(session), factor=factor), act=act)
    return session


def note_activity(session: Session, *, at: datetime) -> None:
    """Somebody did something: the idle time begins anew. Written down at most every half minute; never goes back."""
    if at - session.seen_at >= NOTED_EVERY:
        Session.objects.filter(pk=session.pk, seen_at__lt=at).update(seen_at=at)
        session.seen_at = at


def end_session(session: Session, *, why: str, act: Act) -> None:
    """Sign out here. `why` is a code: sign_out, left, by_owner, closed, reset. What has ended already stays ended."""
    _end(Session.objects.filter(pk=session.pk), why, act)


def end_other_sessions(session: Session, *, act: Act) -> int:
    """Sign out everywhere but here; returns in how many places."""
    assert session.account_id is not None
    others = Session.objects.filter(account=session.account_id).exclude(pk=session.pk)
    return _end(others, "by_owner", act)


def end_all_sessions(account: Account, *, why: str, act: Act) -> int:
    """Sign out everywhere; returns in how many places."""
    return _end(Session.objects.filter(account=account), why, act)


def end_every_session(*, why: str, act: Act) -> int:
    """Sign everybody out: after a restore, whoever had signed out or was signed out since would be in again."""
    return _end(Session.objects.all(), why, act)


def end_what_ran_out(*, act: Act) -> int:
    """End what nobody used or what reached its age: the clock does so; nothing opens by it meanwhile."""
    old = Session.objects.filter(Q(ends_at__lte=act.at) | Q(seen_at__lte=act.at - F("idle")))
    keys = old.exclude(pk__in=resting("signed_out", act.at)).values_list("pk", flat=True)[:AT_ONCE]
    return each_alone(
        "signed_out", keys, lambda key: _end(old.filter(pk=key), "ran_out", act), now=act.at
    ).count()


@transaction.atomic
def _end(sessions: Any, why: str, act: Act) -> int:
    ended = list(
        sessions.select_related("account").order_by("pk").select_for_update(of=("self",), skip_locked=False)
    )
    Session.objects.filter(pk__in=[one.pk for one in ended]).delete()
    for one in ended:
        if one.account_id is not None:
            announce(SessionEnded(subject=one.pk, person=_person(one), why=why), act=act)
    _close_streams(one.pk for one in ended)
    return len(ended)


def _close_streams(keys: Iterable[int]) -> None:
    # A page that is open hears at once that its session is over.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify('live', 'session:' || one) FROM unnest(%s::bigint[]) AS one", [list(keys)]
        )


def _person(session: Session) -> int | None:
    return session.account.person_id if session.account else None
