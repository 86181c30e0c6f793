"""The person and their team write to each other."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import Conversation, Message
from handrail.foundation.teams.queries import team_of
from handrail.interfaces.client.frame import owner_word, page
from handrail.interfaces.client.messages import MessageForm
from handrail.interfaces.client.queries.messages import messages_page, thread_page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import wants_json

READ, WRITE, AGAIN = ("messages", "read"), ("messages", "write"), 422


@client_page(READ, WRITE)
def messages(request: HttpRequest) -> HttpResponse:
    """Whom I can write to; choosing one opens the conversation."""
    act: Act = request.act  # type: ignore[attr-defined]
    if request.method != "POST":
        return page(request, "client/messages.html", messages_page(act), here="messages")
    assert act.actor is not None
    to = request.POST.get("to", "")
    worker = next((care.worker for care in team_of(act.actor, act.at) if str(care.worker_id) == to), None)
    if worker is None and to != "team":
        raise Http404
    made = messaging.open_conversation(act.actor, worker, act=act)
    return redirect("client:thread", made.pk)


@client_page(READ, WRITE)
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """One conversation. What is on the screen has been read."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(
        Conversation.objects.filter(person=act.actor).select_related("person", "worker"), pk=pk
    )
    if request.method == "POST":
        return _write(request, mine)
    last = Message.objects.filter(conversation=mine).order_by("-pk").first()
    if last is not None:
        messaging.mark_read(mine, last, act=act)
    return page(request, "client/thread.html", thread_page(act, mine), here="messages")


def _write(request: HttpRequest, mine: Conversation) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    if request.headers.get("X-Outbox-Owner", owner_word(act.actor)) != owner_word(act.actor):  # type: ignore[arg-type]
        return JsonResponse({"key": request.POST.get("key", "")}, status=403)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            made = messaging.write(mine, form.cleaned_data["words"], key=form.cleaned_data["key"], act=act)
        except messaging.SomethingElse:
            form.add_error("key", form.fields["key"].error_messages["invalid"])
        else:
            there = reverse("client:thread", args=[mine.pk])
            return (
                JsonResponse({"key": str(made.key), "next": there}, status=201)
                if wants_json(request)
                else redirect(there)
            )
    if wants_json(request):
        return JsonResponse({"key": request.POST.get("key", ""), "message": form.message()}, status=AGAIN)
    return page(request, "client/thread.html", thread_page(act, mine, form), here="messages", status=AGAIN)
