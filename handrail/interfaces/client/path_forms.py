"""What somebody keeps of their own way: words, a picture, a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.interfaces.fields import PlainText
from handrail.pillars.peer_support.models import Milestone

HOPE, MOMENT = "hope", "moment"
CHOOSE = {"invalid_choice": _("Please pick one of the answers shown."), "required": _("Please pick one of the answers shown.")}  # fmt: skip


class DayField(forms.DateField):
    """A day up to today, on the person's own calendar."""

    def __init__(self, today: date, **more: Any) -> None:
        self.today = today
        given = {"invalid": _("We need a day like 2026-11-30."), "required": _("Please choose a day.")}
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%d"], error_messages=given, initial=today, **more
        )

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value > self.today:
            raise forms.ValidationError(_("That day is still ahead. Choose today or a day before."))


class KeepForm(forms.Form):
    """A moment that happened, or something to hope for."""

    words = PlainText(max_length=200, label=_("In your own words"), widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(
        label=_("Which is it?"), choices=[(MOMENT, _("It happened")), (HOPE, _("I hope for it"))],
        widget=forms.RadioSelect, initial=MOMENT, error_messages=CHOOSE,
    )  # fmt: skip
    sign = forms.ChoiceField(
        label=_("A picture for it"), choices=Milestone.Sign.choices, widget=forms.RadioSelect,
        initial=Milestone.Sign.PLANT, error_messages=CHOOSE,
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"] = DayField(today, label=_("When it happened"), required=False)
        self.order_fields(["words", "kind", "on", "sign"])


class CountForm(forms.Form):
    """From which day on days are counted."""

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["from_on"] = DayField(today, label=_("Count from"))
