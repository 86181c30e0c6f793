"""How long records are kept, as the privacy officer reads it, and of whom everything is past its time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

from handrail.continuum.erasing.fates import APART, SEVEN, TEN
from handrail.continuum.erasing.past import past_its_time
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.rights.models import KeptYears
from handrail.foundation.rights.queries import years_kept, years_set
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.erasure_forms import ReasonForm, YearsForm

WHAT = {
    APART: _l("Counseling notes kept apart"),
    SEVEN: _l("Notes of peers, and check-ins"),
    TEN: _l("Everything else that has to be kept"),
}
#: So many on one page: each is a matter for two people.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """`asked` by the access matrix, `years` here; `who` set it `on` that day, where somebody did."""

    what: Promise
    asked: int
    years: int
    who: Person | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """Since `since` nothing asks us to keep anything; `form` opens the case."""

    person: Person
    since: date
    form: ReasonForm


@dataclass(frozen=True, slots=True)
class Keeping:
    """`count` is of everybody whose time is past; `rows` are the first of them."""

    lines: list[Line]
    form: YearsForm
    rows: list[Row]
    count: int


def keeping_page(
    act: Act, years: YearsForm | None = None, sent: tuple[int, ReasonForm] | None = None
) -> Keeping:
    """The whole page; `years` and `sent` are forms to be shown again as they were filled in."""
    found, again = past_its_time(act), dict([sent]) if sent else {}
    # Whoever's form is shown again stands on the page, wherever they are in the list.
    shown = [one for n, one in enumerate(found) if n < SHOWN or one.person.pk in again]
    rows = [
        Row(
            one.person, one.since,
            again.get(one.person.pk) or ReasonForm(auto_id=f"past-{one.person.pk}-%s"),
        )
        for one in shown
    ]  # fmt: skip
    own = years_set()
    form = years or YearsForm(initial=YearsForm.of(own), auto_id="years-%s")
    return Keeping(_lines(act, own), form, rows, len(found))


def _lines(act: Act, own: Mapping[int, KeptYears]) -> list[Line]:
    assert act.actor is not None
    kept = years_kept()
    return [
        Line(
            what, asked, kept[asked], own[asked].set_by if asked in own else None,
            local(act.actor, own[asked].set_at).date() if asked in own else None,
        )
        for asked, what in WHAT.items()
    ]  # fmt: skip
