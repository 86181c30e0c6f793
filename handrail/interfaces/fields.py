"""Fields that refuse what cannot be kept, say so in words, and give back what was typed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local, zone

#: NUL, halves of a character pair, and the mark a browser's broken bytes become: none of them can be kept.
_BROKEN = re.compile("[\x00\ud800-\udfff\ufffd]")
_AT = "%Y-%m-%dT%H:%M"


class PlainText(forms.CharField):
    """Text of at most `max_length` characters, spaces at the ends left out. NUL and half characters are refused."""

    default_error_messages = {
        "required": _("Please write a few words here."),
        "broken": _(
            "Some characters did not arrive whole. We took them out; look over the text and send it again."
        ),
        "max_length": _(
            "This is %(show_value)d characters; there is room for %(limit_value)d. Nothing was cut."
        ),
    }

    def __init__(self, *, max_length: int, **more: Any) -> None:
        super().__init__(max_length=max_length, **more)
        for validator in self.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = self.error_messages["max_length"]

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and _BROKEN.search(value):
            raise ValidationError(self.error_messages["broken"], code="broken")
        return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return _BROKEN.sub("", data) if isinstance(data, str) else data

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # No maxlength: a browser would cut what is pasted without a word.
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class MomentField(forms.DateTimeField):
    """A day and a time on the reader's own clock."""

    default_error_messages = {"invalid": _("We need a day and a time like 2026-11-30 19:30.")}

    def __init__(self, reader: Person, **more: Any) -> None:
        self.reader = reader
        widget = forms.DateTimeInput(format=_AT, attrs={"type": "datetime-local"})
        super().__init__(widget=widget, **more)

    def prepare_value(self, value: Any) -> Any:
        """A moment is shown on the clock on which it is read back."""
        return local(self.reader, value).replace(tzinfo=None) if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> datetime | None:
        told = super().to_python(value)
        return told.replace(tzinfo=zone(self.reader.time_zone)) if told else None
