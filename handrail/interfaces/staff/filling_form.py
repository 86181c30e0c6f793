"""A scale as a form that a worker fills in with somebody, or rates: every question on one page, none required."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _l

from handrail.clinical.early_warning.direct_rules.scale_safety import PRESSING
from handrail.clinical.instruments.asking import due
from handrail.clinical.instruments.scale import Instrument, Item, Option
from handrail.clinical.instruments.scoring import fired
from handrail.foundation.measures.models import HalfAnswered

CHOOSE = _l("Please choose one of these.")
#: A count on a form (a pulse) has no more digits than this.
HIGHEST_COUNT = 999


class FillingForm(forms.Form):
    """The questions of `scale` in its own words and order."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, scale: Instrument, sent: QueryDict | None = None, half: HalfAnswered | None = None
    ) -> None:
        begun = json.loads(half.answers) if half else {}
        initial = {"key": half.key if half else uuid4(), **begun}
        super().__init__(sent, initial=initial, auto_id="answer-%s")
        self.scale = scale
        for item in scale.questions():
            if item.asked_of != "men":
                self.fields[item.id] = _field(item, numbered=_is_rated(scale))

    @property
    def questions(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "key"]

    @property
    def key_given(self) -> UUID:
        found = self.cleaned_data.get("key")
        return found if isinstance(found, UUID) else uuid4()

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What was answered, of what is asked as these answers stand."""
        items = {item.id: item for item in self.scale.questions()}
        told = {name: value for name, value in self.cleaned_data.items() if name in items}
        given = {name: _value(items[name], value) for name, value in told.items() if value not in (None, "")}
        asked = {item.id for item in due(self.scale, given)}
        return {name: value for name, value in given.items() if name in asked}

    @property
    def left_open(self) -> list[Item]:
        """The questions that are asked and have no answer."""
        asked = due(self.scale, self.answers)
        return [item for item in asked if item.id not in self.answers and not item.optional]

    @property
    def is_pressing(self) -> bool:
        """Whether an answer asks for contact: then it is kept at once, whatever is open."""
        return any(trigger.level in PRESSING for trigger in fired(self.scale, self.answers))

    def as_kept(self) -> Mapping[str, str]:
        return {name: str(value) for name, value in self.answers.items()}


def _is_rated(scale: Instrument) -> bool:
    """A rating is made in numbers, with words at some of them: both are shown, as on the printed form."""
    return scale.scoring.method == "sum" and not scale.may_be_sent_to_person


def _label(option: Option, *, numbered: bool) -> str:
    if option.label is None:
        return str(option.value)
    return f"{option.value} · {option.label}" if numbered else option.label


def _field(item: Item, *, numbered: bool) -> forms.Field:
    label = f"{item.title}: {item.text}" if item.title and item.title != item.text else item.text
    if item.kind == "number":
        return forms.IntegerField(
            label=label, required=False, min_value=0, max_value=HIGHEST_COUNT,
            error_messages={"invalid": _l("We need a whole number.")},
        )  # fmt: skip
    return forms.ChoiceField(
        label=label, required=False, widget=forms.RadioSelect, error_messages={"invalid_choice": CHOOSE},
        choices=[(str(one.value), _label(one, numbered=numbered)) for one in item.options],
    )  # fmt: skip


def _value(item: Item, answer: Any) -> int | str:
    if item.kind == "number":
        return int(answer)
    return next(option.value for option in item.options if str(option.value) == answer)
