"""What pages need of breaches: what is known of each, and what is still owed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.rights.breach_days import Facts, Owed, owed
from handrail.foundation.rights.models import (
    Breach,
    BreachNotice,
    BreachPerson,
    BreachReport,
    BreachWeighing,
)
from handrail.foundation.rights.policy import may_keep_breaches


def facts_of(breach: Breach) -> Facts:
    """What is known of one. One query."""
    return _facts(_counted().get(pk=breach.pk))


def breaches(act: Act) -> list[tuple[Breach, Facts]]:
    """All of them, what was found last first; only the officer's. One query."""
    if not may_keep_breaches(act):
        return []
    rows = _counted().select_related("opened_by").order_by("-found_on", "-pk")
    return [(one, _facts(one)) for one in rows]


def owed_breaches(act: Act) -> list[date]:
    """The next last day of each breach of which something is owed, the earliest first. One short query where there is none."""
    if not may_keep_breaches(act) or not Breach.objects.exists():
        return []
    waiting: Iterable[tuple[tuple[Owed, date], ...]] = (owed(_facts(one)) for one in _counted())
    return sorted(min(day for _what, day in found) for found in waiting if found)


def people_of(breach: Breach) -> QuerySet[BreachPerson]:
    """Whoever is named, whoever waits to be told first."""
    rows = BreachPerson.objects.standing().filter(breach=breach).select_related("person", "told_by")
    return rows.order_by("-told_on", "person__preferred_name", "pk")


def notices_by_language(breach: Breach) -> dict[str, BreachNotice]:
    """The newest of each language."""
    rows = breach.notices.select_related("written_by").order_by("written_at", "pk")
    return {one.language: one for one in rows}


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person reads of one breach."""

    named: BreachPerson
    notice: BreachNotice


def letters_of(person: Person, language: str) -> list[Letter]:
    """Each breach that names this person, with its notice in their language, else in the one it has. The newest first."""
    rows = BreachPerson.objects.of(person).select_related("breach").order_by("-breach__found_on", "-pk")
    found = [(one, notices_by_language(one.breach)) for one in rows]
    return [Letter(one, known.get(language) or next(iter(known.values()))) for one, known in found]


def unread_letters(person: Person) -> int:
    """How many notices this person has not read here."""
    return BreachPerson.objects.of(person).filter(read_at=None).count()


def _counted() -> QuerySet[Breach]:
    def rows(model: type[BreachNotice | BreachReport], **only: str) -> Subquery:
        found = model.objects.filter(breach=OuterRef("pk"), **only)
        return Subquery(found.order_by().values("breach").annotate(n=Count("pk")).values("n"))

    weighed = BreachWeighing.objects.filter(breach=OuterRef("pk")).order_by("-weighed_at", "-pk")
    named = Q(people__isnull=False, people__left_at=None)
    return Breach.objects.annotate(
        finding=Subquery(weighed.values("finding")[:1]),
        named=Count("people", filter=named),
        told=Count("people", filter=named & Q(people__told_on__isnull=False)),
        written=rows(BreachNotice),
        office=rows(BreachReport, whom=BreachReport.Whom.OFFICE),
        press=rows(BreachReport, whom=BreachReport.Whom.PRESS),
    )


def _facts(one: Breach) -> Facts:
    known = vars(one)
    return Facts(
        found_on=one.found_on,
        finding=known["finding"] or "",
        named=known["named"], told=known["told"],
        others=one.others, others_told=one.others_told_on is not None, written=bool(known["written"]),
        press=bool(known["press"]), office=bool(known["office"]), hold_until=one.hold_until,
    )  # fmt: skip
