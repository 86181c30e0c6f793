"""What people type lies sealed: words sent through every form stand in no column that somebody could read."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction

from handrail.foundation.sealing.columns import all_columns
from tests.trust.forms import browser, send, token_of, writes

CANARY = "Quellwasser-7731"
NUMBER = "+15550147731"

#: Typed, and not sealed: what the database has to find or sort by. docs/decisions/0011 says why.
OPEN = {
    "accounts_account.email": "somebody signs in with it",
    "consent_recipient.name": "an organization, or a name: looked up when it is named again",
    "teams_programme.name": "what the organisation offers, of no client; lists are sorted by it",
    "teams_credential.issuer": "who issued a worker's certificate: a public body, of no client",
    "teams_credential.number": "a worker's licence, which stands in a public register",
    "people_person.preferred_name": "lists are sorted by it and searched",
}

#: Where the forms must have written the canary: else this test would look for nothing.
REACHED = {
    "consent_emergencyaccess.review",
    "consent_emergencysearch.words",
    "consent_restriction.answer",
    "consent_restriction.words",
    "plans_step.title",
    "rights_complaint.answer",
    "rights_complaint.words",
    "responses_proposal.words",
}


def test_words_typed_into_every_form_lie_in_no_column_that_can_be_read(world, forms):
    reached, lying = set(sealed()), set(readable())
    assert (reached, lying) == (set(), set()), "what is found below was sent below"
    for form in forms:
        client = browser(world, form.who)
        with transaction.atomic():
            token, since = token_of(client), writes()
            send(client, form, token, [(name, _canary(form.sent[name])) for name in form.fields])
            # Where nothing was written nothing can lie: looking through every table takes a second.
            touched = {table for table, count in writes().items() if count != since.get(table, 0)}
            lying |= set(readable(touched))
            reached |= set(sealed(touched))
            transaction.set_rollback(True)
    assert set(readable()) == set(), "and nothing was kept by another way"
    assert lying - set(OPEN) == set()
    assert REACHED - reached == set()


def _canary(usual: str) -> str:
    return {"Words.": CANARY, "on": CANARY, "+15550100": NUMBER}.get(usual, usual)


def readable(only: set[str] | None = None) -> Iterator[str]:
    """Each column, of all tables or these, in which a canary can be read, as text or as bytes, without a key."""
    with connection.cursor() as cursor:
        tables = only if only is not None else connection.introspection.table_names(cursor)
        if not tables:
            return
        looks = (
            f"SELECT '{table}', c.key FROM {table} t, jsonb_each_text(to_jsonb(t)) c"
            " WHERE c.value ~ ANY(%(canaries)s)"
            for table in tables
        )
        canaries = [form for text in (CANARY, NUMBER[2:]) for form in (text, text.encode().hex())]
        cursor.execute(" UNION ".join(looks), {"canaries": canaries})
        yield from (f"{table}.{column}" for table, column in cursor.fetchall())


def sealed(only: set[str] | None = None) -> Iterator[str]:
    """Each sealed column, of all tables or these, that holds a canary once it is opened."""
    for column in all_columns():
        if only is not None and column.place.table not in only:
            continue
        opened = (column.field.opened(row, value) for rows in column.rows() for row, value in rows)
        if any(CANARY in text or NUMBER in text for text in opened):
            yield str(column.place)


def test_the_look_finds_what_lies_open(world):
    maya = world.cast.maya
    maya.preferred_name = CANARY
    maya.save()
    assert "people_person.preferred_name" in set(readable())
