"""The doors: who is let in, by which way, and at what time. With the session itself the only
place that asks the clock.

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

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.consent.evaluator import Refused, standings
from handrail.foundation.consent.models import Case, Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.interfaces.asking_again import ask_again, sends
from handrail.interfaces.sessions import ENROLLED, is_activity, session_row
from handrail.interfaces.tablet import let_go, sitting_at

#: The role of the matrix in which somebody of a recipient organisation stands here.
PARTNER = "community_partner"

View = Callable[..., HttpResponse]
Cell = tuple[str, str]


def client_page(*cells: Cell) -> Callable[[View], View]:
    """A page of the person's app: signed in, and enrolled now or ever."""
    return _door("client", cells, lambda request, _act: is_client(request))


def staff_page(*cells: Cell) -> Callable[[View], View]:
    """A page of the team: signed in with two factors, with a role held today."""
    return _door("staff", cells, _works_here, two=True)


def partner_page(*cells: Cell) -> Callable[[View], View]:
    """A page of a partner organisation: signed in with two factors, and one of its people today."""
    return _door("partner", cells, lambda _request, act: is_partner(act), two=True)


def supporter_page(*cells: Cell) -> Callable[[View], View]:
    """A page of somebody close whom a person named, signed in with two factors."""
    return _door("supporter", cells, lambda _request, act: is_supporter(act), two=True)


#: Ways of asking that change nothing (RFC 9110, 9.2.1).
LOOKING = ("GET", "HEAD")


def tablet_page(*cells: Cell) -> Callable[[View], View]:
    """A page of a clinic tablet in somebody's hands: the worker who handed it over acts, the person answers."""

    def door(view: View) -> View:
        @wraps(view)
        def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            now = timezone.now()
            sitting = sitting_at(request, now)
            if sitting is None:
                return let_go(redirect_to_login(request.get_full_path(), settings.LOGIN_URL))
            request.sitting = sitting  # type: ignore[attr-defined]
            request.act = Act(actor=sitting.worker, at=now, via="tablet")  # type: ignore[attr-defined]
            return _answer(view, request, *args, **kwargs)

        return _marked(through, "tablet", cells)

    return door


def member_page(*cells: Cell) -> Callable[[View], View]:
    """A page for anybody signed in."""
    return _door("member", cells, lambda _request, _act: True)


def open_page(view: View) -> View:
    """A page anybody may see: help, sign-in, health."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.act = Act(actor=None, at=timezone.now(), via="open")  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return _marked(through, "open", ())


def _door(
    name: str, cells: tuple[Cell, ...], belongs: Callable[[HttpRequest, Act], bool], *, two: bool = False
) -> Callable[[View], View]:
    def door(view: View) -> View:
        @wraps(view)
        def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = signed_in(request)
            if actor is None:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            act = Act(actor=actor, at=timezone.now(), via=name, looks=request.method in LOOKING)
            if not belongs(request, act):
                raise Http404
            if two and not _is_strong(request):
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            _note(request, through, act)
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


def quiet(view: View) -> View:
    """Put over the door of what a page asks by itself, again and again: it never keeps a session open."""
    view.quiet = True  # type: ignore[attr-defined]
    return view


def fresh(view: View) -> View:
    """Put under the door of what needs one to show again who one is: past five minutes, a POST is kept and asked for.

    What was sent is applied once, as soon as they have shown it; reading (GET) passes.
    """

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = ask_again(request) if sends(request) else None
        return asked or view(request, *args, **kwargs)

    through.fresh = "sent"  # type: ignore[attr-defined]
    return through


def fresh_to_read(view: View) -> View:
    """The same for what is fetched by GET: an export, a download."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return ask_again(request) or view(request, *args, **kwargs)

    through.fresh = "read"  # type: ignore[attr-defined]
    return through


def _note(request: HttpRequest, view: View, act: Act) -> None:
    session = session_row(request)
    if session is not None and not getattr(view, "quiet", False) and is_activity(request):
        accounts.note_activity(session, at=act.at)


def is_client(request: HttpRequest) -> bool:
    """Whether whoever is signed in is or was a client."""
    session = session_row(request)
    return session is not None and bool(session.told[ENROLLED])


def _is_strong(request: HttpRequest) -> bool:
    # A role may be given to somebody who is signed in with less: then they sign in again.
    session = session_row(request)
    return session is not None and session.is_strong


def _works_here(_request: HttpRequest, act: Act) -> bool:
    return works_here(act)


def is_partner(act: Act) -> bool:
    """Whether the actor stands here today for a recipient organisation."""
    return any(standing.role == PARTNER for standing in standings(act))


def is_supporter(act: Act) -> bool:
    """Whether a person named the actor in a consent; what they read there is asked of the consents each time."""
    return act.actor is not None and Recipient.objects.filter(person=act.actor).exists()


def must_show_two(act: Act) -> bool:
    """Whoever works here, for a partner, or is somebody close is let in by two steps, each time."""
    return works_here(act) or is_partner(act) or is_supporter(act)


def works_here(act: Act) -> bool:
    """Whether the actor holds a role in some programme today, or audits under a case."""
    return any(
        standing.programme is not None or standing.role == Case.Role.AUDITOR for standing in standings(act)
    )
