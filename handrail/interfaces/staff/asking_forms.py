"""What a worker chooses when a scale is asked for: which one, and how often by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.clinical.instruments.asking import is_piece
from handrail.clinical.instruments.cadence import least_days
from handrail.clinical.instruments.instrument import instrument
from handrail.continuum.journey.wording.measures import scale_name
from handrail.foundation.measures.models import Schedule
from handrail.interfaces.staff.queries.shelf import askable

CHOOSE = _l("Please choose one of these.")
#: Longer than this apart is no schedule; most likely a slip of the finger.
MOST_DAYS = 366


class ScaleField(forms.ChoiceField):
    """One of the scales that somebody can answer alone."""

    def __init__(self, **more: Any) -> None:
        errors = {"required": CHOOSE, "invalid_choice": CHOOSE}
        super().__init__(choices=_offered, error_messages=errors, **more)


def _offered() -> list[tuple[str, Any]]:
    named = [(is_piece(one), (one.id, scale_name(one.id))) for one in askable()]
    own = [one for piece, one in named if piece]
    return [*(one for piece, one in named if not piece), (_("Our own questions, without a total"), own)]


class ScheduleForm(forms.Form):
    """When a scale is asked for by itself. `own`: for one person, for whom it can also be switched off."""

    instrument = ScaleField(label=_l("Scale"))
    when = forms.ChoiceField(
        label=_l("When"), choices=Schedule.When.choices,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip
    every_days = forms.IntegerField(
        label=_l("Days between two times"), required=False, min_value=1, max_value=MOST_DAYS,
        help_text=_l("Only for “every so many days”."),
        error_messages={"invalid": _l("We need a whole number of days.")},
    )  # fmt: skip

    def __init__(self, *args: Any, own: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [one for one in Schedule.When.choices if own or one[0] != Schedule.When.NEVER]
        self.fields["when"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("when") != Schedule.When.EVERY:
            return given | {"every_days": None}
        if "instrument" in given and "every_days" not in self.errors:
            least = least_days(instrument(given["instrument"]))
            if (given.get("every_days") or 0) < least:
                words = _("This scale needs at least %(days)s days between two times.") % {"days": least}
                self.add_error("every_days", ValidationError(words, code="often"))
        return given
