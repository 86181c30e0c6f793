"""What the privacy officer writes about a breach: what is known, the weighing, the notice, who was told, the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.ledger.act import Act
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.breach_days import LARGE
from handrail.foundation.rights.models import Breach, BreachPerson, BreachReport, BreachWeighing
from handrail.foundation.teams.models import Programme
from handrail.interfaces.fields import PlainText
from handrail.interfaces.staff.contact_forms import OLD
from handrail.interfaces.staff.forms import DayField
from handrail.interfaces.staff.office_forms import CHOOSE, WRONG, WhomForm

ALL, CHOSEN = "all", "chosen"
#: More than that is a slip of the hand: more people than live in the country.
MOST = 400_000_000


class PastDay(forms.DateField):
    """A day up to today, as the browser's own date field sends it."""

    default_error_messages = {
        "required": _l("Please choose a day."),
        "invalid": _l("We need a day like 2026-11-30."),
    }

    def __init__(self, today: date, **more: Any) -> None:
        self.today = today
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "max": today.isoformat()})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **more)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value > self.today:
            raise ValidationError(_("This day is still to come. Nothing was kept."), code="ahead")
        if value is not None and value.year < 2000:
            raise ValidationError(_("This day is long ago. Please check the year."), code="far")


def _words(most: int, label: Any, hint: Any = "", rows: int = 3, needed: bool = True) -> PlainText:
    return PlainText(
        max_length=most, label=label, help_text=hint, required=needed, widget=forms.Textarea(attrs={"rows": rows})
    )  # fmt: skip


class OpenBreachForm(WhomForm):
    """What is known, and one person whose record it touched, if that is known."""

    how = forms.ChoiceField(
        label=_l("What kind"),
        choices=Breach.How.choices,
        error_messages=WRONG,
    )
    words = _words(4000, _l("What you know so far"), _l("Only privacy officers read this."))
    key = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid4, error_messages={"invalid": OLD, "required": OLD}
    )
    field_order = ("key", "how", "found_on", "happened_on", "words", "name", "born_on", "number")

    def __init__(self, *args: Any, act: Act, today: date, **more: Any) -> None:
        super().__init__(*args, act=act, **more)
        self.fields["found_on"] = PastDay(
            today, label=_l("First day on which somebody here knew of it, or could have with care"),
            help_text=_l("The 60 days of the law run from this day."),
        )  # fmt: skip
        self.fields["happened_on"] = PastDay(
            today, required=False, label=_l("Day on which it happened, if known")
        )
        self.fields["name"].label = _l("Whose record it touched, if you know one already: name")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("name") or given.get("number"):
            given = super().clean()
        found, happened = given.get("found_on"), given.get("happened_on")
        if found and happened and happened > found:
            self.add_error("happened_on", _("It cannot have happened after it was found."))
        return given

    def keep(self, act: Act) -> Breach:
        """Call it only on a form that is valid."""
        given = self.cleaned_data
        found = rights.Found(
            Breach.How(given["how"]), given["words"], given["found_on"], given["happened_on"]
        )
        return rights.open_breach(found, [self.person] if self.person else [], key=given["key"], act=act)


class PartForm(forms.Form):
    """One part of the page of a breach. `keep` is called only on a form that is valid."""

    def __init__(self, *args: Any, act: Act, breach: Breach, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.act, self.breach, self.today = act, breach, today

    def keep(self) -> None:
        """Do it. What the action refuses becomes an error of the form."""
        raise NotImplementedError


class WeighForm(PartForm):
    """Whether people have to be told, by the four factors of 45 CFR 164.402(2)."""

    nature = _words(
        2000, _l("Which information was it, and could it be told whose it is?"), rows=2, needed=False
    )
    receiver = _words(2000, _l("Who got it or used it?"), rows=2, needed=False)
    seen = _words(2000, _l("Was it really seen or taken?"), rows=2, needed=False)
    mended = _words(2000, _l("What has been done so that it does no harm?"), rows=2, needed=False)
    finding = forms.ChoiceField(
        label=_l("What you find"), choices=BreachWeighing.Finding.choices, widget=forms.RadioSelect,
        error_messages=WRONG,
    )  # fmt: skip
    reason = _words(2000, _l("Why"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("finding") == BreachWeighing.Finding.LOW:
            for name in ("nature", "receiver", "seen", "mended"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("A low probability has to be shown by all four answers."))
        return given

    def keep(self) -> None:
        given = dict(self.cleaned_data)
        weighed = rights.Weighed(finding=BreachWeighing.Finding(given.pop("finding")), **given)
        try:
            rights.weigh_breach(self.breach, weighed, act=self.act)
        except rights.AlreadyTold:
            self.add_error("finding", _("The notice is written and people read it: it stays a breach."))


class PeopleForm(WhomForm):
    """One person by name or number, or everybody who was ever enrolled in one program."""

    def __init__(self, *args: Any, act: Act, breach: Breach, **more: Any) -> None:
        super().__init__(*args, act=act, **more)
        self.breach = breach
        here = {str(one.pk): one for one in Programme.objects.order_by("name", "pk")}
        self.fields["programme"] = forms.TypedChoiceField(
            required=False, label=_l("Or everybody who was ever in this program"), empty_value=None,
            choices=[("", _("Choose")), *((key, one.name) for key, one in here.items())],
            coerce=lambda key: here[key], error_messages={"invalid_choice": CHOOSE},
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        return given if given.get("programme") else super().clean()

    def keep(self) -> None:
        programme: Programme | None = self.cleaned_data["programme"]
        if programme is not None:
            rights.name_programme(self.breach, programme, act=self.act)
        elif self.person is not None:
            rights.name_people(self.breach, [self.person], act=self.act)


class NoticeForm(PartForm):
    """The five parts of 45 CFR 164.404(c), in one language."""

    language = forms.ChoiceField(
        label=_l("Language"),
        choices=settings.LANGUAGES,
        error_messages=WRONG,
    )
    happened = _words(3000, _l("What happened, when, and when we found it"))
    information = _words(2000, _l("Which kinds of information"), _l("Name the kinds, not what they say."), 2)
    protect = _words(2000, _l("What people can do to keep themselves safe"), rows=2)
    doing = _words(2000, _l("What we do about it, and so that it does not happen again"), rows=2)
    ask = _words(1000, _l("Whom to ask"), _l("A number that costs nothing, an e-mail address, a page, or a postal address."), 2)  # fmt: skip

    def keep(self) -> None:
        given = dict(self.cleaned_data)
        language = given.pop("language")
        try:
            rights.write_notice(self.breach, rights.Words(**given), language=language, act=self.act)
        except rights.NotYet:
            self.add_error(None, _("Weigh it first. What you wrote here is kept on this page."))


class TellingForm(PartForm):
    """Which people were told in writing, on which day, by which way."""

    whom = forms.ChoiceField(
        label=_l("Who was told"), widget=forms.RadioSelect, initial=CHOSEN,
        choices=[(CHOSEN, _l("Those ticked above")), (ALL, _l("Everybody who was not told yet"))],
        error_messages=WRONG,
    )  # fmt: skip
    way = forms.ChoiceField(
        label=_l("How"),
        choices=BreachPerson.Way.choices,
        error_messages=WRONG,
    )

    def __init__(self, *args: Any, untold: Sequence[BreachPerson], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"] = PastDay(self.today, label=_l("On which day"), initial=self.today)
        self.fields["rows"] = forms.TypedMultipleChoiceField(
            required=False, coerce=int, choices=[(str(one.pk), str(one.person)) for one in untold],
            label=_l("Not told yet"), widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": CHOOSE},
        )  # fmt: skip
        self.order_fields(("rows", "whom", "way", "on"))
        self.untold = untold

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("whom") == CHOSEN and not given.get("rows") and "rows" not in self.errors:
            self.add_error("rows", _("Tick whoever was told, or choose everybody."))
        if (on := given.get("on")) and on < self.breach.found_on:
            self.add_error("on", _("Nobody was told before it was found."))
        return given

    def keep(self) -> None:
        given = self.cleaned_data
        rows = [one.pk for one in self.untold] if given["whom"] == ALL else given["rows"]
        way = BreachPerson.Way(given["way"])
        try:
            rights.note_told(self.breach, rows, way=way, on=given["on"], act=self.act)
        except rights.NotYet:
            self.add_error(None, _("Write the notice first: it is what people are told."))


class MoreForm(PartForm):
    """People without a record here, and an authority that has telling put off."""

    others = forms.IntegerField(
        min_value=0, max_value=MOST, label=_l("How many more people, who have no record here"),
        error_messages={"required": _l("We need a whole number; 0 when there are none."), "invalid": _l("We need a whole number; 0 when there are none.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["others_told_on"] = PastDay(
            self.today, required=False, label=_l("Day on which they were told")
        )
        self.fields["hold_until"] = DayField(
            self.today, required=False, label=_l("An authority asks to put off telling until"),
            help_text=_l("Only where it says that telling would harm what it investigates (45 CFR 164.412)."),
        )  # fmt: skip
        self.fields["hold_words"] = PlainText(
            max_length=1000, required=False, label=_l("Which authority, who, and what they said")
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("others_told_on") and not given.get("others"):
            self.add_error("others", _("Say how many they are."))
        if bool(given.get("hold_until")) != bool(given.get("hold_words")) and not self.errors:
            missing = "hold_words" if given.get("hold_until") else "hold_until"
            self.add_error(missing, _("We need both: until when, and who asked."))
        return given

    def keep(self) -> None:
        rights.change_breach(self.breach, **self.cleaned_data, act=self.act)


class ReportForm(PartForm):
    """That the office or the press was told."""

    whom = forms.ChoiceField(
        label=_l("Whom"),
        choices=BreachReport.Whom.choices,
        error_messages=WRONG,
    )
    receipt = PlainText(max_length=300, required=False, label=_l("Their number or receipt, if there is one"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"] = PastDay(self.today, label=_l("On which day"), initial=self.today)
        self.fields["whom"].help_text = _("The press only where %(large)s people or more are touched.") % {
            "large": LARGE
        }
        self.order_fields(("whom", "on", "receipt"))

    def keep(self) -> None:
        given = self.cleaned_data
        whom = BreachReport.Whom(given["whom"])
        try:
            rights.note_report(self.breach, whom, on=given["on"], receipt=given["receipt"], act=self.act)
        except rights.NotYet:
            self.add_error(None, _("Name whose records it touched first, or how many others."))
