"""A circle of mine: join, read and write, have it quiet, leave; and reading that I was taken out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import CircleMember, CircleMessage
from handrail.foundation.messaging.policy import may_be_in
from handrail.interfaces.client.circles import NOT_A_NAME, AliasForm
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.messages import MessageForm
from handrail.interfaces.client.queries.circles import circle_page, out_page, taken_out
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts

READ, WRITE, AGAIN = ("messages", "read"), ("messages", "write"), 422


def _mine(request: HttpRequest, circle_id: int) -> CircleMember:
    act: Act = request.act  # type: ignore[attr-defined]
    rows = (
        CircleMember.objects.inside().filter(person=act.actor).select_related("circle__programme", "person")
    )
    member = get_object_or_404(rows, circle=circle_id)
    if member.joined_at is None and member.circle.ended_at is not None:
        raise Http404
    return member


@client_page(READ, WRITE)
def circle(request: HttpRequest, circle_id: int) -> HttpResponse:
    """What it is for, and what was written. What is on the screen has been read."""
    act: Act = request.act  # type: ignore[attr-defined]
    if (out := taken_out(act, circle_id)) is not None:
        return _out(request, out)
    mine = _mine(request, circle_id)
    if request.method == "POST":
        return _write(request, mine)
    last = CircleMessage.objects.filter(circle=mine.circle).order_by("-pk").first()
    if last is not None and mine.has_joined and may_be_in(act, mine.circle):
        messaging.read_circle(mine.circle, last, act=act)
    return page(request, "client/circle.html", circle_page(act, mine), here="messages")


def _out(request: HttpRequest, out: CircleMember) -> HttpResponse:
    """Who decided it and why. What they were writing when it happened stands there, to copy."""
    unsent = request.POST.get("words", "")
    shown = out_page(out, unsent)
    return page(request, "client/circle_out.html", shown, here="messages", status=AGAIN if unsent else 200)


def _write(request: HttpRequest, mine: CircleMember) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    form = MessageForm(request.POST)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            messaging.write_in_circle(mine.circle, sent["words"], key=sent["key"], act=act)
        except messaging.SomethingElse:
            form.add_error("key", form.fields["key"].error_messages["invalid"])
        except messaging.CircleIsClosed:
            mine.circle.refresh_from_db()
            return _again(request, mine, closed=sent["words"])
        else:
            return redirect("client:circle", mine.circle_id)
    return _again(request, mine, form=form)


def _again(
    request: HttpRequest, mine: CircleMember, *, form: MessageForm | None = None, alias: AliasForm | None = None, closed: str = ""
) -> HttpResponse:  # fmt: skip
    """What was typed stands there again; when the circle closed meanwhile, to copy."""
    shown = circle_page(request.act, mine, form, alias) | {"unsent": closed}  # type: ignore[attr-defined]
    return page(request, "client/circle.html", shown, here="messages", status=AGAIN)


@posts("client:messages")
@client_page(READ, WRITE)
def joining(request: HttpRequest, circle_id: int) -> HttpResponse:
    """Yes, under this name. Who was in it before has one."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = _mine(request, circle_id)
    form = AliasForm({"alias": mine.alias} if mine.mark else request.POST)
    if not form.is_valid():
        return _again(request, mine, alias=form)
    try:
        messaging.join_circle(mine.circle, form.cleaned_data["alias"], act=act)
    except messaging.NotAnAlias as refused:
        form.add_error("alias", str(NOT_A_NAME[refused.why]))
        return _again(request, mine, alias=form)
    except messaging.CircleIsClosed:
        return redirect("client:messages")
    return redirect("client:circle", mine.circle_id)


@posts("client:messages")
@client_page(WRITE)
def leaving(request: HttpRequest, circle_id: int) -> HttpResponse:
    """I leave, or no thank you."""
    messaging.leave_circle(_mine(request, circle_id).circle, act=request.act)  # type: ignore[attr-defined]
    return redirect(f"{reverse('client:messages')}?told=left-circle")


@posts("client:messages")
@client_page(WRITE)
def quiet(request: HttpRequest, circle_id: int) -> HttpResponse:
    """No notes about it, or notes again."""
    mine = _mine(request, circle_id)
    messaging.mute_circle(mine.circle, quiet=request.POST.get("quiet") == "yes", act=request.act)  # type: ignore[attr-defined]
    return redirect("client:circle", mine.circle_id)


@posts("client:messages")
@client_page(WRITE)
def told_out(request: HttpRequest, circle_id: int) -> HttpResponse:
    """I have read that I was taken out: it is not said again."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = CircleMember.objects.taken_out().filter(person=act.actor).select_related("circle")
    messaging.read_taken_out(get_object_or_404(mine, circle=circle_id).circle, act=act)
    return redirect("client:messages")
