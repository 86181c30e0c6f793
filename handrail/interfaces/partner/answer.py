"""A link that answers one referral, once. Whoever holds it reads that somebody asks for one person, and no more."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import organisation, organisation_zone
from handrail.interfaces.doorkeeper import open_page
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.queries import asked_by_link

ANSWERS = {"accept", "waiting", "decline"}
OVER, AGAIN = 410, 422


@open_page
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing: mail programs open links by themselves. Only pressing a button answers."""
    act: Act = request.act  # type: ignore[attr-defined]
    said, trouble = request.POST.get("answer", ""), ""
    if request.method == "POST" and said in ANSWERS:
        try:
            cases.answer_by_link(token, said, act=act)
            return redirect(f"{request.path}?thanks=yes")
        except cases.LinkEnded as ended:
            return _over(request, ended.used_at)
        except ValueError as refused:
            trouble = str(refused)
    asked = asked_by_link(token, act.at)
    if asked is None or asked.used_at is not None:
        return _over(request, asked.used_at if asked else None)
    page = {
        "house": organisation().name,
        "service": asked.service,
        "need": asked.need,
        "trouble": trouble,
        "waits": asked.waits,
    }
    return render(request, "partner/answer.html", page, status=AGAIN if trouble else 200)


def _over(request: HttpRequest, used_at: datetime | None) -> HttpResponse:
    thanks = request.GET.get("thanks") == "yes" and used_at is not None
    page = {"house": organisation().name, "used_at": used_at, "thanks": thanks, "over": True}
    with timezone.override(organisation_zone()):
        return render(request, "partner/answer.html", page, status=200 if thanks else OVER)
