"""Breaches as the privacy officer reads them: the book, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l

from handrail.continuum.looks import policy as of_looks
from handrail.continuum.looks.models import UnexplainedLook
from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.consent.models import EmergencyAccess
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.rights.breach_days import Facts, Owed, affected, large, owed
from handrail.foundation.rights.breach_queries import breaches, facts_of, notices_by_language, people_of
from handrail.foundation.rights.models import Breach, BreachPerson, BreachWeighing
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff import breach_forms
from handrail.interfaces.staff.words.times import on_day

#: How many names of each kind stand on a page.
SHOWN = 100
OWED = {
    Owed.WEIGH: _l("Weigh whether people have to be told"),
    Owed.NAME: _l("Name whose records it touched"),
    Owed.WRITE: _l("Write the notice"),
    Owed.TELL: _l("Tell each person in writing"),
    Owed.PRESS: _l("Tell the press where they live"),
    Owed.OFFICE: _l("Report it to the office of the government"),
}
#: The parts of the page, by the name of the button that sends each.
PARTS: Mapping[str, type[breach_forms.PartForm | breach_forms.PeopleForm]] = {
    "weighing": breach_forms.WeighForm, "people": breach_forms.PeopleForm, "notice": breach_forms.NoticeForm,
    "telling": breach_forms.TellingForm, "more": breach_forms.MoreForm, "report": breach_forms.ReportForm,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """Something owed: what, by which day in words, and whether that day is over."""

    what: str
    by: str
    late: bool


@dataclass(frozen=True, slots=True)
class InBook:
    """One breach in the book."""

    breach: Breach
    found: str
    people: int
    large: bool
    finding: str
    owed: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """Something treated as a possible breach that stands in no breach yet."""

    person: Person
    day: date
    words: str
    href: str


def book(act: Act, asked: Mapping[str, str], form: Form | None = None) -> dict[str, Any]:
    """What is open, by year what is not, what may belong in it, and the form that opens one."""
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    rows = [_in_book(one, facts, today) for one, facts in breaches(act)]
    years: dict[int, list[InBook]] = {}
    for one in rows:
        if not one.owed:
            years.setdefault(one.breach.found_on.year, []).append(one)
    return {
        "waiting": [one for one in rows if one.owed], "years": years, "hints": _hints(act, today),
        "form": form or _begun(act, today, asked),
    }  # fmt: skip


def _in_book(one: Breach, facts: Facts, today: date) -> InBook:
    finding = str(BreachWeighing.Finding(facts.finding).label) if facts.finding else ""
    return InBook(
        one, on_day(one.found_on, today), affected(facts), large(facts), finding, lines(facts, today)
    )


def lines(facts: Facts, today: date) -> tuple[Line, ...]:
    """What is owed, in words."""
    return tuple(Line(str(OWED[what]), on_day(day, today), day < today) for what, day in owed(facts))


def _hints(act: Act, today: date) -> list[Hint]:
    """Looks and emergencies that were closed as a possible breach, of people who stand in no breach since."""
    mine = people_for(act, "consents", "write")
    looks = of_looks.visible_to(act).filter(outcome=UnexplainedLook.Outcome.BREACH, person__in=mine)
    opened = EmergencyAccess.objects.filter(outcome=EmergencyAccess.Outcome.BREACH, person__in=mine)
    found = [
        _hint(one.person, moment, words, act, today)
        for rows, when, words in (
            (looks, "closed_at", _l("a look that was closed as a possible breach")),
            (opened, "reviewed_at", _l("an emergency access that was reviewed as a possible breach")),
        )
        for one in _unbooked(rows, when)
        if (moment := getattr(one, when))
    ]
    return sorted(found, key=lambda one: one.day)


def _unbooked(rows: Any, when: str) -> Any:
    booked = BreachPerson.objects.filter(person=OuterRef("person"), named_at__gte=OuterRef(when))
    return rows.filter(~Exists(booked)).select_related("person").order_by(when, "pk")[:SHOWN]


def _hint(person: Person, moment: datetime, words: Any, act: Act, today: date) -> Hint:
    assert act.actor is not None
    day = local(act.actor, moment).date()
    asked = urlencode({"person": person.pk, "found": day.isoformat()})
    return Hint(person, day, str(words), f"{reverse('staff:breaches')}?{asked}#opening")


def _begun(act: Act, today: date, asked: Mapping[str, str]) -> Form:
    """The empty form, filled with whom and which day a link of this page named."""
    initial: dict[str, Any] = {}
    with suppress(ValueError):
        initial["found_on"] = min(today, date.fromisoformat(asked.get("found", "")))
    mine = people_for(act, "consents", "write")
    person = mine.filter(pk=int(key)).first() if (key := asked.get("person", ""))[:9].isdecimal() else None
    if person is not None and person.external_id:
        initial["number"] = person.external_id
    elif person is not None:
        initial |= {"name": person.legal_name or person.preferred_name, "born_on": person.born_on}
    return breach_forms.OpenBreachForm(act=act, today=today, initial=initial, auto_id="breach-%s")


def named_to(act: Act, breach: Breach) -> QuerySet[BreachPerson]:
    """Whoever is named and open to the reader, whoever waits to be told first."""
    return people_of(breach).filter(person__in=people_for(act, "consents", "write"))


def breach_page(act: Act, breach: Breach, sent: tuple[str, Form] | None = None) -> dict[str, Any]:
    """One breach: what is owed, each part with its form, and who is named."""
    assert act.actor is not None
    today, facts = local(act.actor, act.at).date(), facts_of(breach)
    named, open_to = people_of(breach), named_to(act, breach)
    untold = list(open_to.filter(told_on=None)[:SHOWN])
    forms = {name: part_form(name, act, breach, today, untold) for name in PARTS}
    return {
        "breach": breach, "facts": facts, "people": affected(facts), "large": large(facts), "owed": lines(facts, today),
        "found": on_day(breach.found_on, today), "weighings": breach.weighings.select_related("weighed_by").order_by("-weighed_at"),
        "notices": notices_by_language(breach).values(), "untold": untold, "told": open_to.exclude(told_on=None)[:SHOWN],
        "closed_to_me": named.count() - open_to.count(), "more_told": facts.told > SHOWN,
        "reports": breach.reports.select_related("noted_by").order_by("on", "pk"),
        "forms": forms | dict([sent] if sent else []), "sent": sent[0] if sent else "",
    }  # fmt: skip


def part_form(
    name: str, act: Act, breach: Breach, today: date, untold: list[BreachPerson], data: Any = None
) -> breach_forms.PartForm | breach_forms.PeopleForm:
    """The form of one part, filled with what stands there where that helps."""
    more: dict[str, Any] = {} if name == "people" else {"today": today}
    if name == "telling":
        more["untold"] = untold
    if name == "more":
        fields = ("others", "others_told_on", "hold_until", "hold_words")
        more["initial"] = {field: getattr(breach, field) for field in fields}
    return PARTS[name](data, act=act, breach=breach, auto_id=f"{name}-%s", **more)
