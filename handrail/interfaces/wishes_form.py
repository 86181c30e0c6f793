"""How somebody wants to be treated, as a form and as it is read. The same for the person and for whoever writes with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.clinical.practices.definition import TOPICS
from handrail.foundation.consent.actions import Wishes
from handrail.foundation.people.models import CarePreferences, CareWishes
from handrail.interfaces.fields import PlainText
from handrail.interfaces.versioned_form import VersionedForm

NOT_ONE = {"invalid_choice": gettext_lazy("Please pick one of the answers shown.")}


def _words(label: Any, hint: Any, longest: int) -> PlainText:
    return PlainText(
        max_length=longest,
        required=False,
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WishesForm(VersionedForm):
    """`goal` is asked of the person themself only."""

    goal = forms.ChoiceField(
        label=gettext_lazy("What I want"), choices=CarePreferences.Goal.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy("It changes what you are asked and how we say it. You can change it any time."),
        error_messages=NOT_ONE | {"required": NOT_ONE["invalid_choice"]},
    )  # fmt: skip
    not_now = forms.MultipleChoiceField(
        label=gettext_lazy("Not now"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=NOT_ONE,
        help_text=gettext_lazy("These are left out of worksheets and of what we suggest."),
    )  # fmt: skip
    avoid = _words(
        gettext_lazy("Please do not bring up"), gettext_lazy("Topics, words, places, anything."), 1000
    )
    overwhelmed = _words(
        gettext_lazy("What helps when it is too much"),
        gettext_lazy("A break, a walk, silence, a call."),
        1000,
    )
    pace = forms.ChoiceField(
        label=gettext_lazy("Pace"), required=False, choices=CareWishes.Pace.choices, error_messages=NOT_ONE
    )
    in_the_room = _words(gettext_lazy("Who may be in the room"), "", 400)
    worker_gender = forms.ChoiceField(
        label=gettext_lazy("Who works with me"), required=False, choices=CareWishes.Gender.choices,
        error_messages=NOT_ONE,
    )  # fmt: skip
    told_once = _words(
        gettext_lazy("What I do not want to tell again"),
        gettext_lazy(
            "Write it once, as much as you like. Your counselor and prescriber read it, so nobody has to ask."
        ),
        4000,
    )

    def __init__(self, *args: Any, own: bool, history: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["not_now"].choices = [(key, _(words)) for key, words in TOPICS.items()]  # type: ignore[attr-defined]
        for name, asked in (("goal", own), ("told_once", history)):
            if not asked:
                del self.fields[name]

    def wishes(self) -> Wishes:
        """What was said."""
        given = {name: self.cleaned_data.get(name, "") for name in Wishes.__dataclass_fields__}
        return Wishes(**given | {"not_now": tuple(given["not_now"])})


def begun_from(wishes: CareWishes | None) -> dict[str, Any]:
    """What the form begins with."""
    if wishes is None:
        return {"instead_of": 0}
    return {"instead_of": wishes.version} | {
        name: getattr(wishes, name) for name in Wishes.__dataclass_fields__
    }


def as_read(wishes: CareWishes | None, *, history: bool) -> list[tuple[str, str, bool]]:
    """What was said: (heading, words, whether they are the person’s own). Without `history`: that it is written down."""
    if wishes is None:
        return []
    lines = [
        (_("Not now"), ", ".join(_(TOPICS[one]) for one in wishes.not_now if one in TOPICS), False),
        (_("Please do not bring up"), wishes.avoid, True),
        (_("What helps when it is too much"), wishes.overwhelmed, True),
        (_("Pace"), str(wishes.get_pace_display()) if wishes.pace else "", False),
        (_("Who may be in the room"), wishes.in_the_room, True),
        (
            _("Who works with me"),
            str(wishes.get_worker_gender_display()) if wishes.worker_gender else "",
            False,
        ),
        (_("What I do not want to tell again"), *_history(wishes, history)),
    ]
    return [line for line in lines if line[1]]


def _history(wishes: CareWishes, history: bool) -> tuple[str, bool]:
    if history or not wishes.told_once:
        return wishes.told_once, True
    return _("It is written down for those who need it. Please do not ask."), False


def topics_not_now(wishes: CareWishes | None) -> frozenset[str]:
    """What no prompt and no worksheet raises."""
    return frozenset(wishes.not_now) if wishes else frozenset()
