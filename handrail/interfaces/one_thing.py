"""A page of several small forms, one of which is sent at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django.forms import Form
from django.http import Http404, HttpRequest

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person


class WithForm(Protocol):
    """What was sent: which form it came in."""

    @property
    def form(self) -> Form: ...


Sent = TypeVar("Sent", bound=WithForm)


def one_thing(
    request: HttpRequest, person: Person, act: Act,
    read: Callable[[Any, Person, Act], Sent | None], done: Callable[[Sent, Person, Act], bool],
) -> tuple[Sent | None, bool]:  # fmt: skip
    """What was sent, if anything, and whether it is done. Raises Http404 for what no page of ours sends."""
    if request.method != "POST":
        return None, False
    sent = read(request.POST, person, act)
    if sent is None:
        raise Http404
    return sent, done(sent, person, act)
