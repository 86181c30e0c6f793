"""A worksheet as a form, and as it is read. The same for the person and for whoever writes with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.clinical.practices.definition import (
    LONGEST_LINE,
    LONGEST_WORDS,
    MOST_LINES,
    MOST_MONEY,
    Method,
    Question,
)
from handrail.clinical.practices.sums import sums
from handrail.continuum.journey.wording.practices import amount_words, said
from handrail.interfaces.fields import PlainText

#: Before the id of a question: a form has names of its own.
MARK = "q_"
#: Digits, in groups of three or not, and at most two after the last point or comma.
AMOUNT = re.compile(r"(?P<whole>[0-9]{1,9}|[0-9]{1,3}(?:[.,][0-9]{3}){1,2})(?:[.,](?P<part>[0-9]{1,2}))?")
NOT_ONE = {"invalid_choice": gettext_lazy("Please pick one of the answers shown.")}


class Lines(PlainText):
    """Some lines, one thing a line."""

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            words = _("There is room for %(lines)s lines of %(signs)s characters. Nothing was cut.")
            raise ValidationError(words % {"lines": MOST_LINES, "signs": LONGEST_LINE})
        return lines


class Money(PlainText):
    """An amount as people write it, 1,200.50 or 850,50 or $40; as cents. Nothing where nothing was written."""

    def clean(self, value: Any) -> Any:
        given = re.sub(r"[\s$€£]", "", super().clean(value))
        if not given:
            return None
        whole, cents = AMOUNT.fullmatch(given), None
        if whole:
            cents = int(re.sub(r"[.,]", "", whole["whole"])) * 100 + int((whole["part"] or "0").ljust(2, "0"))
        if cents is None or cents > MOST_MONEY:
            raise ValidationError(_("Please write an amount like 120 or 85.50."))
        return cents

    def prepare_value(self, value: Any) -> Any:
        return amount_words(value) if isinstance(value, int) else value


class SheetForm(forms.Form):
    """`questions` are those for this person; `signs` their own early signs; `instead_of` the version it began from."""

    instead_of = forms.IntegerField(
        min_value=0, max_value=1_000_000, required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, questions: Sequence[Question], signs: Sequence[str] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.questions = questions
        for question in questions:
            self.fields[MARK + question.id] = _field(question, signs)

    def answers(self) -> dict[str, Any]:
        """Question -> answer."""
        return {one.id: self.cleaned_data[MARK + one.id] for one in self.questions}

    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under the headings of their questions."""
        found: list[tuple[str, list[BoundField]]] = []
        for question in self.questions:
            if not found or found[-1][0] != question.section:
                found.append((question.section, []))
            found[-1][1].append(self[MARK + question.id])
        return [(_(section) if section else "", fields) for section, fields in found]

    def over(self, version: int) -> None:
        """Sent once more it takes the place of that version, which its writer has been told of."""
        self.data = {**self.data.dict(), "instead_of": str(version)}  # type: ignore[attr-defined]

    def message(self) -> str:
        """The first thing that is wrong and at which questions, for the phone's banner."""
        first = str(next(iter(self.errors.values()))[0])
        wrong = (name for name, found in self.errors.items() if str(found[0]) == first)
        asked = ", ".join(str(self.fields[name].label) for name in wrong if name.startswith(MARK))
        return f"{first} {_('This is about: %(questions)s') % {'questions': asked}}" if asked else first


def begun_from(told: Mapping[str, Any], version: int) -> dict[str, Any]:
    """What the form begins with."""
    shown = {MARK + id: "\n".join(value) if isinstance(value, list) else value for id, value in told.items()}
    return {"instead_of": version, **shown}


def _field(question: Question, signs: Sequence[str]) -> forms.Field:
    named: dict[str, Any] = {"label": _(question.ask), "required": False}
    hint = _(question.hint) if question.hint else ""
    if question.type == "scale":
        ends = _("0 is %(low)s, %(top)s is %(high)s.")
        ends %= {"low": _(question.low), "top": question.top, "high": _(question.high)}
        places = [(n, str(n)) for n in range(question.top + 1)]
        return _one_of(places, named | {"help_text": ends}, coerce=int)
    if question.type == "choice":
        return _one_of(
            [(key, _(words)) for key, words in question.options], named | {"help_text": hint}, coerce=str
        )
    if question.type == "signs":
        own = [(one, one) for one in signs]
        return forms.MultipleChoiceField(
            choices=own, widget=forms.CheckboxSelectMultiple, error_messages=NOT_ONE, **named
        )
    if question.type == "money":
        return Money(
            max_length=20, help_text=hint, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **named
        )
    rows = forms.Textarea(attrs={"rows": 3})
    if question.type == "lines":
        room = MOST_LINES * (LONGEST_LINE + 2)
        return Lines(max_length=room, help_text=hint or _("One thing a line."), widget=rows, **named)
    return PlainText(max_length=LONGEST_WORDS, help_text=hint, widget=rows, **named)


def _one_of(places: list[tuple[Any, str]], named: dict[str, Any], coerce: Any) -> forms.Field:
    skip = [("", _("Skip"))]
    return forms.TypedChoiceField(
        choices=places + skip, coerce=coerce, empty_value=None, error_messages=NOT_ONE,
        widget=forms.RadioSelect(attrs={"class": "place"}), **named,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """One answered question as it is read; `own`: in the person's words."""

    section: str
    question: str
    lines: list[str]
    own: bool


def as_read(asked: Method, told: Mapping[str, Any], leaving_out: frozenset[str] = frozenset()) -> list[Read]:
    """The answered questions in their order, without those that only somebody else reads; then what they add up to."""
    read = [
        Read(
            _(one.section) if one.section else "",
            _(one.ask),
            list(told[one.id]) if isinstance(told[one.id], list) else [said(one, told[one.id])],
            one.type in {"words", "lines", "signs"},
        )
        for one in asked.questions
        if one.id in told and one.id not in leaving_out
    ]
    added = [
        Read(_("Added up"), _(label), [amount_words(cents)], own=False) for label, cents in sums(asked, told)
    ]
    return read + added


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbers side by side: days, and for each question its answers on them."""

    days: list[str]
    rows: list[tuple[str, list[str]]]


def grid_of(
    asked: Method, days: Sequence[tuple[str, Mapping[str, Any]]], leaving_out: frozenset[str] = frozenset()
) -> Grid | None:
    """What was answered in numbers or choices, oldest day first. None where there is nothing to compare."""
    rows = [
        (_(one.ask), [_cell(one, told) for _day, told in days])
        for one in asked.questions
        if one.type in {"scale", "choice", "money"}
        and one.id not in leaving_out
        and any(one.id in told for _day, told in days)
    ]
    return Grid([day for day, _told in days], rows) if rows else None


def _cell(question: Question, told: Mapping[str, Any]) -> str:
    if question.id not in told:
        return ""
    value = told[question.id]
    return str(value) if question.type == "scale" else said(question, value)
