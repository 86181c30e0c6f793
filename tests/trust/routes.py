"""Every address of the installation, from the URLconf: what a test goes through is never a list that somebody keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Route:
    """One address: `staff:person`, `team/people/<int:person_id>/`, its view, and what it takes from the path."""

    name: str
    pattern: str
    view: Any
    takes: tuple[str, ...]

    @property
    def door(self) -> str:
        return str(self.view.door)

    def at(self, values: dict[str, Any]) -> str:
        return reverse(self.name, kwargs={name: values[name] for name in self.takes})


def _routes(patterns: list[Any], prefix: str, space: str) -> Iterator[Route]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _routes(pattern.url_patterns, address, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"/{address} has no name"
            yield Route(
                f"{space}{pattern.name}", address, pattern.callback, tuple(pattern.pattern.converters)
            )


ROUTES = sorted(_routes(get_resolver().url_patterns, "", ""), key=lambda route: route.name)

#: Open to anybody, and why. A new open page is written down here or the crawl fails.
PUBLIC = {
    "account_login": "signing in",
    "account_logout": "signing out; without a session there is nothing to end",
    "sign_in_passkey": "signing in by passkey",
    "sign_in_passkey_asked": "what a browser is asked to show, the same for everybody",
    "sign_in_first_time": "the first way in: an address nobody has and a wrong code are answered the same",
    "sign_in_mailed": "a code by mail, the same answer for every address",
    "sign_in_mailed_code": "as above",
    "sign_in_texted": "a code by text, the same answer for every number",
    "sign_in_texted_code": "as above",
    "sign_in_second": "the second step; without the first in this browser it leads back to it",
    "sign_in_second_asked": "as above",
    "sign_in_second_passkey": "as above",
    "sign_in_set_up": "as above",
    "sign_in_set_up_asked": "as above",
    "sign_in_set_up_passkey": "as above",
    "account_inactive": "what a closed account reads",
    "client:help": "help is never behind a sign-in",
    "client:overdose": "help is never behind a sign-in",
    "client:overdose_step": "help is never behind a sign-in",
    "client:tell_us": "whoever complains need not sign in (42 CFR 2.4)",
    "client:tell_us_answer": "as above; the number opens the answer",
    "client:no_signal": "kept on the phone for when there is no signal",
    "client:asking": "asking for help is never behind a sign-in; who is nobody reads nothing",
    "client:for_somebody": "somebody close tells us that help is needed; the address opens nothing and says nothing of anybody",
    "client:not_sent": "kept on the phone: who to call when nothing could be sent",
    "client:neutral": "a page that says nothing",
    "client:worker": "the service worker: addresses of files, nothing of anybody",
    "staff:calendar_feed": "a calendar programme cannot sign in; the secret in the address opens times and nothing else",
    "text_in": "a carrier brings texts; nothing is kept without its signature, and nothing is said",
    "answer": "a link that answers one referral once, and says nothing about anybody",
    "healthz": "for whoever watches the machine: one word",
    "readyz": "for whoever watches the machine: which parts answer",
    "leave": "a quick way out, for anybody",
}

#: What stands in an address and is the id of no row.
NOT_IDS = {"answer": {"token": "an-address-that-nobody-was-given"}, "client:overdose_step": {"number": 1}, "client:for_somebody": {"token": "an-address-that-nobody-was-given"}, "client:consent_new": {"kind": "named"},
           **{f"client:practice{rest}": {"number": 3} for rest in ("", "_go", "_choosing", "_ending", "_telling", "_week")},
           "client:sheet_new": {"number": 12}, "staff:sheet_new": {"number": 12},
           "staff:consent_paper": {"kind": "named"}, "staff:filling": {"instrument": "phq9"},
           "staff:calendar_feed": {"secret": "guessed"}}  # fmt: skip
