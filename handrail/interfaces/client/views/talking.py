"""What I want to talk about when we meet."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Topic
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.today import coming_of
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.fields import PlainText


class TalkForm(forms.Form):
    """In one's own words; empty takes back what was written before."""

    words = PlainText(
        max_length=1000, required=False, label=_("What do you want to talk about?"),
        help_text=_("A few words are enough. You can change them until you meet."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


@client_page(("appointments", "read"))
def talk(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Write it before the meeting; who reads it stands beside it."""
    act = request.act  # type: ignore[attr-defined]
    mine = (
        Appointment.objects.visible_to(act)
        .filter(person=act.actor)
        .with_us()
        .booked()
        .filter(ends_at__gt=act.at)
    )
    one = get_object_or_404(mine.select_related("worker", "person"), pk=appointment_id)
    last = Topic.objects.visible_to(act).filter(appointment=one, reader=one.worker).newest_first().first()
    sent = request.method == "POST"
    form = TalkForm(request.POST if sent else None, initial={"words": last.words if last else ""})
    if sent and form.is_valid():
        scheduling.write_topic(one, words=form.cleaned_data["words"], act=act)
        return redirect(f"{reverse('client:talk', args=[one.pk])}?told=for-next-time")
    shown = {"form": form, "coming": coming_of(one), "kept": bool(last and last.words)}
    return page(request, "client/talk.html", shown, here="plan", status=422 if sent else 200)
