"""The directory of open meetings, brought in by a supervisor; and going along, said by a peer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import organisation, organisation_day
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.fields import PlainText
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.meeting_files import rows_in
from handrail.pillars.peer_support.meeting_guide import MeetingsRefused, Row, Trouble
from handrail.pillars.peer_support.models import Going, MeetingFeed, OpenMeeting
from handrail.pillars.peer_support.policy import may_bring_in_meetings

#: What a file may weigh; the server takes no more in one form anyway.
LARGEST = 20_000_000


class FeedForm(forms.Form):
    """Whose meetings, and their file."""

    feed = PlainText(max_length=60, label=_("Whose meetings"), help_text=_("The same name again puts the new list in place of the one before."))  # fmt: skip
    file = forms.FileField(
        label=_("Meeting Guide file (JSON), or a calendar of weekly meetings (iCalendar)"), error_messages={"required": _("Please choose a file."), "invalid": _("Please choose a file."), "missing": _("Please choose a file."), "empty": _("This file is empty.")},
    )  # fmt: skip


@staff_page(("peer_notes", "read"))
def meetings(request: HttpRequest) -> HttpResponse:
    """GET says what is there; POST brings in a file, whole or not at all."""
    act: Act = request.act  # type: ignore[attr-defined]
    if not may_bring_in_meetings(act):
        raise Http404
    if request.method != "POST":
        return _page(request, FeedForm())
    form = FeedForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=AGAIN)
    try:
        rows = _rows(form.cleaned_data["file"], act)
    except MeetingsRefused as refused:
        return _page(request, form, refused.troubles, AGAIN)
    peers.bring_in_meetings(form.cleaned_data["feed"], rows, act=act)
    return redirect("staff:meetings")


def _rows(file: Any, act: Act) -> list[Row]:
    if file.size > LARGEST:
        raise MeetingsRefused([Trouble(0, "This file is too large. Bring in one area at a time.")])
    return rows_in(file.read(), time_zone=organisation().time_zone, today=organisation_day(act.at))


@posts("staff:peers")
@staff_page(("peer_notes", "read"))
def company(request: HttpRequest, going_id: int) -> HttpResponse:
    """I come along."""
    act: Act = request.act  # type: ignore[attr-defined]
    asked = Going.objects.visible_to(act).filter(company=act.actor)
    peers.promise_company(get_object_or_404(asked, pk=going_id), act=act)
    return redirect("staff:peers")


def _page(
    request: HttpRequest, form: FeedForm, troubles: list[Trouble] | None = None, status: int = 200
) -> HttpResponse:
    listed = OpenMeeting.objects.listed().values("feed")
    feeds = listed.annotate(n=Count("pk"), newest=Max("brought_at")).order_by("feed")
    page = {
        "form": form,
        "troubles": troubles or [],
        "feeds": list(feeds),
        "asked": list(MeetingFeed.objects.order_by("name")),
    }
    return show(request, "staff/meetings.html", page, here="peers", status=status)
