"""Being in touch: the call list of a peer, and one person's contacts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.contact_forms import ContactForm, TryForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.contacts import call_list, contacts_page
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.calling import proposed_next
from handrail.pillars.peer_support.models import PeerContact
from handrail.pillars.peer_support.policy import works_as_peer

TOLD = {"try": _("Saved. It counts."), "saved": _("Saved."), "called": _("Saved. Whoever is on call was called just now and reads what you wrote. Stay with them if you can; if a life is in danger, call emergency services.")}  # fmt: skip


@staff_page(("peer_notes", "read"), ("safe_contact", "read"))
def calls(request: HttpRequest) -> HttpResponse:
    """Whom I call this week."""
    if not works_as_peer(request.act):  # type: ignore[attr-defined]
        raise Http404
    return show(request, "staff/calls.html", call_list(request.act), here="calls")  # type: ignore[attr-defined]


@staff_page(("peer_notes", "read"), ("peer_notes", "write"), ("safe_contact", "read"))
@transaction.atomic
def contacts(request: HttpRequest, person_id: int) -> HttpResponse:
    """GET reads, and is written down; POST writes a try or a conversation."""
    page = contacts_page(person_id, request.act)  # type: ignore[attr-defined]
    if request.method != "POST":
        return _page(request, page, _form(request, page))
    if not page["may_log"]:
        raise Http404
    if "tried" in request.POST:
        return _kept(request, page, TryForm(request.POST), "try")
    return _kept(request, page, _form(request, page, sent=True), "saved")


def _kept(request: HttpRequest, page: dict[str, Any], form: Any, told: str) -> HttpResponse:
    if form.is_valid():
        given, act = form.told(), request.act  # type: ignore[attr-defined]
        try:
            peers.log_contact(page["person"], given, key=form.cleaned_data["key"], act=act)
        except ValueError as mistaken:
            form.add_error(None, str(mistaken))
        else:
            told = "called" if given.words.get("concern", "").strip() else told
            return redirect(f"{reverse('staff:contacts', args=[page['person'].pk])}?told={told}")
    sent = form if isinstance(form, ContactForm) else _form(request, page)
    trouble = "" if isinstance(form, ContactForm) else " ".join(sum(map(list, form.errors.values()), []))
    return _page(request, page, sent, trouble, AGAIN)


def _form(request: HttpRequest, page: dict[str, Any], *, sent: bool = False) -> ContactForm | None:
    act: Act = request.act  # type: ignore[attr-defined]
    if not page["may_log"] or act.actor is None:
        return None
    proposed = proposed_next(page["person"], PeerContact.Outcome.REACHED, act.at, 0)
    data = request.POST if sent else None
    return ContactForm(data, reader=act.actor, at=act.at, proposed=proposed, initial={"key": uuid4()})


def _page(
    request: HttpRequest, page: dict[str, Any], form: Form | None, trouble: str = "", status: int = 200
) -> HttpResponse:
    told = TOLD.get(request.GET.get("told", ""), "")
    shown = {**page, "form": form, "key": uuid4(), "trouble": trouble, "told_words": told}
    return show(
        request, "staff/contacts.html", shown, here="calls" if page["may_log"] else "people", status=status
    )
