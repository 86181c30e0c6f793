"""Where somebody lets us write, and how much: the shape of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from handrail.foundation.messaging.deciding import MOST_A_DAY, Kind
from handrail.foundation.messaging.models import ChosenPace
from handrail.foundation.messaging.senders.push import NotAnAddress, Subscription, is_on
from handrail.interfaces.fields import PlainText

CHOOSE = _("Please pick one of the answers shown.")
TIME = _("Please give a time, like 10:00.")
CHANNELS = {"sms": _("By text"), "email": _("By email")}
PUSH = _("In the browser")
#: Every way a note may have gone; the first two are given as a number or address.
WAYS = {**CHANNELS, "push": PUSH}
#: What somebody may be reminded of, as people call it.
ABOUT = {
    Kind.APPOINTMENT.value: _("My appointments"), Kind.MESSAGE.value: _("A message from my team"),
    Kind.SCALE.value: _("Questions my team asked me"), Kind.PRACTICE.value: _("What I want to practice"),
    Kind.CHECK_IN.value: _("My check-in"),
}  # fmt: skip
HOW_MANY = {0: _("None"), 1: _("At most one a day"), 2: _("At most two a day"), 3: _("At most three a day")}
#: Under these words somebody agrees; a new version in messaging/actions/permissions.py at each change.
AGREE = _(
    "You may send short notes here. They never say what they are about. I can stop them any time on this page, or by "
    "answering STOP to a text. My phone company may charge for texts."
)


#: The same for a browser (messaging/actions/pushing.py).
AGREE_BROWSER = _(
    "You may show short notes in this browser. They never say what they are about. Whoever sees this phone or computer "
    "sees them, with the address of this site. I can stop them any time on this page."
)


class BrowserForm(forms.Form):
    """What the browser says of itself (the script fills it in), and the words they agree to."""

    endpoint = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)
    point = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    secret = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=AGREE_BROWSER, error_messages={"required": _("We need your yes before we send anything.")}
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        try:
            said["browser"] = Subscription(*(said.get(name, "") for name in ("endpoint", "point", "secret")))
        except NotAnAddress:
            # Without their yes the script does not ask the browser at all.
            if said.get("agree"):
                raise ValidationError(
                    _("This browser did not say where notes can come. Nothing was changed.")
                ) from None
        return said


class WayForm(forms.Form):
    """A number or an address, and the words they agree to."""

    channel = forms.ChoiceField(
        label=_("How?"), choices=list(CHANNELS.items()), widget=forms.RadioSelect, initial="sms",
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip
    value = PlainText(
        max_length=254, label=_("Number or address"), widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Only if nobody sees it whom it does not concern. We send a code there first."),
    )  # fmt: skip
    agree = forms.BooleanField(
        label=AGREE, error_messages={"required": _("We need your yes before we send anything.")}
    )


class CodeForm(forms.Form):
    """What came there."""

    code = PlainText(
        max_length=20, label=_("The code that came"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class PaceForm(forms.Form):
    """How much, when, about what, and which way first."""

    per_day = forms.TypedChoiceField(
        label=_("How many?"), choices=list(HOW_MANY.items())[: MOST_A_DAY + 1], coerce=int, widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip
    at = forms.TimeField(
        label=_("A good time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": TIME, "invalid": TIME},
    )  # fmt: skip
    quiet_from = forms.TimeField(
        label=_("Quiet from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": TIME, "invalid": TIME},
    )  # fmt: skip
    quiet_until = forms.TimeField(
        label=pgettext_lazy("of quiet hours", "Quiet until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": TIME, "invalid": TIME}, help_text=_("Nothing comes in this time."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("About what?"), choices=list(ABOUT.items()), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE},
    )  # fmt: skip
    first = forms.ChoiceField(
        label=_("Which way first?"), choices=list(WAYS.items()), widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip

    invites = forms.ChoiceField(
        label=_("When a time is agreed on"), choices=ChosenPace.Invites.choices, widget=forms.RadioSelect, required=False,
        help_text=_("The file holds the time and the word appointment. Your calendar may show it to others."),
        error_messages={"invalid_choice": CHOOSE},
    )  # fmt: skip

    def clean_invites(self) -> str:
        """Nothing, when nothing was said."""
        return self.cleaned_data["invites"] or ChosenPace.Invites.NONE

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_on():
            self.fields["first"].choices = list(CHANNELS.items())  # type: ignore[attr-defined]


def chosen_already(pace: ChosenPace) -> dict[str, Any]:
    """What stands in the form before anything is changed."""
    names = ("per_day", "at", "quiet_from", "quiet_until", "kinds", "first", "invites")
    return {name: getattr(pace, name) for name in names}
