"""Whatever is sent, in any field and under any name: a clear answer, nothing half done, nothing learned."""

from __future__ import annotations

import re
from itertools import cycle

import pytest
from django.db import transaction

from handrail.foundation.accounts.models import MailedCode, SignInTry
from handrail.foundation.ledger.models import Entry
from tests.architecture.source import PACKAGE
from tests.trust.forms import (
    ENCODED,
    TOKEN,
    WHO,
    WITHOUT_TOKEN,
    browser,
    changed,
    send,
    token_of,
    weight,
    writes,
)
from tests.trust.routes import PUBLIC, ROUTES
from tests.trust.trying import SCRIPT, going_through, refusal, trouble

HALF, NUL, DIGITS = "a\ud800b", "a\x00b\r\nSubject: c", "9" * 5000
HIDDEN, COMBINING = "\u200b\u200d", "e" + "\u0301" * 20_000
#: Sent in all fields of a form at once: what no field takes, each by its own check, and what every field takes or none.
#: Into fields for words, and into all others: a hidden letter is to a number what any letter is, and 1e400 are words.
EVERYWHERE = {
    "half-a-character": (HALF, HALF), "nul-and-line-breaks": (NUL, NUL), "digits": (DIGITS, DIGITS),
    "hidden-and-endless": (HIDDEN, "1e400"), "combining-and-no-number": (COMBINING, "NaN"),
}  # fmt: skip
#: What one field takes and another does not: it may pass and reach what the form does.
SOMEWHERE = {
    "sql-formula-and-tags": f"=1'; DROP TABLE people_person; -- {HIDDEN}\u202e\u2066{{{{ request.user }}}}{SCRIPT}",
    "empty": "", "negative": "-1",
}  # fmt: skip
NAMES = ["{0}__in", "{0}'; --", "{0}\x00", "\ud800", "{0}[]", "person__pk", "../{0}", "__class__"]
#: Drawn only in a state that this world is not in; their own app's tests send them.
NO_FORM = {"sign_in_passkey_new_asked", "sign_in_again_asked", "staff:alert_acknowledgement", "staff:alert_coming", "staff:alert_calling_off", "staff:alert_facts", "staff:alert_arrival", "staff:alert_return", "staff:person_alert",
    "client:barriers", "client:scale", "client:shares", "staff:case_approval", "staff:emergency_facts",
    "staff:allergies",  # of whoever prescribes for her
    "staff:disclosure_sending", "staff:erasure_decision", "staff:keeping_case", "staff:emergency_telling", "staff:reopening",
    "staff:note_additions", "staff:note_cosignature", "staff:note_review", "staff:note_signature", "staff:reaching_out",
    "client:tablet", "client:tablet_declining", "client:tablet_end",
    "client:browser_new", "staff:match_end", "client:practice_choosing", "client:sheet_signature", "staff:sheet_signature",
    "client:help_link", "client:help_link_end",  # on the one consent to somebody close
    "client:asked", "client:asked_answer",  # of whoever is close
    "client:circle_joining", "client:circle_told_out", "staff:occasion_there",  # asked into a circle, or taken out of it; on a meeting by alias
    "client:absence_end", "staff:absence_end",  # while somebody is away
    "client:ranking", "client:there",  # on an open step of one's own, and after a meeting that took place
}  # fmt: skip
#: What no form of ours asks for: whoever sends it changes nothing by it.
FORGED = ("id", "pk", "person", "person_id", "actor", "reader_id", "made_at", "via", "is_staff", "at")


def test_what_was_written_is_found_and_what_was_taken_back_is_not(world):
    """The checker itself: a new row, a row less, and one that a savepoint took back."""
    before, since = weight(), writes()
    assert changed(before, since) == set()
    SignInTry.objects.create(bucket="b", at=world.cast.now)
    assert changed(before, since) == {"accounts_signintry"}
    SignInTry.objects.filter(bucket="b").delete()
    assert changed(before, since) == set() and writes()["accounts_signintry"] > since["accounts_signintry"]
    with transaction.atomic():
        SignInTry.objects.create(bucket="b", at=world.cast.now)
        transaction.set_rollback(True)
    assert changed(before, since) == set()
    MailedCode.objects.create(address="m@example.org", asked_at=world.cast.now)
    assert changed(before, since) == {"accounts_mailedcode"}


@pytest.mark.parametrize("kind", EVERYWHERE)
def test_in_all_fields(world, forms, kind):
    # Signing in is written down itself: what changes is counted from there.
    found, ways, before, drawn = [], going_through(world, forms), weight(), set()
    words, other = EVERYWHERE[kind]
    for form, client, token in ways:
        if form.fields:
            pairs = [(name, words if name in form.words else other) for name in form.fields]
            found.append(trouble(form, client, token, pairs, before, drawn)[0])
    assert [wrong for wrong in found if wrong] == []


@pytest.mark.parametrize("kind", SOMEWHERE)
def test_in_every_field(world, forms, kind):
    """In all fields for words and in all others; when that is refused, in each field by itself that is not said to be wrong:
    one bad field hides others."""
    found, ways, before = [], going_through(world, forms), weight()
    # What was sent and taken may stand on any page: for that kind each one is drawn.
    drawn = frozenset() if SCRIPT in SOMEWHERE[kind] else set()

    def sent(way, names):
        form, client, token = way
        pairs = [(name, SOMEWHERE[kind] if name in names else form.sent[name]) for name in form.fields]
        wrong, refused = trouble(form, client, token, pairs, before, drawn)
        found.append(wrong and f"{wrong} ({', '.join(sorted(names))})")
        return refused

    for way in ways:
        fields = set(way[0].fields)
        words = fields & way[0].words
        for names in filter(None, (fields - words, words if kind != "negative" else None)):
            refused = sent(way, names)
            if refused is not None and len(names) > 1:
                for name in sorted(names - refused):
                    sent(way, {name})
    assert [wrong for wrong in found if wrong] == []


def test_under_names_that_no_form_asks_for(world, forms):
    """Every odd name beside the fields that are asked for, and Omar's id under the names that rows have.

    CVE-2026-25744, CVE-2026-27943: an id in the body chose the row.
    """
    omar = world.cast.omar.pk
    found, ways, before, drawn = [], going_through(world, forms), weight(), set()
    his = Entry.objects.filter(person=omar).count()
    for form, client, token in ways:
        first = (form.fields or ["words"])[0]
        odd = [(shape.format(first), "1") for shape in NAMES]
        forged = [(name, str(omar)) for name in FORGED if name not in form.sent]
        usual = [(name, form.sent[name]) for name in form.fields]
        with transaction.atomic():
            found.append(refusal(form, client, token, [*usual, *odd, *forged], before, drawn)[0])
            assert Entry.objects.filter(person=omar).count() == his, form.name
            transaction.set_rollback(True)
    assert [wrong for wrong in found if wrong] == []


def test_under_broken_names_instead_of_the_first(world, forms):
    found, ways, before, drawn = [], going_through(world, forms), weight(), set()
    for form, client, token in ways:
        if form.fields:
            first, *others = form.fields
            broken = [(shape.format(first), form.sent[first]) for shape in ("{0}__in", "{0}\x00")]
            pairs = [*broken, *((name, form.sent[name]) for name in others)]
            found.append(trouble(form, client, token, pairs, before, drawn)[0])
    assert [wrong for wrong in found if wrong] == []


def test_ten_megabytes_are_refused_and_change_nothing(world, forms):
    body = b"words=" + b"m" * 10_000_000
    ways, before = going_through(world, forms), weight()
    for form, client, token in ways:
        since = writes()
        answer = client.post(form.action, data=body, content_type=ENCODED, headers={"x-csrftoken": token})
        assert answer.status_code == 400, form.name
        assert "m" * 100 not in answer.content.decode()
        assert not changed(before, since), form.name


def test_a_form_without_its_token_or_with_that_of_another_changes_nothing(world, forms):
    theirs = token_of(browser(world, "theo"))
    ways, before = going_through(world, forms), weight()
    for form, client, token in ways:
        if form.name in WITHOUT_TOKEN:
            continue
        since = writes()
        fields = [(name, form.sent[name]) for name in form.fields]
        for sent in ("", theirs, token[:-1], token + token, "\x00", "é" * 64):
            assert send(client, form, sent, fields).status_code == 403, form.name
        doubled = send(client, form, token, [*fields, (TOKEN, theirs)])
        assert doubled.status_code == 403, form.name
        assert not changed(before, since), form.name


def test_the_same_form_sent_twice_is_answered_both_times(world, forms):
    for form, client, token in going_through(world, forms):
        with transaction.atomic():
            answers = [send(client, form, token).status_code for _ in range(2)]
            assert max(answers) < 500, (form.name, answers)
            transaction.set_rollback(True)


OFFICE = ("team/privacy/", "team/emergenc", "team/corrections/")


JSON = (
    '{"a": 1, "a": 2}',
    '{"a": NaN}',
    "[" * 5000,
    '{"a": "\\ud800"}',
    "{",
    "\x00",
    "1e400",
    '{"a": 9' + "9" * 4000,
)
ENDS = {"account_logout", "leave", "staff:sign_out", "staff:hand_over"}


def test_json_that_is_no_json_of_ours_changes_nothing(world):
    """At each address by somebody whose door it is, one broken body after the other: to all of them it is no form."""
    bodies = cycle(JSON)
    for who, door in (("maya", "client"), ("priya", "staff"), ("elin", "staff"), ("hana", "partner")):
        client = browser(world, who)
        token = token_of(client)
        before = weight()
        for route in ROUTES:
            if (
                route.name in ENDS
                or route.door not in {door, "member"}
                or (who == "elin") != route.pattern.startswith(OFFICE)
            ):
                continue
            with transaction.atomic():
                answer = client.generic(
                    "POST",
                    route.at(world.named(route)),
                    next(bodies),
                    "application/json",
                    HTTP_X_CSRFTOKEN=token,
                )
                assert answer.status_code < 500, (route.name, who)
                transaction.set_rollback(True)
        assert weight() == before


def test_no_address_reads_a_body_as_anything_but_a_form():
    """That is why one broken body at each is enough. Whoever adds a door for JSON sends it all of them."""
    readers = re.compile(r"request\.(body|read|_stream)\b")
    files = [path for part in ("interfaces", "ui") for path in (PACKAGE / part).rglob("*.py")]
    assert [str(file) for file in files if readers.search(file.read_text())] == []


def test_every_address_that_only_takes_what_is_sent_has_a_form_that_was_found(world, forms):
    """A new form is covered by itself; one that no page of this world draws fails here."""
    found = {form.name for form in forms}
    clients = [browser(world, who) for who in WHO]
    lost = set()
    for route in ROUTES:
        if route.name in found | NO_FORM or route.name in PUBLIC or route.name == "home":
            continue
        address = route.at(world.named(route))
        if not any(client.get(address).status_code in {200, 422} for client in clients):
            lost.add(route.name)
    assert lost == set()
