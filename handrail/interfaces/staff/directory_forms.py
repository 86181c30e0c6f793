"""What somebody looks for in the directory of services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.interfaces.fields import PlainText
from handrail.pillars.case_management.models import Need, Spot
from handrail.pillars.case_management.queries import Asked, spot_of

LANGUAGES = ("en", "es", "ar", "fr", "ko", "pt", "ru", "uk", "vi", "zh-hans")
DISTANCES = (("5", _l("5 km (3 miles)")), ("15", _l("15 km (9 miles)")), ("50", _l("50 km (31 miles)")))
FARTHEST_KM, OLDEST, LAST_PAGE, HOURS = "50", 150, 500, 24
ANY = ("", _l("Any"))


def _languages() -> list[tuple[str, str]]:
    names = [(code.split("-")[0], get_language_info(code)["name_translated"]) for code in LANGUAGES]
    return [("", _("Any")), *((code, str(name)) for code, name in names)]


class DirectoryForm(forms.Form):
    """Everything may stay empty. `spot` is where the place that was typed lies."""

    need = forms.ChoiceField(choices=[ANY, *Need.choices], required=False, label=_l("What is needed"))
    q = PlainText(max_length=100, required=False, label=_l("Words"))
    place = PlainText(
        max_length=60, required=False, label=_l("Near"), help_text=_l("A town or a postal code.")
    )
    km = forms.ChoiceField(choices=DISTANCES, required=False, label=_l("How far"))
    language = forms.ChoiceField(choices=_languages, required=False, label=_l("Language spoken"))
    age = forms.IntegerField(min_value=0, max_value=OLDEST, required=False, label=_l("Age of the person"))
    day = forms.ChoiceField(
        choices=[ANY, *((str(n), name) for n, name in WEEKDAYS.items())], required=False, label=_l("Open on")
    )
    hour = forms.ChoiceField(
        choices=[ANY, *((str(n), f"{n}:00") for n in range(HOURS))], required=False, label=_l("Open at")
    )
    free = forms.BooleanField(required=False, label=_l("Free"))
    step_free = forms.BooleanField(required=False, label=_l("Without steps"))
    room = forms.BooleanField(required=False, label=_l("Says that there is room"))
    page = forms.IntegerField(min_value=1, max_value=LAST_PAGE, required=False, widget=forms.HiddenInput)

    spot: Spot | None = None

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("day")) != bool(given.get("hour")):
            empty = "hour" if given.get("day") else "day"
            self.add_error(empty, _("Choose a day and a time, or neither."))
        return given

    def clean_place(self) -> str:
        place: str = self.cleaned_data["place"]
        if place:
            self.spot = spot_of(place)
            if self.spot is None:
                raise ValidationError(
                    _(
                        "No address in the directory lies in a place of this name. Try the town or the postal code."
                    ),
                    code="unknown",
                )
        return place

    def asked(self) -> Asked:
        """What is looked for. Only after `is_valid`."""
        given = self.cleaned_data
        hour = int(given["day"]) * HOURS + int(given["hour"]) if given["day"] else None
        return Asked(
            words=given["q"], need=given["need"], language=given["language"], age=given["age"], hour=hour,
            free=given["free"], without_steps=given["step_free"], with_room=given["room"], spot=self.spot,
            km=float(given["km"] or FARTHEST_KM), page=given["page"] or 1,
        )  # fmt: skip
