"""The team inbox: what people wrote, answering, hours and cover."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import Conversation, Message
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.sessions import is_activity
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.message_forms import OLD_FORM, HoursForm, WriteForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.messages import away_form, inbox_page, thread_page

READ, WRITE = ("messages", "read"), ("messages", "write")


@staff_page(READ)
def inbox(request: HttpRequest) -> HttpResponse:
    return _inbox(request)


def _inbox(request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
    page = inbox_page(request.act, **forms)  # type: ignore[attr-defined]
    return show(request, "staff/messages.html", page, here="messages", status=status)


@posts("staff:messages")
@staff_page(WRITE, READ)
def conversations(request: HttpRequest, person_id: int) -> HttpResponse:
    """Open the conversation of the whole team with somebody, or one's own."""
    act: Act = request.act  # type: ignore[attr-defined]
    person = get_object_or_404(people_for(act, "demographics"), pk=person_id)
    worker = act.actor if request.POST.get("to") == "me" else None
    try:
        made = messaging.open_conversation(person, worker, act=act)
    except messaging.NotOnTheTeam:
        return redirect("staff:person", person.pk)
    return redirect("staff:conversation", made.pk)


@staff_page(READ, WRITE)
def conversation(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """One conversation. What is on the screen has been read."""
    act: Act = request.act  # type: ignore[attr-defined]
    visible = (
        Conversation.objects.visible_to(act).exclude(person=act.actor).select_related("person", "worker")
    )
    found = get_object_or_404(visible, pk=conversation_id)
    if request.method == "POST":
        return _write(request, found)
    last = Message.objects.filter(conversation=found).order_by("-pk").first()
    if last is not None:
        messaging.mark_read(found, last, act=act)
    shown = thread_page(act, found, opened=is_activity(request))
    return show(request, "staff/conversation.html", shown, here="messages")


def _write(request: HttpRequest, found: Conversation) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    form = WriteForm(request.POST)
    if form.is_valid():
        try:
            messaging.write(found, form.cleaned_data["words"], key=form.cleaned_data["key"], act=act)
        except messaging.SomethingElse:
            form.add_error("key", OLD_FORM)
        else:
            return redirect("staff:conversation", found.pk)
    return show(
        request, "staff/conversation.html", thread_page(act, found, form), here="messages", status=AGAIN
    )


@posts("staff:messages")
@staff_page(WRITE)
def hours(request: HttpRequest) -> HttpResponse:
    """When I usually answer."""
    form = HoursForm(request.POST, auto_id="hours-%s")
    if not form.is_valid():
        return _inbox(request, AGAIN, hours=form)
    messaging.set_hours(**form.cleaned_data, act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:messages")


@posts("staff:messages")
@staff_page(WRITE)
def away(request: HttpRequest) -> HttpResponse:
    """From when until when I am away, and who reads meanwhile."""
    act: Act = request.act  # type: ignore[attr-defined]
    form = away_form(act, request.POST)
    if not form.is_valid():
        return _inbox(request, AGAIN, away=form)
    given = form.cleaned_data
    messaging.set_away(form.workers[given["cover"]], given["from_at"], given["until_at"], act=act)
    return redirect("staff:messages")


@posts("staff:messages")
@staff_page(WRITE)
def back(request: HttpRequest) -> HttpResponse:
    """I am here again."""
    messaging.come_back(act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:messages")
