"""Every form that anybody of the cast finds on a page, with what a browser would send: read from the pages themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.trust.asking import Asked
from tests.trust.routes import ROUTES, Route
from tests.trust.world import World

#: A phone keeps this button for months: a request for help is never turned away for an old token. No other site can
#: send it in somebody's name, whose session it does not bring (SameSite).
WITHOUT_TOKEN = {"client:asking"}
WHO = ("maya", "priya", "ravi", "elin", "noor", "lena", "hana", "sam", "marit", "ada", "rosa")
TOKEN = "csrfmiddlewaretoken"
ID = re.compile(r'<[^>]*?\sid="([^"]+)"')
ENCODED = "application/x-www-form-urlencoded"
TYPED = {"date": "2026-12-24", "time": "10:30", "datetime-local": "2026-12-24T10:30", "number": "1", "tel": "+15550100",
         "email": "someone@example.org", "password": "riverbend-in-november", "text": "Words.", "textarea": "Words.",
         "search": "Words."}  # fmt: skip
WORDS = {"text", "search", "email", "password"}


@dataclass
class Form:
    """One form: where it was found and by whom, where it goes, and a value for each of its fields."""

    who: str
    page: str
    action: str
    sent: dict[str, str] = field(default_factory=dict)
    #: The names of the fields that take words, as against a choice, a number, a day or a row.
    words: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return resolve(urlsplit(self.action).path).view_name

    @property
    def fields(self) -> list[str]:
        return [name for name in self.sent if name != TOKEN]


class _Reader(HTMLParser):
    def __init__(self, who: str, page: str) -> None:
        super().__init__()
        self.who, self.page = who, page
        self.found: list[Form] = []
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = Form(self.who, self.page, given.get("action") or self.page)
            self.found.append(self.form)
        elif self.form is not None:
            self._field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self.form is not None
        name, sent = given.get("name", ""), self.form.sent
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and given.get("value"):
            sent.setdefault(self.select, given["value"])
        elif tag == "textarea" and name:
            sent[name] = TYPED["textarea"]
            self.form.words.add(name)
        elif tag in {"input", "button"} and name:
            kind = given.get("type", "text" if tag == "input" else "submit")
            if kind in WORDS and not given.get("inputmode"):
                self.form.words.add(name)
            sent.setdefault(name, given.get("value") or TYPED.get(kind, "on"))


@dataclass(frozen=True)
class Look:
    """One of the cast went to one address: what it answered, what it asked the evaluator, the forms on it, and the ids
    that stand on it more than once."""

    who: str
    page: str
    status: int
    asked: list[str]
    forms: list[Form]
    twice: list[str]


def goes(who: str, route: Route) -> bool:
    """Whether this door is for them; what another one answers them is tried in `test_guessed_ids` and its neighbours."""
    own = {"maya": "client", "hana": "partner"}.get(who, "staff")
    return route.door == own or route.door not in {"client", "partner", "staff"}


def looks_of(world: World, who: str, routes: Iterable[Route] = ROUTES) -> Iterator[Look]:
    """Go to each of these addresses that is for them as one of the cast; what looking changes is taken back."""
    client = browser(world, who)
    for route in (route for route in routes if goes(who, route)):
        address, asked = route.at(world.named(route)), Asked()
        with transaction.atomic(), connection.execute_wrapper(asked):
            answer = client.get(address)
            transaction.set_rollback(True)
        yield Look(who, route.name, answer.status_code, asked.by, read(who, address, answer), twice(answer))


def forms_of(looks: Iterable[Look]) -> list[Form]:
    """One form for each address and set of fields."""
    known: dict[tuple[Any, ...], Form] = {}
    for form in (form for look in looks for form in look.forms):
        known.setdefault((form.name, *sorted(form.fields)), form)
    return [known[key] for key in sorted(known)]


def twice(answer: Any) -> list[str]:
    """Ids that stand on the page more than once: a label or a link to one of them leads to the other."""
    if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
        return []
    ids = Counter(ID.findall(answer.content.decode()))
    return sorted(name for name, times in ids.items() if times > 1)


def read(who: str, address: str, answer: Any) -> list[Form]:
    if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
        return []
    reader = _Reader(who, address)
    reader.feed(answer.content.decode())
    return [form for form in reader.found if _ours(form)]


def _ours(form: Form) -> bool:
    try:
        # The way out carries no token and no field: ending one's own session is all that it does.
        return resolve(urlsplit(form.action).path).view_name != "leave"
    except Resolver404 as lost:
        raise AssertionError(f"{form.page}: a form goes to {form.action}, which is nowhere") from lost


def browser(world: World, who: str) -> Client:
    """Signed in, and asked for the form token as in real life; a 500 is an answer."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = world.cast.browser(world.cast.people[who]).cookies
    return client


def token_of(client: Client) -> str:
    """The token of this browser, from the page on which one signs out."""
    (form,) = read("", "/sign-in/out/", client.get("/sign-in/out/"))[:1]
    return form.sent[TOKEN]


def send(client: Client, form: Form, token: str, changed: list[tuple[str, str]] | None = None) -> Any:
    """What a browser posts, halves of characters included. `changed` replaces all fields but the token."""
    pairs = changed if changed is not None else [(name, form.sent[name]) for name in form.fields]
    body = urlencode([(TOKEN, token), *pairs], encoding="utf-8", errors="surrogatepass")
    return client.post(form.action, data=body, content_type=ENCODED)


NOT_COUNTED = {"django_session", "accounts_session", "ledger_turn"}


def weight(only: set[str] | None = None) -> dict[str, int]:
    """How many rows each table has, or only those: what changed shows here, and every change in the ledger.

    Not counted: sessions, and which lane a transaction takes.
    """
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if t not in NOT_COUNTED]
        asked = [t for t in tables if only is None or t in only]
        if not asked:
            return {}
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in asked))
        return dict(cursor.fetchall())


def writes() -> dict[str, int]:
    """How many rows of each table this transaction has added, changed or deleted so far: read without opening a table.

    It only grows: what was taken back to a savepoint still counts, so `weight` has the last word on a table that moved.
    """
    with connection.cursor() as cursor:
        cursor.execute(WRITES)
        return dict(cursor.fetchall())


WRITES = """SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
 + pg_stat_get_xact_tuples_deleted(oid) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"""


def changed(before: dict[str, int], since: dict[str, int]) -> set[str]:
    """The tables with more or fewer rows than in `before`; only those written to `since` are counted."""
    touched = {table for table, count in writes().items() if count != since.get(table, 0)}
    return {table for table, rows in weight(touched).items() if rows != before.get(table, 0)}
