"""What the privacy officer writes: an answer, who stays away from whose record, who reads it, a case."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.consent.actions.restrictions import NOBODY_YET, Against
from handrail.foundation.consent.explanation import words
from handrail.foundation.consent.matrix import resources
from handrail.foundation.consent.models import Case, Conflict, Recipient, RestrictedRecord, Restriction
from handrail.foundation.consent.seeking import Known, known_to_office
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import workers_at, zone
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.forms import DayField

NOT_ONE = _l("We found nobody, or more than one. Use the number of the record, or add the date of birth.")
CHOOSE = _l("Please choose one.")
#: What a choice says that was not made, or is none of those shown.
WRONG = {"required": CHOOSE, "invalid_choice": CHOOSE}


def workers(act: Act) -> list[tuple[str, str]]:
    """Everybody with a role today, as a list to choose from."""
    return [("", _("Choose")), *((str(one.pk), one.preferred_name) for one in workers_at(act.at))]


class WhomForm(forms.Form):
    """A person the officer decides for, by name or number."""

    name = PlainText(max_length=160, required=False, label=_l("Name"))
    born_on = forms.DateField(
        required=False, label=_l("Date of birth, if the name is not enough"), input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _l("We need a day like 1991-03-04.")},
    )  # fmt: skip
    number = PlainText(max_length=64, required=False, label=_l("Or the number of the record"))

    def __init__(self, *args: Any, act: Act, **more: Any) -> None:
        super().__init__(*args, **more)
        self.act = act
        self.person: Person | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            known = Known(given.get("name") or "", given.get("born_on"), given.get("number") or "")
            self.person = known_to_office(known, self.act) if known.name or known.number else None
            if self.person is None:
                self.add_error("name", NOT_ONE)
        return given


class WorkerField(forms.TypedChoiceField):
    """One of those who work here today."""

    def __init__(self, act: Act, **more: Any) -> None:
        super().__init__(choices=workers(act), coerce=_person, error_messages=WRONG, **more)


class ConflictForm(WhomForm):
    """Who stands too close to whom."""

    tie = forms.ChoiceField(label=_l("How they know each other"), choices=Conflict.Tie.choices)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reader"] = WorkerField(self.act, label=_l("Worker"))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.person is not None and given.get("reader") == self.person:
            self.add_error("reader", _("A worker and a person: these are one."))
        return given


class RestrictedRecordForm(WhomForm):
    """Whose record only its list may open, and who is on it besides the officer."""

    reason = forms.ChoiceField(label=_l("Why"), choices=RestrictedRecord.Reason.choices)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["readers"] = forms.TypedMultipleChoiceField(
            label=_l("Who may open it, besides you"), choices=workers(self.act)[1:], coerce=_person,
            required=False, widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": CHOOSE},
        )  # fmt: skip


class ReaderForm(forms.Form):
    """One more reader of a restricted record."""

    def __init__(self, *args: Any, act: Act, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reader"] = WorkerField(act, label=_l("One more reader"))


class AnswerForm(forms.Form):
    """What the person reads, and whom their words meant where they named nobody."""

    answer = PlainText(
        max_length=1000, label=_l("Your answer"), help_text=_l("The person reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, asked: Restriction, act: Act, **more: Any) -> None:
        super().__init__(*args, **more)
        if not Against(asked.reader, asked.recipient, asked.role).named:
            self.fields["against"] = forms.ChoiceField(
                label=_l("Whom this is against, if you agree"), choices=_whom(act), required=False,
                error_messages={"invalid_choice": CHOOSE},
            )  # fmt: skip

    def against(self) -> Against:
        """Whom the officer chose."""
        kind, _sep, key = self.cleaned_data.get("against", "").partition(":")
        if kind == "reader":
            return Against(reader=Person.objects.get(pk=key))
        if kind == "recipient":
            return Against(recipient=Recipient.objects.get(pk=key))
        return Against(role=key) if kind == "role" else NOBODY_YET


class ComplaintAnswerForm(forms.Form):
    """What whoever complained reads."""

    answer = PlainText(
        max_length=4000, label=_l("Your answer"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_l("Whoever has the number reads this. If they left a way to reach them, answer there too."),
    )  # fmt: skip


class CaseForm(forms.Form):
    """A number, a purpose, a reader, an end, and the numbers or names of the people."""

    number = PlainText(max_length=24, label=_l("Number of the case"))
    purpose = forms.ChoiceField(label=_l("Purpose"), choices=Case.Purpose.choices)
    people = PlainText(
        max_length=2000, label=_l("Whose records"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("One on each line: the name they go by, or the number of the record."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_l("Who reads"), choices=Case.Role.choices)
    agreement = PlainText(max_length=80, required=False, label=_l("For an auditor: the written agreement"))

    def __init__(self, *args: Any, act: Act, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.act = act
        self.fields["reader"] = WorkerField(act, label=_l("Reader"))
        self.fields["until"] = DayField(today + timedelta(days=1), label=_l("Until"))
        self.order_fields(["number", "purpose", "people", "role", "reader", "agreement", "until"])

    def clean_people(self) -> list[Person]:
        """Each line is exactly one person."""
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        found = [
            known_to_office(Known(number=line), self.act) or known_to_office(Known(name=line), self.act)
            for line in lines
        ]
        if missing := [line for line, person in zip(lines, found, strict=True) if person is None]:
            told = {"names": ", ".join(missing)}
            raise forms.ValidationError(_("We found nobody, or more than one, for: %(names)s") % told)
        return [person for person in found if person is not None]

    def ends(self) -> datetime:
        """The end of the last day, on the officer's clock."""
        assert self.act.actor is not None
        return datetime.combine(self.cleaned_data["until"], time.max, zone(self.act.actor.time_zone))


def _person(key: str) -> Person:
    return Person.objects.get(pk=key)


def _whom(act: Act) -> list[tuple[str, str]]:
    people = [(f"reader:{key}", name) for key, name in workers(act)[1:]]
    roles = [
        (f"role:{role.value}", _("Everybody with the role: %(role)s") % {"role": role.label}) for role in Role
    ]
    others = [(f"recipient:{one.pk}", one.name) for one in Recipient.objects.order_by("name")]
    return [("", _("Choose")), *people, *roles, *others]


class WhyForm(WhomForm):
    """One worker, one person, one part of the record."""

    action = forms.ChoiceField(label=_l("To do what"), choices=[("read", _l("Read")), ("write", _l("Write"))])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reader"] = WorkerField(self.act, label=_l("Worker"))
        parts = [(name, words(name)) for name in sorted(resources())]
        self.fields["resource"] = forms.ChoiceField(label=_l("Part of the record"), choices=parts)
        self.order_fields(["reader", "name", "born_on", "number", "resource", "action"])
