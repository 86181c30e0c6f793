"""Writing down what happened, and what it owes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.events import Event
from handrail.foundation.ledger.models import Delivery, Entry, Viewing
from handrail.foundation.ledger.new_row import NewRow, new_row
from handrail.foundation.people.models import Person

Reaction = Callable[[Entry, Act], None]
Row = TypeVar("Row", bound=models.Model)

#: Rows in one statement: PostgreSQL takes at most 65,535 values.
AT_ONCE = 2000

#: One statement: each costs a way to the database and back, and this one is part of every change.
_ANNOUNCE = """
    WITH {made}entry AS (
        INSERT INTO ledger_entry (kind, person_id, actor_id, at, via, subject, facts)
        VALUES (%(kind)s, %(person)s::bigint, %(actor)s, %(at)s::timestamptz, %(via)s, {subject}, %(facts)s)
        RETURNING id, subject
    ), owed AS (
        INSERT INTO ledger_delivery (entry_id, person_id, reaction, due_at, attempts, trouble)
        SELECT entry.id, %(person)s, owed.reaction, %(at)s, 0, ''
        FROM entry, unnest(%(owed)s::text[]) WITH ORDINALITY AS owed (reaction, place) ORDER BY place
    )
    SELECT id, subject{wakes} FROM entry
"""

_reactions: dict[str, tuple[Reaction, ...]] = {}


def follow(reactions: Mapping[type[Event], Sequence[Reaction]]) -> None:
    """Tell the ledger what follows which event. Called once, by the floor above, at start."""
    _reactions.clear()
    for event, followers in reactions.items():
        _reactions[event.kind] = tuple(followers)


def reaction_name(reaction: Reaction) -> str:
    """`watch.reassess`: the last package and the function."""
    return f"{reaction.__module__.split('.')[-2]}.{reaction.__name__}"


def reaction_named(name: str) -> Reaction | None:
    """The reaction with that name, or None when the running code no longer has it."""
    for followers in _reactions.values():
        for reaction in followers:
            if reaction_name(reaction) == name:
                return reaction
    return None


@transaction.atomic(savepoint=False)
def announce(event: Event, *, act: Act) -> Entry:
    """Write the entry and what is owed for it, in the caller's transaction; wake whoever waits on commit."""
    entry = _entry(event, act)
    entry.pk, _subject = _write(entry)
    return _written(entry)


def announce_new(row: models.Model, event: Event, *, act: Act) -> Entry:
    """Write a new row and its entry in one statement: both, or neither. Its key becomes the entry's subject.

    It needs no transaction; within one, nothing of the caller's is undone when the database refuses the row.
    """
    entry = _entry(event, act)
    with transaction.atomic() if connection.in_atomic_block else nullcontext():
        entry.pk, row.pk = _write(entry, new_row(row))
    entry.subject = row.pk
    _written(row)
    return _written(entry)


def _write(entry: Entry, new: NewRow | None = None) -> tuple[int, int]:
    owed = _owed_names(entry.kind)
    values: dict[str, Any] = {
        "kind": entry.kind, "person": entry.person_id, "actor": entry.actor_id, "at": entry.at, "via": entry.via,
        "subject": entry.subject, "facts": Jsonb(entry.facts), "owed": owed,
    }  # fmt: skip
    statement = _statement(new and new.insert, about=entry.person_id is not None, owed=bool(owed))
    with connection.cursor() as cursor:
        cursor.execute(statement, values | new.values if new else values)
        key, subject, *_woken = cursor.fetchone()
    return key, subject


@cache
def _statement(insert: str | None, *, about: bool, owed: bool) -> str:
    # NOTIFY is sent by PostgreSQL at commit and carries a key only: no name, no content.
    live = ", pg_notify('live', 'person:' || %(person)s)" if about else ""
    return _ANNOUNCE.format(
        made=f"made AS ({insert}), " if insert else "",
        subject="(SELECT key FROM made)" if insert else "%(subject)s",
        wakes=live + (", pg_notify('owed', '')" if owed else ""),
    )


def _written(row: Row) -> Row:
    row._state.adding, row._state.db = False, connection.alias
    return row


@transaction.atomic
def announce_all(events: Sequence[Event], *, act: Act) -> list[Entry]:
    """The same for many events at once, in their order."""
    entries = Entry.objects.bulk_create((_entry(event, act) for event in events), batch_size=AT_ONCE)
    owed = [delivery for entry in entries for delivery in _owed(entry)]
    Delivery.objects.bulk_create(owed, batch_size=AT_ONCE)
    _wake_all({event.person for event in events if event.person is not None}, owed=bool(owed))
    return entries


def _entry(event: Event, act: Act) -> Entry:
    return Entry(
        kind=event.kind, person_id=event.person, actor_id=act.actor.pk if act.actor else None, at=act.at, via=act.via,
        subject=event.subject, facts=event.facts(),
    )  # fmt: skip


def _owed(entry: Entry) -> list[Delivery]:
    return [
        Delivery(entry=entry, person_id=entry.person_id, reaction=name, due_at=entry.at)
        for name in _owed_names(entry.kind)
    ]


def _owed_names(kind: str) -> list[str]:
    return [reaction_name(one) for one in _reactions.get(kind, ())]


def record_viewing(person: Person, resource: str, basis: str, *, act: Act) -> None:
    """Somebody looked: written in the transaction of the page that showed it. One's own record is not noted."""
    record_viewings(person, {resource: basis}, act=act)


def record_viewings(person: Person, bases: Mapping[str, str], *, act: Act) -> None:
    """The same for all that one page shows: resource to why it was open. One statement."""
    if act.actor is None or act.actor.pk == person.pk:
        return
    seen = {"person": person, "viewer": act.actor, "at": act.at, "via": act.via}
    Viewing.objects.bulk_create(
        Viewing(resource=resource, basis=basis, **seen) for resource, basis in bases.items()
    )


def record_viewings_of(people: Collection[int], resource: str, basis: str, *, act: Act) -> None:
    """Somebody looked at one page about many people, by their keys. One statement."""
    rows = [
        Viewing(person_id=one, viewer=act.actor, at=act.at, via=act.via, resource=resource, basis=basis)
        for one in sorted(people)
    ]
    Viewing.objects.bulk_create(rows)


def wake(people: Collection[int]) -> None:
    """Tell the open pages about these people to look again, at commit, where what changed is in none of their stories."""
    _wake_all(people, owed=False)


def _wake_all(people: Collection[int], *, owed: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify('live', 'person:' || person) FROM unnest(%s::bigint[]) AS person",
            [sorted(people)],
        )
        if owed:
            cursor.execute("SELECT pg_notify('owed', '')")
