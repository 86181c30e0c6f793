"""What the page of reminders needs: where we may write, how much, and what became of the last ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.deciding import Why
from handrail.foundation.messaging.models import ChosenPace, Permission, Ping, Reminder
from handrail.foundation.messaging.models.paces import pace_of
from handrail.foundation.messaging.senders import push
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.reminders import (
    ABOUT,
    PUSH,
    WAYS,
    BrowserForm,
    CodeForm,
    PaceForm,
    WayForm,
    chosen_already,
)
from handrail.interfaces.client.wording import clock_words, day_words, said

#: So far back the page tells what went out, and so many lines at most.
BACK, MOST = timedelta(days=14), 30


@dataclass(frozen=True, slots=True)
class Place:
    """One number or address. `asks`: a code is awaited; `code` is the form for it."""

    number: int
    value: str
    state: str
    asks: bool
    code: CodeForm | None


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what went out, or did not."""

    at: datetime
    words: str


def reminders_page(
    act: Act,
    *,
    way: WayForm | None = None,
    pace: PaceForm | None = None,
    code: tuple[int, CodeForm] | None = None,
    browser: BrowserForm | None = None,
) -> dict[str, Any]:
    """The page, with the form that was sent when there was something wrong with it."""
    person = act.actor
    assert person is not None
    chosen = pace_of(person, ChosenPace.objects.filter(person=person).first())
    return {
        "places": _places(person, act, code),
        "way_form": way or WayForm(),
        "push_key": push.public_key(),
        "browser_form": browser or BrowserForm(auto_id="browser-%s"),
        "pace_form": pace or PaceForm(initial=chosen_already(chosen)),
        "told": _told(person, act),
    }


def _places(person: Person, act: Act, sent: tuple[int, CodeForm] | None) -> list[Place]:
    held = Permission.objects.filter(person=person, ended_at=None).select_related("point", "browser")
    return [_place(one, act, sent) for one in held.order_by("pk")]


def _place(one: Permission, act: Act, sent: tuple[int, CodeForm] | None) -> Place:
    if one.point is None:
        return _browser(one)
    value = one.point.value if one.channel == "email" else said(one.point.value)
    asks = not one.holds
    if one.holds:
        state = (
            _("Notes go here.")
            if one.point.safety == ContactPoint.Safety.SAFE
            else _("Marked as not safe: nothing goes here.")
        )
    else:
        state = _("We sent a code there. Type it within 10 minutes.")
    form = sent[1] if sent and sent[0] == one.pk else CodeForm(auto_id=f"code-{one.pk}-%s")
    return Place(one.pk, value, state, asks, form if asks else None)


def _browser(one: Permission) -> Place:
    assert one.browser is not None
    state = _("Notes go here.") if push.is_on() else _("Notes to browsers are switched off just now.")
    return Place(one.pk, one.browser.called or str(PUSH), state, False, None)


def _told(person: Person, act: Act) -> list[Told]:
    since = act.at - BACK
    pings = Ping.objects.filter(person=person, at__gte=since).order_by("-at")[:MOST]
    kept = Reminder.objects.filter(person=person, status=Reminder.Status.WITHHELD, ended_at__gte=since)
    lines = [Told(ping.at, _went(ping, person)) for ping in pings]
    lines += [
        Told(one.ended_at, _stayed(one, person)) for one in kept.order_by("-ended_at")[:MOST] if one.ended_at
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:MOST]


def _went(ping: Ping, person: Person) -> str:
    what = {
        Ping.Status.HANDING: _("on its way"), Ping.Status.ACCEPTED: _("sent"),
        Ping.Status.REFUSED: _("did not go through"), Ping.Status.RETURNED: _("came back"), Ping.Status.UNKNOWN: _("we do not know if it arrived"),
    }[Ping.Status(ping.status)]  # fmt: skip
    return _("%(when)s: a note, %(how)s, %(what)s.") % {
        "when": _when(ping.at, person), "how": str(WAYS[ping.channel]).lower(), "what": what
    }  # fmt: skip


def _stayed(one: Reminder, person: Person) -> str:
    why = {
        Why.TOO_LATE: _("it was too late to be of use"), Why.NOT_WANTED: _("you chose not to get these"),
        Why.NO_WAY: _("there is no safe number or address"), Why.QUIET: _("your quiet hours came first"),
        Why.NO_ROOM: _("you had as many that day as you chose"),
    }[Why(one.why)]  # fmt: skip
    what = ABOUT.get(one.kind, _("A note"))
    return _("%(when)s: not sent (%(what)s), because %(why)s.") % {
        "when": _when(one.ended_at or one.set_at, person), "what": what, "why": why
    }  # fmt: skip


def _when(at: datetime, person: Person) -> str:
    here = local(person, at)
    return f"{day_words(here.date())}, {clock_words(here)}"
