"""What somebody of a partner organisation sees: the people who agreed, and no more of them than they agreed to."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.foundation.teams.queries import organisation
from handrail.interfaces.doorkeeper import partner_page
from handrail.interfaces.partner.queries import ListPage, PersonPage, list_page, person_page
from handrail.interfaces.reading_clock import on_the_clock_of
from handrail.interfaces.way_out import shown


@partner_page(("demographics", "read"), ("consents", "read"), ("referrals", "read"), ("safe_contact", "read"))
def people(request: HttpRequest) -> HttpResponse:
    """Everybody whose packet is open to this organisation now."""
    asked = request.GET.get("page", "1")
    page = list_page(request.act, int(asked) if asked.isdecimal() and len(asked) < 5 else 1)  # type: ignore[attr-defined]
    return shown(drawn(request, "partner/people.html", page), *page.handed, *page.waiting.handed)


@partner_page(
    ("demographics", "read"), ("safe_contact", "read"), ("sud_record", "read"), ("care_plan", "read"),
    ("appointments", "read"), ("consents", "read"),
)  # fmt: skip
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """What one person shares with this organisation, under the notice and the scope of their consent."""
    page = person_page(request.act, person_id)  # type: ignore[attr-defined]
    return shown(drawn(request, "partner/person.html", page, key=uuid4()), page.handed)


def drawn(
    request: HttpRequest, template: str, page: ListPage | PersonPage, status: int = 200, **more: object
) -> HttpResponse:  # fmt: skip
    worker = request.act.actor  # type: ignore[attr-defined]
    shown = {"page": page, "house": organisation().name, "worker": worker, **more}
    with on_the_clock_of(worker):
        return render(request, template, shown, status=status)
