"""Writing down what happened, and what it owes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db import connection, transaction

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.events import Event
from handrail.foundation.ledger.models import Delivery, Entry, Viewing
from handrail.foundation.people.models import Person

Reaction = Callable[[Entry, Act], None]

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


@transaction.atomic
def announce(event: Event, *, act: Act) -> Entry:
    """Write the entry and what is owed for it, in the caller's transaction; wake whoever waits on commit."""
    entry = Entry.objects.create(
        kind=event.kind, person_id=event.person, actor=act.actor, at=act.at, via=act.via,
        subject=event.subject, facts=event.facts(),
    )  # fmt: skip
    followers = _reactions.get(event.kind, ())
    Delivery.objects.bulk_create(
        Delivery(entry=entry, person_id=event.person, reaction=reaction_name(r), due_at=act.at)
        for r in followers
    )
    _wake(event.person, owed=bool(followers))
    return entry


def record_viewing(person: Person, resource: str, basis: str, *, act: Act) -> None:
    """Somebody looked: written in the transaction of the page that showed it. One's own record is not noted."""
    if act.actor is None or act.actor.pk == person.pk:
        return
    Viewing.objects.create(
        person=person, viewer=act.actor, resource=resource, basis=basis, at=act.at, via=act.via
    )


def _wake(person_id: int | None, *, owed: bool) -> None:
    # NOTIFY is sent by PostgreSQL at commit and carries a key only: no name, no content.
    with connection.cursor() as cursor:
        if owed:
            cursor.execute("SELECT pg_notify('live', %s), pg_notify('owed', '')", [f"person:{person_id}"])
        elif person_id is not None:
            cursor.execute("SELECT pg_notify('live', %s)", [f"person:{person_id}"])
