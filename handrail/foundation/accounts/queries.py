"""Who is behind a browser, in one statement; and where somebody is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import F, QuerySet

from handrail.foundation.accounts.models import Account, Session
from handrail.foundation.accounts.models.session import digest_of
from handrail.foundation.people.models import Person


def session_of(key: str, at: datetime, also: Mapping[str, str] | None = None) -> Session | None:
    """The session behind a key at that moment, with its account and person; None when it ended, ran out or never was.

    `also` names further SQL expressions that may speak of people_person; their answers stand in `told`. It is part of
    every request, so it is written out here once and not put together each time.
    """
    more = tuple((also or {}).items())
    with connection.cursor() as cursor:
        cursor.execute(_statement(more), [digest_of(key), at, at])
        row = cursor.fetchone()
    return None if row is None else _session(row, [name for name, _sql in more])


def signed_in_at(account: Account, at: datetime) -> QuerySet[Session]:
    """Where this account is signed in now, last used first."""
    running = Session.objects.filter(account=account, ends_at__gt=at, seen_at__gt=at - F("idle"))
    return running.order_by("-seen_at", "-pk")


def _session(row: tuple[Any, ...], more: list[str]) -> Session:
    own, theirs, persons = (len(_names(model)) for model in (Session, Account, Person))
    session = Session.from_db(connection.alias, _names(Session), row[:own])
    if session.account_id is not None:
        account = Account.from_db(connection.alias, _names(Account), row[own : own + theirs])
        account.person = Person.from_db(
            connection.alias, _names(Person), row[own + theirs : own + theirs + persons]
        )
        session.account = account
    session.told = dict(zip(more, row[own + theirs + persons :], strict=True))
    return session


@cache
def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _statement(more: tuple[tuple[str, str], ...]) -> str:
    fields = [field for model in (Session, Account, Person) for field in model._meta.concrete_fields]
    columns = [f'"{field.model._meta.db_table}"."{field.column}"' for field in fields]
    asked = ", ".join(columns + [sql for _name, sql in more])
    return (
        f"SELECT {asked} FROM accounts_session"  # noqa: S608 - our own columns and expressions
        " LEFT JOIN accounts_account ON accounts_account.id = accounts_session.account_id"
        " LEFT JOIN people_person ON people_person.id = accounts_account.person_id"
        " WHERE accounts_session.digest = %s AND accounts_session.ends_at > %s"
        " AND accounts_session.seen_at + accounts_session.idle > %s"
    )
