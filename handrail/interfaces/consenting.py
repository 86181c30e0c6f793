"""Agreeing to share: what is asked for each kind of consent, and the terms that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from handrail.foundation.consent.kinds import rule_of
from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.consent.recipients import Named, known_recipients
from handrail.foundation.consent.terms import (
    BY_SIGNING,
    ElementsMissing,
    OutsideTheKind,
    Terms,
    Written,
    write_out,
)
from handrail.foundation.consent.wording import words
from handrail.foundation.people.models import Person
from handrail.interfaces.fields import PlainText

Ends, To = Consent.Ends, Recipient.Kind
NEW = "new"
CHOOSE = gettext_lazy("Please pick one of the answers shown.")
NO_DAY = gettext_lazy("Please give a day after today.")
ENDS = {
    Ends.NEVER: gettext_lazy("When I stop it"), Ends.WITH_TREATMENT: gettext_lazy("When my treatment here ends"),
    Ends.ON_DAY: gettext_lazy("On a day I choose"),
}  # fmt: skip
SORTS = {
    To.PERSON: gettext_lazy("A person"), To.ORGANISATION: gettext_lazy("An office, clinic or organization"),
    To.SYSTEM: gettext_lazy("A computer system"), To.INTERMEDIARY: gettext_lazy("An organization that passes records on"),
}  # fmt: skip
#: Where a missing element is put right, and how it is said.
WHERE = {
    "recipient": ("name", gettext_lazy("Please say who may get it.")),
    "description": ("what", gettext_lazy("Please pick what they may get.")),
    "expiry": ("day", NO_DAY), "firm": ("firm_until", NO_DAY),
    "signature": ("signed_name", gettext_lazy("Please write your name here to sign.")),
}  # fmt: skip


class ConsentForm(forms.Form):
    """The questions of one kind. What the kind settles by itself is not asked."""

    def __init__(self, *args: Any, person: Person, kind: Consent.Kind, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.person, self.kind, self.today, self.rule = person, kind, today, rule_of(kind)
        self.said = words(get_language() or "en")
        self._ask_whom()
        self._ask_what()
        self._ask_when()

    def _ask_whom(self) -> None:
        if To.CLASS in self.rule.recipients:
            return
        self.known = {
            str(one.pk): one for one in known_recipients(self.person).filter(kind__in=self.rule.recipients)
        }
        if self.known:
            named = [(key, one.name) for key, one in self.known.items()]
            self.fields["whom"] = _pick(_("Who may get it?"), [*named, (NEW, _("Somebody else"))])
        if len(self.rule.recipients) > 1:
            sorts = [(sort.value, SORTS[sort]) for sort in self.rule.recipients]
            self.fields["sort"] = _pick(_("What are they?"), sorts, required=not self.known)
        label = _("Their name") if self.known else _("Who may get it? Write their name.")
        self.fields["name"] = PlainText(max_length=160, label=label, required=not self.known)
        if self.kind == Consent.Kind.INTERMEDIARY:
            self.fields["participants"] = PlainText(
                max_length=400, required=False, label=_("Who may they pass it to?"),
                help_text=_("Leave this empty to mean only people there who treat you."),
            )  # fmt: skip

    def _ask_what(self) -> None:
        if not self.rule.whole:
            parts = [
                (name, text) for name, text in self.said["resources"].items() if name in self.rule.resources
            ]
            self.fields["what"] = forms.MultipleChoiceField(
                label=_("What may they get?"), choices=parts, widget=forms.CheckboxSelectMultiple,
                error_messages={"required": WHERE["description"][1], "invalid_choice": CHOOSE},
            )  # fmt: skip
        if len(self.rule.purposes) > 1:
            purposes = [(one.value, self.said["purposes"][one.value]) for one in self.rule.purposes]
            self.fields["purpose"] = _pick(_("What is it for?"), purposes)

    def _ask_when(self) -> None:
        self.fields["ends"] = _pick(
            _("When does it end?"), [(one.value, ENDS[one]) for one in self.rule.ends]
        )
        self.fields["day"] = _day(_("The day, if you chose one"), required=False)
        if self.kind == Consent.Kind.CRIMINAL_JUSTICE:
            self.fields["firm_until"] = _day(_("Until which day can it not be taken back?"), required=True)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if (
            "name" in self.fields
            and self._is_new(given)
            and not given.get("name")
            and "name" not in self.errors
        ):
            self.add_error("name", WHERE["recipient"][1])
        if given.get("ends") == Ends.ON_DAY and not given.get("day") and "day" not in self.errors:
            self.add_error("day", NO_DAY)
        return given

    def terms(self) -> Terms:
        """What was chosen. Only after `is_valid`."""
        given = self.cleaned_data
        ends = Ends(given["ends"])
        return Terms(
            kind=self.kind, purpose=Consent.Purpose(given.get("purpose") or self.rule.purposes[0]), ends=ends,
            recipient=self._recipient(given), resources=frozenset(given.get("what", ())),
            expires_on=given["day"] if ends == Ends.ON_DAY else None, participants=given.get("participants", ""),
            firm_until=given.get("firm_until"), language=get_language() or "en",
        )  # fmt: skip

    def written(self, signed_name: str | None = None) -> Written | None:
        """The text to be read; None, with the errors said, when something is missing or does not fit."""
        try:
            return write_out(self.person, self.terms(), self.today, signed_name)
        except ElementsMissing as lacking:
            for name in set(lacking.names) - BY_SIGNING:
                field, problem = WHERE.get(name, (None, CHOOSE))
                self.add_error(field if field in self.fields else None, problem)
        except OutsideTheKind:
            self.add_error(None, CHOOSE)
        return None

    def _is_new(self, given: dict[str, Any]) -> bool:
        return not self.known or given.get("whom") == NEW

    def _recipient(self, given: dict[str, Any]) -> Recipient | Named | None:
        if To.CLASS in self.rule.recipients:
            return None
        if not self._is_new(given):
            return self.known[given["whom"]]
        return Named(Recipient.Kind(given.get("sort") or self.rule.recipients[0]), given["name"])


class SignatureForm(forms.Form):
    """The name that stands under it."""

    signed_name = PlainText(
        max_length=160,
        label=gettext_lazy("Sign with your name"),
        error_messages={"required": WHERE["signature"][1]},
    )


def chosen_before(consent: Consent) -> dict[str, Any]:
    """What an older consent said, to change it."""
    return {
        "whom": str(consent.recipient_id), "what": consent.resources, "purpose": consent.purpose, "ends": consent.ends,
        "day": consent.expires_on, "participants": consent.participants, "firm_until": consent.firm_until,
    }  # fmt: skip


def paragraphs(text: str) -> Sequence[tuple[str, str]]:
    """A consent's text in parts: a heading and its words; the title and the signature have no heading."""
    parts = [part.split("\n", 1) for part in text.split("\n\n")]
    return [(part[0], part[1]) if len(part) == 2 else ("", part[0]) for part in parts]


def _pick(label: str, choices: Any, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=required,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip


def _day(label: str, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, input_formats=["%Y-%m-%d"], widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": NO_DAY, "required": NO_DAY},
    )  # fmt: skip
