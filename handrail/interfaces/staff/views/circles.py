"""Circles under an alias, as whoever moderates them sees and steers them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.models import Circle, CircleMember, CircleMessage
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.sessions import is_activity
from handrail.interfaces.staff.circle_forms import HidingForm, TakingOutForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.message_forms import OLD_FORM, WriteForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries import circles as query

READ, WRITE = ("messages", "read"), ("messages", "write")


def _act(request: HttpRequest) -> Act:
    act: Act = request.act  # type: ignore[attr-defined]
    return act


def _found(request: HttpRequest, circle_id: int) -> Circle:
    rows = Circle.objects.moderated_by(_act(request)).select_related("programme")
    return get_object_or_404(rows, pk=circle_id)


def _again(request: HttpRequest, circle: Circle, **forms: object) -> HttpResponse:
    circle.refresh_from_db()
    shown = query.circle_page(_act(request), circle, **forms)  # type: ignore[arg-type]
    return show(request, "staff/circle.html", shown, here="messages", status=AGAIN)


@staff_page(READ, WRITE)
def circles(request: HttpRequest) -> HttpResponse:
    """GET lists them; POST opens one."""
    act = _act(request)
    if request.method != "POST":
        return show(request, "staff/circles.html", query.circles_page(act), here="messages")
    form = query.circle_form(act, request.POST)
    if not form.programmes:
        raise Http404
    if not form.is_valid():
        return show(
            request, "staff/circles.html", query.circles_page(act, form), here="messages", status=AGAIN
        )
    sent = form.cleaned_data
    made = messaging.open_circle(form.programme, name=sent["name"], goal=sent["goal"], act=act)
    return redirect("staff:circle", made.pk)


@staff_page(READ, WRITE)
def circle(request: HttpRequest, circle_id: int) -> HttpResponse:
    """GET shows it, and what is on the screen has been read; POST writes."""
    act, found = _act(request), _found(request, circle_id)
    if request.method == "POST":
        return _write(request, found)
    last = CircleMessage.objects.filter(circle=found).order_by("-pk").first()
    if last is not None:
        messaging.read_circle(found, last, act=act)
    shown = query.circle_page(act, found, opened=is_activity(request))
    return show(request, "staff/circle.html", shown, here="messages")


def _write(request: HttpRequest, found: Circle) -> HttpResponse:
    form = WriteForm(request.POST)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            messaging.write_in_circle(found, sent["words"], key=sent["key"], act=_act(request))
        except messaging.SomethingElse:
            form.add_error("key", OLD_FORM)
        except messaging.CircleIsClosed:
            form.add_error(
                "words", _("The circle is paused or has ended. Nothing was sent; your words stand here.")
            )
        else:
            return redirect("staff:circle", found.pk)
    return _again(request, found, write=form)


@posts("staff:circles")
@staff_page(WRITE)
def invitations(request: HttpRequest, circle_id: int) -> HttpResponse:
    """Ask somebody in."""
    found = _found(request, circle_id)
    form = query.invite_form(found, _act(request), request.POST)
    if form.is_valid():
        try:
            messaging.invite_to_circle(found, form.person, act=_act(request))
        except messaging.CircleIsFull:
            form.add_error("who", _("The circle is full. Nobody was asked."))
        except messaging.CircleHasEnded:
            return redirect("staff:circle", found.pk)
        else:
            return redirect("staff:circle", found.pk)
    return _again(request, found, invite=form)


@posts("staff:circles")
@staff_page(WRITE)
def moderators(request: HttpRequest, circle_id: int) -> HttpResponse:
    """One more who moderates it: asked by whoever does, or by the supervisor where nobody does any more."""
    act = _act(request)
    mine = Circle.objects.moderated_by(act) | Circle.objects.without_a_moderator(act)
    found = get_object_or_404(mine.select_related("programme"), pk=circle_id)
    form = query.who_form(found, act, request.POST)
    if form.is_valid() and found.ended_at is None:
        messaging.add_moderator(found, form.person, act=act)
    elif Circle.objects.moderated_by(act).filter(pk=found.pk).exists():
        return _again(request, found, moderator=form)
    return redirect("staff:circles")


@posts("staff:circles")
@staff_page(WRITE)
def state(request: HttpRequest, circle_id: int) -> HttpResponse:
    """Pause it, let it go on, end it, or give it up to whoever moderates it too."""
    found, word = _found(request, circle_id), request.POST.get("word", "")
    does = {
        "pause": messaging.pause_circle, "resume": messaging.resume_circle, "end": messaging.end_circle,
        "stop": messaging.stop_moderating,
    }  # fmt: skip
    if word not in does:
        raise Http404
    try:
        does[word](found, act=_act(request))
    except messaging.CircleHasEnded:
        return redirect("staff:circle", found.pk)
    except messaging.LastModerator:
        return _again(request, found)
    return redirect("staff:circles") if word == "stop" else redirect("staff:circle", found.pk)


@posts("staff:circles")
@staff_page(WRITE)
def hiding(request: HttpRequest, circle_message_id: int) -> HttpResponse:
    """Nobody but its author and those who moderate reads it from now on."""
    mine = CircleMessage.objects.filter(circle__in=Circle.objects.moderated_by(_act(request)))
    one = get_object_or_404(mine.select_related("circle__programme"), pk=circle_message_id)
    form = HidingForm(request.POST, auto_id=f"hide-{one.pk}-%s")
    if not form.is_valid():
        return _again(request, one.circle, hiding=(one.pk, form))
    messaging.hide_message(one, form.cleaned_data["why"], act=_act(request))
    return redirect("staff:circle", one.circle_id)


@posts("staff:circles")
@staff_page(WRITE)
def taking_out(request: HttpRequest, circle_member_id: int) -> HttpResponse:
    """Somebody who frightens or hurts others is not in it any more, and reads why."""
    mine = CircleMember.objects.filter(circle__in=Circle.objects.moderated_by(_act(request)))
    rows = mine.filter(joined_at__isnull=False).select_related("circle__programme")
    one = get_object_or_404(rows, pk=circle_member_id)
    form = TakingOutForm(request.POST, auto_id=f"out-{one.pk}-%s")
    if not form.is_valid():
        return _again(request, one.circle, taking_out=(one.pk, form))
    sent = form.cleaned_data
    messaging.take_out_of_circle(one, sent["why"], hide=sent["hide"], act=_act(request))
    return redirect("staff:circle", one.circle_id)
