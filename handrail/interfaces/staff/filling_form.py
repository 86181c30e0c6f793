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
from handrail.clinical.instruments.answers import LONGEST_WORDS
from handrail.clinical.instruments.asking import ABOUT_HARD_EVENTS, counted, due, has_stem, is_piece
from handrail.clinical.instruments.scale import Instrument, Item, Option
from handrail.clinical.instruments.scoring import fired
from handrail.continuum.journey.wording.pieces import choice_words, question_words
from handrail.foundation.measures.models import HalfAnswered
from handrail.interfaces.answering import Kept, choices_of, kept_of, value_of
from handrail.interfaces.fields import PlainText

CHOOSE = _l("Please choose one of these.")
#: A count on a form (a pulse) has no more digits than this.
HIGHEST_COUNT = 999


class FillingForm(forms.Form):
    """The questions of `scale` in its own words and order."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, scale: Instrument, sent: QueryDict | None = None, half: HalfAnswered | None = None
    ) -> None:
        items = {item.id: item for item in scale.questions()}
        begun = json.loads(half.answers) if half else {}
        shown = {name: value_of(items[name], kept) for name, kept in begun.items() if name in items}
        initial = {"key": half.key if half else uuid4(), **shown}
        super().__init__(sent, initial=initial, auto_id="answer-%s")
        self.scale = scale
        for item in scale.questions():
            if item.asked_of != "men":
                self.fields[item.id] = _field(scale, item)

    @property
    def questions(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "key"]

    @property
    def about_hard_events(self) -> bool:
        return self.scale.id in ABOUT_HARD_EVENTS

    @property
    def stem_before(self) -> str:
        """The question above which the stem stands: the first that goes on from it."""
        return next((item.id for item in self.scale.questions() if has_stem(self.scale, item)), "")

    @property
    def key_given(self) -> UUID:
        found = self.cleaned_data.get("key")
        return found if isinstance(found, UUID) else uuid4()

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What was answered and counts."""
        items = {item.id: item for item in self.scale.questions()}
        told = {name: value for name, value in self.cleaned_data.items() if name in items}
        given = {
            name: value_of(items[name], kept_of(items[name], value))
            for name, value in told.items()
            if value not in (None, "", [])
        }
        return counted(self.scale, given)

    @property
    def left_open(self) -> list[Item]:
        """The questions that are asked and have no answer; of a piece any may be left out, it has no total to miss."""
        if is_piece(self.scale):
            return []
        asked = due(self.scale, self.answers)
        return [item for item in asked if item.id not in self.answers and not item.optional]

    @property
    def is_pressing(self) -> bool:
        """Whether an answer asks for contact: then it is kept at once, whatever is open."""
        return _asks_for_contact(self.scale, self.answers)

    @property
    def pressing(self) -> str:
        """Question to the answers that alone ask for contact, as JSON: the page says so before it is sent."""
        found = {
            item.id: _pressing(self.scale, item) for item in self.scale.questions() if item.kind == "choice"
        }
        return json.dumps({name: values for name, values in found.items() if values})

    def as_kept(self) -> Mapping[str, Kept]:
        items = {item.id: item for item in self.scale.questions()}
        return {name: kept_of(items[name], value) for name, value in self.answers.items()}


def _pressing(scale: Instrument, item: Item) -> list[str]:
    offered = [value for value, _words in choices_of(item)]
    return [one for one in offered if _asks_for_contact(scale, {item.id: value_of(item, one)})]


def _asks_for_contact(scale: Instrument, answers: Mapping[str, Any]) -> bool:
    return any(trigger.level in PRESSING for trigger in fired(scale, answers))


def _is_rated(scale: Instrument) -> bool:
    """A rating is made in numbers, with words at some of them: both are shown, as on the printed form."""
    return scale.scoring.method == "sum" and not scale.may_be_sent_to_person


def _label(option: Option, *, numbered: bool) -> str:
    if option.label is None:
        return str(option.value)
    return f"{option.value} · {option.label}" if numbered else option.label


def _field(scale: Instrument, item: Item) -> forms.Field:
    named: dict[str, Any] = {"label": _asked(scale, item), "required": False}
    if item.kind == "number":
        return forms.IntegerField(
            min_value=0, max_value=HIGHEST_COUNT, error_messages={"invalid": _l("We need a whole number.")}, **named
        )  # fmt: skip
    if item.kind == "text":
        return PlainText(max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 3}), **named)
    errors = {"invalid_choice": CHOOSE}
    if item.kind == "scale":
        ends = "; ".join(f"{at}: {words}" for at, words in (item.anchors or {}).items())
        row = forms.RadioSelect(attrs={"class": "place"})
        return forms.ChoiceField(choices=choices_of(item), widget=row, help_text=ends, error_messages=errors, **named)  # fmt: skip
    labels = [(str(one.value), _label(one, numbered=_is_rated(scale))) for one in item.options]
    offered = [(value, choice_words(scale, words)) for value, words in labels]
    if item.kind == "multi_choice":
        several = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=offered, widget=several, error_messages=errors, **named)
    # When a trained worker asks it, and what further, goes with the question (ASQ, 4 and 5).
    further = " ".join(filter(None, (item.ask_hint, item.follow_up_text)))
    return forms.ChoiceField(choices=offered, widget=forms.RadioSelect, help_text=further, error_messages=errors, **named)  # fmt: skip


def _asked(scale: Instrument, item: Item) -> str:
    if is_piece(scale):
        return question_words(scale, item)
    return f"{item.title}: {item.text}" if item.title and item.title != item.text else item.text
