"""One form for everything that can change in a plan after a signal. What it means is decided by the action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.clinical.early_warning.expected import EVERY_DAY, WHILE_AT_MOST
from handrail.clinical.instruments.cadence import least_days
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.levels_of_care.levels import DIMENSIONS, LEVELS
from handrail.clinical.practices.shelf import offered
from handrail.continuum.adjusting.wanted import Asked, Cadence, Change, Level, Practised, Sooner, Told
from handrail.continuum.journey.wording.plans import level_words
from handrail.continuum.responses.models import Proposal
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.practices.models import Practice
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.scheduling.queries import pause_of
from handrail.interfaces.fields import MomentField, PlainText
from handrail.interfaces.staff.asking_forms import MOST_DAYS, ScaleField
from handrail.interfaces.staff.calendar_forms import LENGTHS, USUAL
from handrail.interfaces.staff.forms import DayField
from handrail.interfaces.staff.queries.appointments import strand_of
from handrail.interfaces.staff.words.times import here

NEW = "new"
KEEP = [("", _l("Leave as it is"))]
ONE_OF = {"invalid_choice": _l("Please choose one of these.")}


@dataclass(frozen=True, slots=True)
class Ask:
    """What one of the team could be asked for, as a box to tick."""

    key: str
    worker: Person
    strand: str
    title: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen for this person by this reader. What they may not do is not there."""

    person: Person
    act: Act
    booked: Sequence[Appointment]
    booked_words: Sequence[str]
    workers: Sequence[Person]
    not_now: frozenset[str]
    asks_for_scales: bool
    check_ins: str
    chooses_level: bool
    team: Sequence[Ask]
    waiting: Sequence[Proposal]


class AdjustForm(forms.Form):
    """Each part may be left as it is."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = PlainText(
        max_length=240, required=False, label=_l("Why, for the team and the person"),
        help_text=_l("It stands beside each step, and the person reads it."), widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, offered_here: Offered, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offered = offered_here
        for add in (self._session, self._practice, self._scale, self._check_ins, self._level, self._team):
            add()

    def _session(self) -> None:
        if not self.offered.workers:
            return
        pairs = zip(self.offered.booked, self.offered.booked_words, strict=True)
        moves = [(str(one.pk), _("Move: %(when)s") % {"when": words}) for one, words in pairs]
        chosen = [*KEEP, *moves, (NEW, _("One more session"))]
        self.fields["session"] = forms.ChoiceField(
            choices=chosen, required=False, label=_l("Session"), error_messages=ONE_OF
        )
        assert self.offered.act.actor is not None
        self.fields["starts_at"] = MomentField(self.offered.act.actor, required=False, label=_l("When"))
        self.fields["minutes"] = forms.ChoiceField(choices=LENGTHS, label=_l("How long"), initial=USUAL)
        names = [(str(one.pk), one.preferred_name) for one in self.offered.workers]
        self.fields["worker"] = forms.ChoiceField(
            choices=names, label=_l("With, if it is one more"), error_messages=ONE_OF
        )
        self.fields["modality"] = forms.ChoiceField(choices=Appointment.Modality.choices, label=_l("How"))

    def _practice(self) -> None:
        shelf = [(one.id, one.title) for one in offered(self.offered.not_now)]
        self.fields["method"] = forms.ChoiceField(
            choices=[("", _l("None more")), *shelf],
            required=False,
            label=_l("Practice"),
            error_messages=ONE_OF,
        )
        self.fields["cadence"] = forms.ChoiceField(choices=Practice.Cadence.choices, label=_l("How often"))

    def _scale(self) -> None:
        if self.offered.asks_for_scales:
            self.fields["instrument"] = ScaleField(required=False, label=_l("Scale or questions"))
            self.fields["instrument"].choices = [*KEEP, *self.fields["instrument"].choices]  # type: ignore[attr-defined]
            self.fields["every_days"] = forms.IntegerField(
                label=_l("Days between two times"), required=False, min_value=1, max_value=MOST_DAYS,
                error_messages={"invalid": _l("We need a whole number of days.")},
            )  # fmt: skip

    def _check_ins(self) -> None:
        if self.offered.check_ins:
            today = here(self.offered.act, self.offered.act.at).date()
            self.fields["weekdays"] = forms.TypedMultipleChoiceField(
                label=_l("Days to check in, for a while"), required=False, coerce=int, error_messages=ONE_OF,
                choices=[(day, WEEKDAYS[day]) for day in sorted(EVERY_DAY)], widget=forms.CheckboxSelectMultiple,
                help_text=_l("None: as it is. Notes about it stay within what they chose: how many a day, and when."),
            )  # fmt: skip
            self.fields["days_until"] = DayField(today, required=False, label=_l("Until"))

    def _level(self) -> None:
        if self.offered.chooses_level:
            levels = [(key, level_words(key)) for key in LEVELS]
            self.fields["level"] = forms.ChoiceField(
                choices=[*KEEP, *levels], required=False, label=_l("Level of care"), error_messages=ONE_OF,
                help_text=_l("Your choice with the person. Nothing here works it out."),
            )  # fmt: skip
            self.fields["dimensions"] = forms.MultipleChoiceField(
                choices=[(key, _(words)) for key, words in DIMENSIONS.items()], required=False,
                widget=forms.CheckboxSelectMultiple, label=_l("What you considered"), error_messages=ONE_OF,
            )  # fmt: skip
            self.fields["level_words"] = PlainText(
                max_length=400, required=False, label=_l("A note on the level"), widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def _team(self) -> None:
        boxes = forms.CheckboxSelectMultiple
        if self.offered.team:
            asks = [(one.key, f"{one.worker.preferred_name}: {one.title}") for one in self.offered.team]
            self.fields["told"] = forms.MultipleChoiceField(
                choices=asks, required=False, widget=boxes, label=_l("Ask the team"), error_messages=ONE_OF
            )
            today = here(self.offered.act, self.offered.act.at).date()
            self.fields["told_by"] = DayField(today, required=False, label=_l("By"))
        if self.offered.waiting:
            waits = [(str(one.pk), one.title) for one in self.offered.waiting]
            self.fields["taken"] = forms.MultipleChoiceField(
                choices=waits, required=False, widget=boxes, label=_l("What you were asked for: take it on"),
                error_messages=ONE_OF,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("session") and not given.get("starts_at") and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Please say when the session is."))
        if given.get("starts_at") and not given.get("session") and "session" not in self.errors:
            self.add_error("session", _("Please say which session is at that time."))
        if given.get("told") and not given.get("told_by") and "told_by" not in self.errors:
            self.add_error("told_by", _("Please say by when."))
        if given.get("level_words") and not given.get("level") and "level" not in self.errors:
            self.add_error("level", _("Please choose the level that your note is about."))
        self._check_days(given)
        self._check_while(given)
        return given

    def _check_days(self, given: dict[str, Any]) -> None:
        chosen = given.get("instrument")
        if not chosen or "every_days" in self.errors:
            return
        least = least_days(instrument(chosen))
        if (given.get("every_days") or 0) < least:
            words = _("This scale needs at least %(days)s days between two times.") % {"days": least}
            self.add_error("every_days", ValidationError(words, code="often"))

    def _check_while(self, given: dict[str, Any]) -> None:
        days, until = given.get("weekdays"), given.get("days_until")
        if days and not until and "days_until" not in self.errors:
            self.add_error("days_until", _("Please say until which day. Then it is as before."))
        if until and not days and "weekdays" not in self.errors:
            self.add_error("weekdays", _("Please say on which days."))
        latest = here(self.offered.act, self.offered.act.at).date() + WHILE_AT_MOST
        if until and until > latest:
            words = _("A while is at most %(days)s days. It can be chosen again then.")
            self.add_error("days_until", words % {"days": WHILE_AT_MOST.days})

    def change(self) -> Change:
        """What was chosen, from a valid form."""
        given = self.cleaned_data
        method, chosen, level = given.get("method"), given.get("instrument"), given.get("level")
        return Change(
            words=given["words"],
            sooner=self._sooner(given) if given.get("session") else None,
            practised=Practised(method, Practice.Cadence(given["cadence"])) if method else None,
            asked=Asked(chosen, given["every_days"]) if chosen else None,
            cadence=Cadence(tuple(given["weekdays"]), given["days_until"]) if given.get("weekdays") else None,
            level=Level(level, tuple(given["dimensions"]), given["level_words"]) if level else None,
            told=[
                Told(one.worker, one.strand, one.title, given["told_by"])
                for one in self.offered.team
                if one.key in given.get("told", ())
            ],
            taken=[one for one in self.offered.waiting if str(one.pk) in given.get("taken", ())],
        )

    def _sooner(self, given: dict[str, Any]) -> Sooner:
        here_, begins = self.offered, given["starts_at"]
        over = begins + timedelta(minutes=int(given["minutes"]))
        moved = next((one for one in here_.booked if str(one.pk) == given["session"]), None)
        worker = next(one for one in here_.workers if str(one.pk) == given["worker"])
        return Sooner(
            begins, over, worker, strand_of(worker, here_.person, here_.act), Appointment.Modality(given["modality"]),
            pause_of(worker, here(here_.act, begins).date()), moved,
        )  # fmt: skip

    def part(self, *names: str) -> list[forms.BoundField]:
        """The fields of one part, as far as it is there."""
        return [self[name] for name in names if name in self.fields]

    @property
    def sessions(self) -> list[forms.BoundField]:
        return self.part("session", "starts_at", "minutes", "worker", "modality")

    @property
    def practices(self) -> list[forms.BoundField]:
        return self.part("method", "cadence")

    @property
    def scales(self) -> list[forms.BoundField]:
        return self.part("instrument", "every_days")

    @property
    def check_ins(self) -> list[forms.BoundField]:
        return self.part("weekdays", "days_until")

    @property
    def levels(self) -> list[forms.BoundField]:
        return self.part("level", "dimensions", "level_words")

    @property
    def asks(self) -> list[forms.BoundField]:
        return self.part("taken", "told", "told_by")
