"""Joining a circle and writing in it: the shape of it."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handrail.foundation.messaging.models.circles import ALIAS
from handrail.interfaces.fields import PlainText

#: Why a name cannot be taken, by what the action said.
NOT_A_NAME: dict[str, Promise] = {
    "shape": _("Use letters and spaces, and at most four numbers. Nothing was changed."),
    "own_name": _("This shows your own name. Choose another one, so nobody can tell it is you."),
    "moderator": _("Somebody who looks after the circle is called that. Choose another one."),
    "taken": _("Somebody there has this name. Choose another one."),
}


class AliasForm(forms.Form):
    """The name somebody wants in a circle."""

    alias = PlainText(
        max_length=ALIAS,
        label=_("What should they call you?"),
        help_text=_("Not your own name. Make one up, like Blue Heron."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
