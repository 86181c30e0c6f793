"""Trying every form with something odd in it, and judging the answer: clear, nothing half done, nothing drawn as sent."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import resolve

from tests.trust.forms import browser, changed, send, token_of, writes

SCRIPT = "<script>alert(1)</script>"


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
    """What is wrong with the answer, or nothing; and which fields it may have refused: None when it was taken.

    Whatever it changed is taken back. `drawn`: where this form leads and was followed before; that page is not drawn again.
    """
    with transaction.atomic():
        found = refusal(form, client, token, pairs, before, drawn)
        transaction.set_rollback(True)
    return found


def refusal(form, client, token, pairs, before, drawn):
    """As `trouble`, for whoever takes back what it changed."""
    since = writes()
    answer = send(client, form, token, pairs)
    text, taken = answer.content.decode(errors="replace"), answer.status_code < 400
    refused = None if taken else _marked(text)
    if answer.status_code >= 500:
        return f"{form.name} {answer.status_code}", refused
    if not taken and not changed(before, since) <= _told(form):
        return f"{form.name} refused with {answer.status_code}, and changed something", refused
    if answer.status_code == 302 and (way := _way_on(form, answer)) and way not in drawn:
        after = client.get(answer["Location"])
        text += after.content.decode(errors="replace")
        if after.status_code >= 500:
            return f"{form.name} then {after.status_code}", refused
        if isinstance(drawn, set):
            drawn.add(way)
    return (f"{form.name} draws what was sent as a tag" if SCRIPT in text else ""), refused


def _marked(text):
    """The names of the fields which the page says are wrong."""
    wrong = (
        tag for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", text) if 'aria-invalid="true"' in tag
    )
    return {name for tag in wrong for name in re.findall(r'\bname="([^"]*)"', tag)}


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
