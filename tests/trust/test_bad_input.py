"""Whatever is sent, in any field and under any name: a clear answer, nothing half done, nothing learned."""

from __future__ import annotations

import re
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import resolve

from handrail.foundation.accounts.models import MailedCode, SignInTry
from handrail.foundation.ledger.models import Entry
from tests.architecture.source import PACKAGE
from tests.trust.forms import TOKEN, WHO, WITHOUT_TOKEN, browser, changed, send, token_of, weight, writes
from tests.trust.routes import PUBLIC, ROUTES

SCRIPT = "<script>alert(1)</script>"
NASTY = {
    "half-a-character": "a\ud800b", "nul-and-line-breaks": "a\x00b\r\nSubject: c", "zero-width": "\u200b\u200d",
    "sql-formula-and-tags": f"=1'; DROP TABLE people_person; -- \u202e\u2066{{{{ request.user }}}}{SCRIPT}",
    "digits": "9" * 5000, "endless": "1e400", "no-number": "NaN", "negative": "-1", "empty": "",
    "combining": "e" + "\u0301" * 20_000,
}  # fmt: skip
#: Sent in all fields of a form at once: what no field takes, each by its own check, and what every field takes or none.
#: The others, in one field at a time, may pass and reach what the form does.
NOWHERE = {
    "half-a-character",
    "nul-and-line-breaks",
    "endless",
    "no-number",
    "combining",
    "digits",
    "zero-width",
}
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


def going_through(world, forms):
    """Each form with the browser of whoever found it; what it changes is taken back."""
    browsers = {who: browser(world, who) for who in {form.who for form in forms}}
    tokens = {who: token_of(client) for who, client in browsers.items()}
    ends = ("account_logout", "leave", "staff:sign_out", "staff:hand_over")
    return [(form, browsers[form.who], tokens[form.who]) for form in forms if form.name not in ends]


#: Whoever is not let in is counted.
TRIES = {
    "account_login",
    "sign_in_first_time",
    "sign_in_passkey",
    "sign_in_again",
    "sign_in_again_passkey",
    "sign_in_new_password",
    "client:tell_us_answer",
}


def trouble(form, client, token, pairs, before, drawn=frozenset()):
    """What is wrong with the answer, or nothing; and whether it was taken. Whatever it changed is taken back.

    `drawn`: where this form leads and was followed before; that page is not drawn again.
    """
    with transaction.atomic():
        found = _trouble(form, client, token, pairs, before, drawn)
        transaction.set_rollback(True)
    return found


def _trouble(form, client, token, pairs, before, drawn):
    since = writes()
    answer = send(client, form, token, pairs)
    text, taken = answer.content.decode(errors="replace"), answer.status_code < 400
    if answer.status_code >= 500:
        return f"{form.name} {answer.status_code}", taken
    if not taken and not changed(before, since) <= _told(form):
        return f"{form.name} refused with {answer.status_code}, and changed something", taken
    if answer.status_code == 302 and (way := _way_on(form, answer)) and way not in drawn:
        after = client.get(answer["Location"])
        text += after.content.decode(errors="replace")
        if after.status_code >= 500:
            return f"{form.name} then {after.status_code}", taken
        if isinstance(drawn, set):
            drawn.add(way)
    return (f"{form.name} draws what was sent as a tag" if SCRIPT in text else ""), taken


def _way_on(form, answer):
    """From which form to which page of ours; None when it leads elsewhere."""
    there = urlsplit(answer["Location"])
    return (
        (form.name, resolve(there.path).view_name)
        if there.path.startswith("/") and not there.netloc
        else None
    )


def _told(form):
    """Where something may be written although it was refused: drawing a page again is a look at a record or a hint, and
    that somebody was not let in is counted."""
    tried = {"accounts_signintry", "ledger_entry"} if form.name in TRIES else set()
    # A partner's page hands over each time it is drawn, and that is written down (decision 9).
    handed = {"consent_disclosure", "ledger_entry"} if form.name.startswith("partner:") else set()
    return {"ledger_viewing", "hints_hintshown"} | tried | handed


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


@pytest.mark.parametrize("kind", NASTY)
def test_in_every_field(world, forms, kind):
    # Signing in is written down itself: what changes is counted from there.
    found, ways, before = [], going_through(world, forms), weight()
    # What was sent and taken may stand on any page: for that kind each one is drawn.
    drawn = frozenset() if SCRIPT in NASTY[kind] else set()
    for form, client, token in ways:
        for names, instead in _rounds(form, kind):
            pairs = [(name, NASTY[kind] if name in names else form.sent[name]) for name in form.fields]
            wrong, taken = trouble(form, client, token, pairs, before, drawn)
            found.append(wrong and f"{wrong} ({', '.join(names)})")
            if not taken:
                for name in instead:
                    pairs = [(one, NASTY[kind] if one == name else form.sent[one]) for one in form.fields]
                    wrong, _taken = trouble(form, client, token, pairs, before, drawn)
                    found.append(wrong and f"{wrong} ({name})")
    assert [wrong for wrong in found if wrong] == []


def _rounds(form, kind):
    """Which fields are sent broken at once, and which then one by one, if it was not taken: one bad field hides others."""
    if kind in NOWHERE and form.fields:
        return [(form.fields, ())]
    words = [name for name in form.fields if name in form.words and kind != "negative"]
    others = [([name], ()) for name in form.fields if name not in form.words]
    return others + ([(words, words if len(words) > 1 else ())] if words else [])


@pytest.mark.parametrize("instead", ["", "{0}__in", "{0}\x00"])
def test_as_a_name(world, forms, instead):
    """Every odd name beside the fields that are asked for; and one of them instead of the first field."""
    # Signing in is written down itself: what changes is counted from there.
    found, ways, before, drawn = [], going_through(world, forms), weight(), set()
    for form, client, token in ways:
        first = (form.fields or ["words"])[0]
        usual = [(instead.format(n) if instead and n == first else n, form.sent[n]) for n in form.fields]
        pairs = [*usual, *((shape.format(first), "1") for shape in NAMES)]
        found.append(trouble(form, client, token, pairs, before, drawn)[0])
    assert [wrong for wrong in found if wrong] == []


def test_ids_and_times_that_no_form_asks_for_change_nothing_for_others(world, forms):
    """CVE-2026-25744, CVE-2026-27943: an id in the body chose the row."""
    omar = world.cast.omar.pk
    before = Entry.objects.filter(person=omar).count()
    for form, client, token in going_through(world, forms):
        with transaction.atomic():
            extra = [(name, str(omar)) for name in FORGED if name not in form.sent]
            answer = send(client, form, token, [(n, form.sent[n]) for n in form.fields] + extra)
            assert answer.status_code < 500, form.name
            assert Entry.objects.filter(person=omar).count() == before, form.name
            transaction.set_rollback(True)


def test_ten_megabytes_are_refused_and_change_nothing(world, forms):
    big = "m" * 10_000_000
    ways, before = going_through(world, forms), weight()
    for form, client, token in ways:
        since = writes()
        answer = send(client, form, token, [((form.fields or ["words"])[0], big)])
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


def test_the_same_form_sent_three_times_is_answered_each_time(world, forms):
    for form, client, token in going_through(world, forms):
        with transaction.atomic():
            answers = [send(client, form, token).status_code for _ in range(3)]
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
