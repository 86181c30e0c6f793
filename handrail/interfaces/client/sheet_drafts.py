"""What was typed into a worksheet when the session had ended waits, in that browser's session, for its owner."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from handrail.foundation.ledger.act import Act
from handrail.interfaces.client.frame import owner_word
from handrail.interfaces.posts import wants_json
from handrail.interfaces.sheet_form import MARK

PLACE = "sheet"
LONGEST = 8000
View = Callable[..., HttpResponse]


def kept_through_sign_in(view: View) -> View:
    """Over the door: when nobody is signed in any more, what was sent is kept for whoever it says it is of."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated and not wants_json(request):
            typed = {
                name: request.POST[name][:LONGEST].replace("\x00", "")
                for name in request.POST
                if name.startswith(MARK)
            }
            request.session[PLACE] = {
                "owner": request.POST.get("owner", "")[:40], "page": request.path, "typed": typed,
            }  # fmt: skip
        return view(request, *args, **kwargs)

    return through


def typed_before(request: HttpRequest, act: Act) -> dict[str, str]:
    """What this person had typed into this very page."""
    held = request.session.get(PLACE)
    assert act.actor is not None
    if not held or held["owner"] != owner_word(act.actor) or held["page"] != request.path:
        return {}
    typed: dict[str, str] = held["typed"]
    return typed


def drop(request: HttpRequest) -> None:
    request.session.pop(PLACE, None)
