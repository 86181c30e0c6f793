"""The doors: who is let in, by which way, and at what time. The only place that asks the clock.

Each door names the cell of the access matrix its page answers to; a page without a door fails the build.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from handrail.foundation.consent.evaluator import Refused, standings
from handrail.foundation.consent.models import Case
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import ever_enrolled

#: The role of the matrix in which somebody of a recipient organisation stands here.
PARTNER = "community_partner"

View = Callable[..., HttpResponse]
Cell = tuple[str, str]


def client_page(*cells: Cell) -> Callable[[View], View]:
    """A page of the person's app: signed in, and enrolled now or ever."""
    return _door("client", cells, _is_client)


def staff_page(*cells: Cell) -> Callable[[View], View]:
    """A page of the team: signed in, with a role held today."""
    return _door("staff", cells, works_here)


def partner_page(*cells: Cell) -> Callable[[View], View]:
    """A page of a partner organisation: signed in, and one of its people today."""
    return _door("partner", cells, is_partner)


def member_page(*cells: Cell) -> Callable[[View], View]:
    """A page for anybody signed in."""
    return _door("member", cells, lambda _act: True)


def open_page(view: View) -> View:
    """A page anybody may see: help, sign-in, health."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.act = Act(actor=None, at=timezone.now(), via="open")  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return _marked(through, "open", ())


def _door(name: str, cells: tuple[Cell, ...], belongs: Callable[[Act], bool]) -> Callable[[View], View]:
    def door(view: View) -> View:
        @wraps(view)
        def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = signed_in(request)
            if actor is None:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            act = Act(actor=actor, at=timezone.now(), via=name)
            if not belongs(act):
                raise Http404
            request.act = act  # type: ignore[attr-defined]
            return _answer(view, request, *args, **kwargs)

        return _marked(through, name, cells)

    return door


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    # Refusal and absence look the same.
    try:
        return view(request, *args, **kwargs)
    except Refused as refused:
        raise Http404 from refused
    except ValidationError as mistaken:
        raise Http404 from mistaken


def _marked(view: View, door: str, cells: tuple[Cell, ...]) -> View:
    view.door = door  # type: ignore[attr-defined]
    view.cells = cells  # type: ignore[attr-defined]
    return view


def signed_in(request: HttpRequest) -> Person | None:
    """The person behind the session, or None; a closed account is nobody."""
    account = request.user
    return account.person if account.is_authenticated and account.is_active else None


def _is_client(act: Act) -> bool:
    return act.actor is not None and ever_enrolled(act.actor)


def is_partner(act: Act) -> bool:
    """Whether the actor stands here today for a recipient organisation."""
    return any(standing.role == PARTNER for standing in standings(act))


def works_here(act: Act) -> bool:
    """Whether the actor holds a role in some programme today, or audits under a case."""
    return any(
        standing.programme is not None or standing.role == Case.Role.AUDITOR for standing in standings(act)
    )
