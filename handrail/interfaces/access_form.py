"""What somebody needs to take part, as a form. The same for the person and for whoever writes with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.actions import Access
from handrail.foundation.people.models import AccessNeeds
from handrail.foundation.people.spoken import SPOKEN
from handrail.interfaces.fields import PlainText
from handrail.interfaces.versioned_form import VersionedForm

NOT_ONE = {"invalid_choice": _("Please pick one of the answers shown.")}


class AccessForm(VersionedForm):
    """Sent empty it says that nothing is needed."""

    interpreter = forms.ChoiceField(
        label=_("Interpreter"), required=False, error_messages=NOT_ONE,
        choices=[("", _("No interpreter needed")), *SPOKEN.items()],
    )  # fmt: skip
    needs = forms.MultipleChoiceField(
        label=_("Support with"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=AccessNeeds.Need.choices, error_messages=NOT_ONE,
    )  # fmt: skip
    helps = PlainText(
        max_length=400, required=False, label=_("What makes it easier"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A room without stairs, large print, more time, a quiet place, anything."),
    )  # fmt: skip

    def access(self) -> Access:
        """What was said."""
        given = self.cleaned_data
        return Access(given["interpreter"], tuple(given["needs"]), given["helps"])


def begun_from(found: AccessNeeds | None) -> dict[str, Any]:
    """What the form begins with."""
    if found is None:
        return {"instead_of": 0}
    return {
        "instead_of": found.version, "interpreter": found.interpreter, "needs": found.needs, "helps": found.helps,
    }  # fmt: skip
