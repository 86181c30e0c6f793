"""A worksheet somebody wrote: each version stays, the newest is read first."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import F, Q

from handrail.clinical.practices.shelf import methods
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey

#: A person's own plans are found in a crisis and written with a peer too; work and money are written with a case
#: manager, as the shared plan is; all other worksheets are answers to questions.
PLAN_CELL, WORK_CELL, SHEET_CELL = "safety_plan", "care_plan", "measures"


def plans() -> list[str]:
    """The methods of which a person has one sheet, that grows."""
    return [one.id for one in methods() if one.kind == "plan"]


def about_work() -> list[str]:
    """The methods about work and money."""
    return [one.id for one in methods() if one.family == "work"]


def cell_of(method: str) -> str:
    """The resource of the access matrix that opens a sheet of that method."""
    if method in plans():
        return PLAN_CELL
    return WORK_CELL if method in about_work() else SHEET_CELL


def seen_by(act: Act, to_sheet: str = "") -> Q:
    """Which sheets an actor may read; `to_sheet` leads there from another row."""
    of_plan, of_work = (Q(**{f"{to_sheet}method__in": ids}) for ids in (plans(), about_work()))
    plan, work, sheet = (
        Q(**{f"{to_sheet}person__in": keys_for(act, name)}) for name in (PLAN_CELL, WORK_CELL, SHEET_CELL)
    )
    return (of_plan & plan) | (of_work & work) | (~of_plan & ~of_work & sheet)


class SheetQuerySet(models.QuerySet["Sheet"]):
    def visible_to(self, act: Act) -> SheetQuerySet:
        return self.filter(seen_by(act))

    def of(self, person: Person) -> SheetQuerySet:
        return self.filter(person=person)

    def newest_first(self) -> SheetQuerySet:
        return self.order_by("-day", "-pk")


class Sheet(models.Model):
    """One worksheet of one person (FHIR QuestionnaireResponse): a day card has one a day, a plan is one for good."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=32)
    day = models.DateField()
    begun_at = models.DateTimeField()

    objects = SheetQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("person", "method", F("day").desc(), name="sheets_of_one_person")]

    @property
    def newest(self) -> SheetVersion:
        """What stands in it now."""
        found: SheetVersion = self.versions.select_related("written_by").order_by("-version")[0]
        return found


class SheetVersion(models.Model):
    """What stood in a sheet once: JSON, question -> answer. A new version at each change, none ever overwritten."""

    id = RowKey(primary_key=True)
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="versions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    key = models.UUIDField()
    method_version = models.CharField(max_length=16)
    answers = SealedText(max_length=60_000, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "version"], name="each_version_of_a_sheet_is_one"),
            models.UniqueConstraint(fields=["person", "key"], name="a_sheet_is_delivered_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="versions_of_a_sheet_count_from_one"),
        ]

    @property
    def told(self) -> dict[str, Any]:
        """Question -> answer."""
        found: dict[str, Any] = json.loads(self.answers) if self.answers else {}
        return found


class SheetSignature(models.Model):
    """Somebody stands by one version of a plan: the person, and whoever wrote it with them."""

    version = models.ForeignKey(SheetVersion, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "signed_by"], name="a_version_is_signed_once_by_each")
        ]


class DiaryChoice(models.Model):
    """Which columns of the day card a person has, and which only they read. The newest holds."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    columns: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    only_mine: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    chosen_at = models.DateTimeField()


def diary_columns(person: Person) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The columns a person chose (None: all), and those that only they read."""
    chosen = DiaryChoice.objects.filter(person=person).order_by("-pk").first()
    return (None, frozenset()) if chosen is None else (frozenset(chosen.columns), frozenset(chosen.only_mine))


def own_signs_of(person: Person) -> list[str]:
    """The early signs that somebody wrote into their plans, each once."""
    found: dict[str, None] = {}
    for home in Sheet.objects.of(person).filter(method__in=plans()).order_by("pk"):
        found |= dict.fromkeys(str(line) for line in home.newest.told.get("signs", ()))
    return list(found)
