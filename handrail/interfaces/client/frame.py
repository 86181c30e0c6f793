"""What every page of the person's app is drawn with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.interfaces.reading_clock import on_the_clock_of

#: What was just done, said once on the page that follows: ?told=saved
TOLD = {
    "saved": _("Saved."),
    "back": _("Good to know. Check in whenever you like."),
    "sharing": _("Saved. You can stop sharing here at any time."),
    "stopped": _("You stopped sharing. They lost access right away."),
    "not-now": _("That is fine. Nothing was added to your plan."),
    "added": _("Added to your plan."),
    "answered": _("This was already answered. Nothing was changed."),
    "said": _("Your team can see what you wrote. The step stays as it is until you talk."),
    "rather-not": _("That is fine. Your team sees that you chose not to."),
    "asked": _("We have it. You get an answer on this page."),
    "agreed": _("You agreed. It holds now. You can stop it any time."),
    "taken-back": _("Stopped. Nothing more goes out on it."),
    "code": _("A code is on its way. Type it below."),
    "browser": _("Notes come to this browser now."),
    "no-more": _("Nothing goes there any more."),
    "ended": _("You ended it. It no longer holds."),
    "added-practice": _("It is on your list. Do it when it fits."),
    "skill-of-week": _("It is your skill of the week. You find it on Today."),
    "stopped-practice": _("Taken off your list. What you told before is kept."),
    "told-practice": _("Thank you. We kept that."),
    "put-away": _("Put away. It is not shown to anybody."),
    "going": _("You said you go. It stands in your week."),
    "not-then": _("This meeting does not take place then. Nothing was changed. Look again below."),
    "went": _("Kept: you were there."),
    "coming": _("Good. It stands in your week."),
    "not-coming": _("Taken out of your week. The name stays yours there, for any day you come back."),
    "not-there": _("Taken back."),
    "not-now-there": _(
        "That cannot be said now: it has not begun, or is more than a week ago. Nothing was changed."
    ),
    "not-yet": _("It has not begun yet. Nothing was changed."),
    "not-this-time": _("Taken out of your week. There will be another one."),
    "asked-peer": _("You asked. You get an answer here, most often within two days."),
    "peer-kept": _("You took it back. Nothing else was changed."),
    "peer-ended": _("It ended. Thank you for the way you went together. Choose a peer again any day."),
    "left-circle": _(
        "You are out of it. Nobody asks why. What you wrote stays there under the name you chose."
    ),
    "asked-team": _("Sent to your team."),
    "list": _("Saved. Your team sees the list too."),
    "outing-over": _("This appointment is over, or has a new time. Nothing was changed."),
    "for-next-time": _("Saved. You can change it until you meet."),
    "point": _("Saved. You can change it until your team has talked."),
    "goal-ended": _("It ended. It stands under what you wanted before. Your steps go on."),
    "ranked": _("Saved. Your plan follows it."),
    "moved": _("This step had changed meanwhile. Nothing was changed now."),
}


def owner_word(person: Person) -> str:
    """Whose copies lie on a phone: the same word each time, and it says nothing about the person."""
    return salted_hmac("handrail.client.phone", str(person.pk)).hexdigest()[:20]


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, here: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    """A page of the person's app. `here` lights a place of the bar."""
    actor = request.act.actor  # type: ignore[attr-defined]
    frame = {
        "here": here,
        "outbox_owner": owner_word(actor) if actor else "",
        "worker_url": reverse("client:worker"),
        "neutral_url": reverse("client:neutral"),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    with on_the_clock_of(actor):
        return render(request, template, frame | (context or {}), status=status)
