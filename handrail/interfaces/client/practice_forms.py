"""How a practice went, as it is sent: one tap, or a tap and some words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from handrail.clinical.practices.shelf import method
from handrail.foundation.practices.models import Practice, PracticeLog
from handrail.interfaces.client.forms import UNKNOWN, CheckInForm, Envelope
from handrail.interfaces.fields import PlainText


class TellForm(CheckInForm):
    """`told` is one of PracticeLog.Told; it comes in an Envelope, once per key."""

    ahead = _("This is dated after today. Check the date on your phone, then send it again.")
    too_long_ago = _("This is too long ago to add now. You can tell your team about that day in words.")

    told = forms.ChoiceField(
        choices=PracticeLog.Told.choices, error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN}
    )
    notices = PlainText(
        max_length=500, required=False, label=_("What did you notice?"),
        help_text=_("In your own words, if you like."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(Envelope.base_fields)


class ChooseForm(forms.Form):
    """How often somebody wants to practise."""

    cadence = forms.ChoiceField(
        choices=Practice.Cadence.choices, label=_("How often?"),
        error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN},
    )  # fmt: skip


class SheetEnvelope(CheckInForm):
    """What comes with a worksheet: once per key, and for which day."""

    ahead, too_long_ago = TellForm.ahead, TellForm.too_long_ago

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(Envelope.base_fields)


class ColumnsForm(forms.Form):
    """What the day card asks, and what of it only the person reads."""

    columns = forms.MultipleChoiceField(
        required=False, label=_("What the card asks"), widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )  # fmt: skip
    only_mine = forms.MultipleChoiceField(
        required=False, label=_("Only for me"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Your team does not read these answers. Urges to hurt yourself or to die are always shared, so that somebody can help."),
        error_messages={"invalid_choice": UNKNOWN},
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        asked = method("diary_card").questions
        self.fields["columns"].choices = [(one.id, gettext(one.ask)) for one in asked]  # type: ignore[attr-defined]
        mine = [(one.id, gettext(one.ask)) for one in asked if not one.safety]
        self.fields["only_mine"].choices = mine  # type: ignore[attr-defined]
