"""What the person writes to their team: the shape of it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.foundation.messaging.models.conversations import ROOM
from handrail.interfaces.client.forms import OLD_FORM
from handrail.interfaces.fields import PlainText


class MessageForm(forms.Form):
    """Words, and the key of this sending."""

    key = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"invalid": OLD_FORM, "required": OLD_FORM}
    )
    words = PlainText(
        max_length=ROOM, label=_("Write a message"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )

    def message(self) -> str:
        """The first thing that is wrong, for the phone's banner."""
        return str(next(iter(self.errors.values()))[0])
