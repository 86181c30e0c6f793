"""What was agreed for a family session, and whom to invite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.consent.models import Recipient
from handrail.interfaces.fields import PlainText


class FamilyForm(forms.Form):
    """The boundaries."""

    may_be_said = PlainText(
        max_length=2_000, label=_l("What may be said"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("Agreed with them, in their words."),
    )  # fmt: skip
    stays_out = PlainText(
        max_length=2_000, required=False, label=_l("What stays out"), widget=forms.Textarea(attrs={"rows": 3})
    )


class GuestForm(forms.Form):
    """Somebody to whom a consent holds."""

    def __init__(self, *args: Any, recipients: Sequence[Recipient], **more: Any) -> None:
        super().__init__(*args, **more)
        self.recipients = {str(one.pk): one for one in recipients}
        names = [(key, one.name) for key, one in self.recipients.items()]
        self.fields["guest"] = forms.ChoiceField(choices=names, label=_l("Whom to invite"))

    @property
    def recipient(self) -> Recipient:
        return self.recipients[self.cleaned_data["guest"]]
