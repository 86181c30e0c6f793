"""What my team talks about: my own point for it, and what was decided."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from handrail.continuum.reviews import actions as reviews
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.team_review import point_words, reviews_page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.fields import PlainText


class PointForm(forms.Form):
    """In one's own words; empty takes back what was written before."""

    words = PlainText(
        max_length=600, required=False, label=_("What should your team talk about?"),
        help_text=_("A few words are enough. You can change them until your team has talked."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


@client_page(("care_plan", "read"), ("care_plan", "append"))
def team_review(request: HttpRequest) -> HttpResponse:
    """Read what was decided; write what the next talk should be about."""
    act, sent = request.act, request.method == "POST"  # type: ignore[attr-defined]
    kept = point_words(act)
    form = PointForm(request.POST if sent else None, initial={"words": kept})
    if sent and form.is_valid():
        reviews.write_point(act.actor, words=form.cleaned_data["words"], act=act)
        return redirect(f"{reverse('client:team_review')}?told=point")
    shown = {"form": form, "kept": kept, "talks": reviews_page(act)}
    return page(request, "client/team_review.html", shown, here="plan", status=422 if sent else 200)
