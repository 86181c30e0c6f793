"""A consent that somebody signed on paper, and how somebody said that they stop one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.consent.actions import Signature, Terms
from handrail.foundation.consent.models import Consent
from handrail.interfaces.consenting import ConsentForm
from handrail.interfaces.fields import PlainText

How = Consent.How
LANGUAGES = (("en", "English"), ("es", "Español"))


class PaperForm(ConsentForm):
    """The same questions, answered from the paper, and the language it is in."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if "participants" in self.fields:
            self.fields["participants"].help_text = _l("Empty means only those there who treat the person.")
        self.fields["language"] = forms.ChoiceField(
            label=_l("In which language is the paper?"),
            choices=LANGUAGES,
            widget=forms.RadioSelect,
            initial="en",
        )

    def terms(self) -> Terms:
        return replace(super().terms(), language=self.cleaned_data["language"])


class PaperSignatureForm(forms.Form):
    """What stands under the paper."""

    signed_name = PlainText(max_length=160, label=_l("The name under the paper"))
    witness = PlainText(max_length=160, required=False, label=_l("Who else was there (optional)"))

    def signature(self) -> Signature:
        given = self.cleaned_data
        return Signature(given["signed_name"], How.WRITING, given["witness"])


class LetInForm(forms.Form):
    """With which address somebody close signs in."""

    email = forms.EmailField(
        max_length=254, label=_l("Their own email address"),
        error_messages={"required": _l("Please write an email address."), "invalid": _l("We need an email address.")},
    )  # fmt: skip


class StoppedForm(forms.Form):
    """How the person stopped it."""

    how = forms.ChoiceField(
        label=_l("How did they say it?"), widget=forms.RadioSelect,
        choices=[(How.SPOKEN.value, _l("They said it")), (How.WRITING.value, _l("They wrote it"))],
        error_messages={"required": _l("Please choose one.")},
    )  # fmt: skip
