"""Writing down what happened, and what it owes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.events import Event
from handrail.foundation.ledger.models import Delivery, Entry, Viewing
from handrail.foundation.people.models import Person

Reaction = Callable[[Entry, Act], None]

#: Rows in one statement: PostgreSQL takes at most 65,535 values.
AT_ONCE = 2000

#: One statement: each costs a way to the database and back, and this one is part of every change.
_ANNOUNCE = """
    WITH entry AS (
        INSERT INTO ledger_entry (kind, person_id, actor_id, at, via, subject, facts)
        VALUES (%(kind)s, %(person)s::bigint, %(actor)s, %(at)s::timestamptz, %(via)s, %(subject)s, %(facts)s)
        RETURNING id
    ), owed AS (
        INSERT INTO ledger_delivery (entry_id, person_id, reaction, due_at, attempts, trouble)
        SELECT entry.id, %(person)s, owed.reaction, %(at)s, 0, ''
        FROM entry, unnest(%(owed)s::text[]) WITH ORDINALITY AS owed (reaction, place) ORDER BY place
    )
    SELECT id{} FROM entry
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
    entry, owed = _entry(event, act), [reaction_name(one) for one in _reactions.get(event.kind, ())]
    written: dict[str, Any] = {
        "kind": entry.kind, "person": entry.person_id, "actor": entry.actor_id, "at": entry.at, "via": entry.via,
        "subject": entry.subject, "facts": Jsonb(entry.facts), "owed": owed,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ANNOUNCE.format(_wakes(event.person, owed=bool(owed))), written)
        entry.pk = cursor.fetchone()[0]
    entry._state.adding, entry._state.db = False, connection.alias
    return entry


def _wakes(person_id: int | None, *, owed: bool) -> str:
    # NOTIFY is sent by PostgreSQL at commit and carries a key only: no name, no content.
    live = ", pg_notify('live', 'person:' || %(person)s)" if person_id is not None else ""
    return live + (", pg_notify('owed', '')" if owed else "")


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
        kind=event.kind, person_id=event.person, actor=act.actor, at=act.at, via=act.via,
        subject=event.subject, facts=event.facts(),
    )  # fmt: skip


def _owed(entry: Entry) -> list[Delivery]:
    return [
        Delivery(entry=entry, person_id=entry.person_id, reaction=reaction_name(r), due_at=entry.at)
        for r in _reactions.get(entry.kind, ())
    ]


def record_viewing(person: Person, resource: str, basis: str, *, act: Act) -> None:
    """Somebody looked: written in the transaction of the page that showed it. One's own record is not noted."""
    if act.actor is None or act.actor.pk == person.pk:
        return
    Viewing.objects.create(
        person=person, viewer=act.actor, resource=resource, basis=basis, at=act.at, via=act.via
    )


def _wake_all(people: Collection[int], *, owed: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify('live', 'person:' || person) FROM unnest(%s::bigint[]) AS person",
            [sorted(people)],
        )
        if owed:
            cursor.execute("SELECT pg_notify('owed', '')")
