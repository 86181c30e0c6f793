"""The longer check-in: every question of the daily check-in on one page, each optional."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.clinical.instruments.check_in import RANGES
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Item
from handrail.foundation.measures.models import CheckIn
from handrail.interfaces.client.forms import UNKNOWN, CheckInForm, Envelope
from handrail.interfaces.client.questions import FIRST, REACH_OUT, URGES
from handrail.interfaces.fields import PlainText

SCALES = (FIRST, URGES, "stress", "sleep_quality", "confidence")
SAID = ("use", "safe", REACH_OUT)
ORDER = (FIRST, URGES, "stress", "sleep_hours", "sleep_quality", "confidence", "contacts", *SAID, "words")
NO_ANSWER = gettext_lazy("Skip this one")
#: No answer of a check-in comes near it.
FAR = Decimal(1_000_000)


class LongForm(CheckInForm, Envelope):
    """Numbers on the whole scale, and words."""

    words = PlainText(
        max_length=500,
        required=False,
        label=gettext_lazy("Anything you want to add?"),
        help_text=gettext_lazy("In your own words."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        items = {item.id: item for item in instrument("daily_checkin").items}
        for name in SCALES:
            self.fields[name] = _scale(items[f"dc_{name}"])
        self.fields["sleep_hours"] = _number("sleep_hours", _(items["dc_sleep_hours"].text))
        self.fields["contacts"] = _number(
            "contacts", _("How many people who support you were you in touch with today?")
        )
        self.fields["use"] = _said(_(items["dc_use"].text), CheckIn.Use.choices)
        self.fields["safe"] = _said(_(items["dc_safe"].text), CheckIn.Safe.choices)
        self.fields[REACH_OUT] = _said(_("Want someone to reach out?"), CheckIn.ReachOut.choices)
        for hidden in ("key", "day", "made_at", "sent_at"):
            self.fields[hidden].widget = forms.HiddenInput()
        self.order_fields(ORDER)

    def answers(self) -> dict[str, Any]:
        """Fields of CheckIn; what was left out stays out."""
        return {name: told for name in ORDER if (told := self.cleaned_data.get(name)) not in (None, "")}

    def shown(self) -> list[forms.BoundField]:
        """The questions in their order."""
        return [self[name] for name in ORDER]


def _scale(item: Item) -> forms.TypedChoiceField:
    low, high, anchors = int(item.minimum or 0), int(item.maximum or 0), item.anchors or {}
    steps = [(n, f"{n} · {_(anchors[n])}" if n in anchors else str(n)) for n in range(low, high + 1)]
    return forms.TypedChoiceField(
        label=_(item.text), choices=[("", NO_ANSWER), *steps], coerce=int, empty_value=None, required=False,
        error_messages={"invalid_choice": UNKNOWN},
    )  # fmt: skip


class _Number(forms.DecimalField):
    """Refuses a number past a float's end at once: Django measures the step in floats and would fail on it."""

    def to_python(self, value: Any) -> Any:
        number: Decimal | None = super().to_python(value)
        if number is not None and not (number.is_finite() and abs(number) < FAR):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number


def _number(name: str, label: str) -> forms.DecimalField:
    low, high, step = (Decimal(str(end)) for end in RANGES[name])
    words = _("A number from %(low)s to %(high)s, in steps of %(step)s.") % {
        "low": f"{low:g}", "high": f"{high:g}", "step": f"{step:g}",
    }  # fmt: skip
    wrong = dict.fromkeys(("invalid", "min_value", "max_value", "step_size", "max_digits"), words)
    wrong |= dict.fromkeys(("max_decimal_places", "max_whole_digits"), words)
    return _Number(
        label=label, help_text=words, required=False, min_value=low, max_value=high, step_size=step,
        max_digits=3, decimal_places=1, error_messages=wrong,
    )  # fmt: skip


def _said(label: str, choices: Sequence[tuple[str, object]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", NO_ANSWER), *choices], required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": UNKNOWN},
    )  # fmt: skip
