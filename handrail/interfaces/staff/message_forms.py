"""What a worker writes, when they answer, and who covers for them: the shape of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from handrail.foundation.messaging.models.conversations import DAYS, ROOM
from handrail.foundation.people.models import Person
from handrail.interfaces.fields import MomentField, PlainText

OLD_FORM = _("This form did not arrive whole. Nothing was sent. Load the page again and send it once more.")


class WriteForm(forms.Form):
    """Words, and the key of this sending."""

    key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"invalid": OLD_FORM, "required": OLD_FORM}
    )
    words = PlainText(
        max_length=ROOM, label=_("Write a message"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class HoursForm(forms.Form):
    """When somebody usually answers."""

    days = forms.TypedMultipleChoiceField(
        label=_("Days"),
        choices=list(enumerate(DAYS)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    from_time = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    until_time = forms.TimeField(
        label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("from_time"), data.get("until_time")
        if first and last and first >= last:
            raise ValidationError(_("The hours end before they begin. Nothing was changed."))
        return data


class AwayForm(forms.Form):
    """From when until when somebody is away, and who reads meanwhile."""

    def __init__(self, *args: Any, reader: Person, workers: list[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.workers = {str(one.pk): one for one in workers if one != reader}
        names = [(key, one.preferred_name) for key, one in self.workers.items()]
        self.fields["cover"] = forms.ChoiceField(choices=names, label=_("Who reads meanwhile"))
        self.fields["from_at"] = MomentField(reader, label=_("From"))
        self.fields["until_at"] = MomentField(reader, label=_("Until"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("from_at"), data.get("until_at")
        if first and last and first >= last:
            raise ValidationError(_("You would be back before you leave. Nothing was changed."))
        return data
