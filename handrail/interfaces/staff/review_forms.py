"""What is said when a plan was looked at again, and after how many days a programme does so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.clinical.levels_of_care.levels import LEVELS
from handrail.continuum.journey.wording.plans import level_words
from handrail.foundation.plans.models import ReviewRhythm
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.forms import DayField

#: Further apart than this is most likely a slip of the finger.
MOST_DAYS = 730
#: A name of a field holds no dot.
FIELDS = {level: f"days_{number}" for number, level in enumerate(LEVELS)} | {
    ReviewRhythm.NO_LEVEL: "days_none"
}


class ReviewForm(forms.Form):
    """The plan was looked at with the person."""

    words = PlainText(
        max_length=400, required=False, label=_l("What you agreed on (optional)"), widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["next_on"] = DayField(
            today, required=False, label=_l("Look again on (optional)"),
            help_text=_l("Without a day, the days of their level of care count, if your program set any."),
        )  # fmt: skip


class RhythmForm(forms.Form):
    """Days for each level; an empty one is not set."""

    def __init__(self, *args: Any, held: Mapping[str, int], **more: Any) -> None:
        super().__init__(*args, **more)
        for level, name in FIELDS.items():
            self.fields[name] = forms.IntegerField(
                label=level_words(level) if level else _("No level chosen yet"), required=False, min_value=1, max_value=MOST_DAYS, initial=held.get(level),
                error_messages={"invalid": _l("We need a whole number of days.")},
            )  # fmt: skip

    def days(self) -> dict[str, int | None]:
        """Level -> days, None where nothing is set."""
        return {level: self.cleaned_data[name] for level, name in FIELDS.items()}
