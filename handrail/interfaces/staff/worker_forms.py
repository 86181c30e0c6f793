"""What an administrator writes: a worker, a role, a program."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.teams.models import Programme, Role
from handrail.interfaces.fields import PlainText

CHOOSE = {"required": _l("Please choose one."), "invalid_choice": _l("Please choose one.")}


class RoleForm(forms.Form):
    """A role in a program."""

    programme = forms.ModelChoiceField(
        Programme.objects.order_by("name"), label=_l("Program"), empty_label=None, error_messages=CHOOSE
    )
    role = forms.TypedChoiceField(label=_l("Role"), choices=Role.choices, coerce=Role, error_messages=CHOOSE)


class AddressForm(forms.Form):
    """The address somebody signs in with."""

    email = forms.EmailField(
        max_length=254, label=_l("Their own email address at work"),
        error_messages={"required": _l("Please write an email address."), "invalid": _l("We need an email address.")},
    )  # fmt: skip


class WorkerForm(AddressForm, RoleForm):
    """Somebody who begins to work here."""

    name = PlainText(max_length=80, label=_l("Name, as people will read it"))
    field_order = ("name", "email", "programme", "role")


class ProgrammeForm(forms.Form):
    """One more program."""

    name = PlainText(max_length=120, label=_l("Name of the program"))


class DeclarationForm(forms.Form):
    """Whether a program is covered by 42 CFR Part 2, and why."""

    part2 = forms.TypedChoiceField(
        label=_l("Is it covered?"), widget=forms.RadioSelect, coerce=Programme.Part2, error_messages=CHOOSE,
        choices=[one for one in Programme.Part2.choices if one[0] != Programme.Part2.UNDECLARED],
        help_text=_l("Covered holds at once. Not covered opens more, and waits for a second person."),
    )  # fmt: skip
    reason = PlainText(
        max_length=1000, label=_l("Why, and who advised you"), widget=forms.Textarea(attrs={"rows": 3})
    )


class FindWorkerForm(forms.Form):
    """The beginning of a name."""

    q = PlainText(max_length=80, required=False, label=_l("Name begins with"))


class HelpNumberForm(forms.Form):
    """A number that was called today."""

    number = PlainText(max_length=32, label=_l("Number"))
