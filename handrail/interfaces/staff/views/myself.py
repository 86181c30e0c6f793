"""A peer looks at themself: boundaries as questions, what goes to supervision, and how they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.fields import PlainText
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import SupervisionTopic, WellnessNote
from handrail.pillars.peer_support.policy import peers_supervised, works_as_peer

CELLS = (("peer_notes", "read"),)
CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one of the answers shown.")}
LATELY = 12


class TopicForm(forms.Form):
    """What I want to talk about."""

    topic = forms.ChoiceField(
        choices=SupervisionTopic.Topic.choices, label=_("Which of these has come up?"), widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    words = PlainText(
        max_length=400, required=False, label=_("In a few words"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Without names. Your supervisor reads it."),
    )  # fmt: skip


class WellnessForm(forms.Form):
    """How I am."""

    words = PlainText(
        max_length=1000, label=_("How am I, and what do I need?"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sleep, people, my own meetings, what was heavy. Nobody else reads this, and nothing counts it."),
    )  # fmt: skip


@staff_page(*CELLS)
def page(request: HttpRequest) -> HttpResponse:
    """Questions to myself."""
    return _page(request, TopicForm(auto_id="topic-%s"), WellnessForm(auto_id="wellness-%s"))


@posts("staff:myself")
@staff_page(*CELLS)
def topic(request: HttpRequest) -> HttpResponse:
    """Bring it to supervision."""
    form = TopicForm(request.POST, auto_id="topic-%s")
    if not form.is_valid():
        return _page(request, form, WellnessForm(auto_id="wellness-%s"), AGAIN)
    peers.raise_topic(**form.cleaned_data, act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:myself")


@posts("staff:myself")
@staff_page(*CELLS)
def wellness(request: HttpRequest) -> HttpResponse:
    """Write it down for myself."""
    form = WellnessForm(request.POST, auto_id="wellness-%s")
    if not form.is_valid():
        return _page(request, TopicForm(auto_id="topic-%s"), form, AGAIN)
    peers.write_wellness(**form.cleaned_data, act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:myself")


@posts("staff:peers")
@staff_page(*CELLS)
def talked(request: HttpRequest, topic_id: int) -> HttpResponse:
    """We talked about it."""
    act: Act = request.act  # type: ignore[attr-defined]
    theirs = SupervisionTopic.objects.filter(
        peer__in=[one.pk for one in peers_supervised(act)], talked_at=None
    )
    peers.talk_about(get_object_or_404(theirs, pk=topic_id), act=act)
    return redirect("staff:peers")


def _page(request: HttpRequest, topic: TopicForm, wellness: WellnessForm, status: int = 200) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    if not works_as_peer(act):
        raise Http404
    shown: dict[str, Any] = {
        "topic_form": topic, "wellness_form": wellness,
        "topics": SupervisionTopic.objects.filter(peer=act.actor, talked_at=None).order_by("raised_at", "pk"),
        "notes": WellnessNote.objects.filter(peer=act.actor).order_by("-made_at", "-pk")[:LATELY],
    }  # fmt: skip
    return show(request, "staff/myself.html", shown, here="peers", status=status)
