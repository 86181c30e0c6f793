"""What the person says is wrong, and what it should say: the shape of it, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.continuum.copies.pointing import Pointed, correctable, resource_named
from handrail.foundation.people.models import Person
from handrail.foundation.rights.actions import Meant
from handrail.foundation.rights.models import Amendment
from handrail.foundation.rights.queries import amendments_of
from handrail.interfaces.fields import PlainText

CHOOSE = gettext_lazy("Please pick one of the answers shown.")


class CorrectionForm(forms.Form):
    """In the person's own words. What it is about is asked only when they did not point at it."""

    part = forms.ChoiceField(
        label=gettext_lazy("Where is it?"), error_messages={"required": CHOOSE, "invalid_choice": CHOOSE}
    )
    wrong = PlainText(
        max_length=2000, label=gettext_lazy("What is wrong?"), widget=forms.Textarea(attrs={"rows": 3})
    )
    right = PlainText(
        max_length=2000, label=gettext_lazy("What should it say?"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, pointed: Pointed | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.pointed = pointed
        if pointed is not None:
            del self.fields["part"]
        else:
            kinds = [(kept.name, kept.title) for kept in correctable()]
            self.fields["part"].choices = kinds  # type: ignore[attr-defined]

    def meant(self) -> Meant:
        """What they point at, or where it lies."""
        if self.pointed is None:
            return Meant(resource_named(self.cleaned_data["part"]))
        kept = self.pointed.kept
        return Meant(kept.resource, kept.name, self.pointed.row, self.pointed.stands)


class DisagreementForm(forms.Form):
    """Why they still disagree."""

    words = PlainText(
        max_length=2000, label=gettext_lazy("Why you disagree"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stays beside your request and our answer, for whoever reads them."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """One request as the person reads it; `form` while they may add that they disagree."""

    asked: Amendment
    on: str
    state: str
    form: forms.Form | None


def corrections_of(person: Person, sent: tuple[int, forms.Form] | None = None) -> list[Correction]:
    """All of them, the newest first."""
    return [_correction(one, sent) for one in amendments_of(person)]


def _correction(one: Amendment, sent: tuple[int, forms.Form] | None) -> Correction:
    told = {"day": date_format(one.answer_by, "DATE_FORMAT"), "who": one.decided_by}
    states = {
        "asked": _("We are reading it. You get an answer here by %(day)s.") % told,
        "accepted": _("%(who)s agreed. What you say stands beside it from now on.") % told,
        "declined": _("%(who)s did not agree.") % told,
    }
    form: forms.Form | None = None
    if one.state == "declined" and one.disagreed_at is None:
        form = sent[1] if sent and sent[0] == one.pk else DisagreementForm(auto_id=f"disagree-{one.pk}-%s")
    return Correction(one, date_format(one.asked_at, "DATE_FORMAT"), states[one.state], form)
