"""What the pages of worksheets need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils.dateformat import format as formatted
from django.utils.formats import date_format

from handrail.clinical.practices.definition import Method, Question
from handrail.clinical.practices.own_signs import SEEN
from handrail.clinical.practices.ranking import ranked
from handrail.clinical.practices.safety import safety_of
from handrail.clinical.practices.shelf import method
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import CarePreferences, Person, wishes_of
from handrail.foundation.practices.models import Sheet, SheetVersion, cell_of, diary_columns
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.client.queries.help import help_list
from handrail.interfaces.client.queries.practices import one_tap
from handrail.interfaces.client.queries.sharing import who_reads
from handrail.interfaces.client.queries.skills import skill_card
from handrail.interfaces.sheet_form import SheetForm, as_read, grid_of
from handrail.interfaces.wishes_form import topics_not_now

SHOWN, SIDE_BY_SIDE = 40, 7


@dataclass(frozen=True, slots=True)
class Kept:
    """One sheet and what stands in it now."""

    sheet: Sheet
    version: SheetVersion
    day: str


def questions_for(person: Person, asked: Method) -> tuple[Question, ...]:
    """What this person is asked: by their goal, without what they do not want raised, and by the columns they chose."""
    wanted = CarePreferences.objects.filter(person=person).first()
    goal = wanted.goal if wanted else CarePreferences.Goal.UNDECIDED
    found = asked.questions_for(goal=goal, not_now=topics_not_now(wishes_of(person)))
    columns, _mine = diary_columns(person) if asked.kind == "diary" else (None, frozenset())
    return tuple(one for one in found if columns is None or one.id in columns)


def columns_of(person: Person) -> dict[str, list[str]]:
    """What the form of columns begins with: all of them, all shared, until the person chose."""
    columns, mine = diary_columns(person)
    every = [one.id for one in method("diary_card").questions]
    return {"columns": every if columns is None else sorted(columns), "only_mine": sorted(mine)}


def kept_sheets(person: Person, asked: Method, *, at_most: int = SHOWN) -> list[Kept]:
    """The sheets of one method, the newest first, each as it stands now. Two queries."""
    sheets = list(Sheet.objects.of(person).filter(method=asked.id).newest_first()[:at_most])
    versions = SheetVersion.objects.filter(sheet__in=sheets).select_related("written_by").order_by("version")
    newest = {one.sheet_id: one for one in versions}
    return [Kept(one, newest[one.pk], date_format(one.day, "MONTH_DAY_FORMAT")) for one in sheets]


def worksheet_page(act: Act, asked: Method) -> dict[str, Any]:
    """One worksheet: what it is, what was written before, and what it shows side by side."""
    person = act.actor
    assert person is not None
    kept = kept_sheets(person, asked)
    return {
        "method": asked,
        "kept": kept,
        "who": who_reads(person, act, cell_of(asked.id), words=True),
        # What the week is about stands beside the days of that week.
        "skill": skill_card(act) if asked.kind == "diary" else None,
        **one_tap(),
        **compared(asked, kept),
    }


def compared(asked: Method, kept: list[Kept], leaving_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Numbers side by side over the latest sheets, and what helped most, where the method asks for it."""
    side = [(formatted(one.sheet.day, "D j"), one.version.told) for one in reversed(kept[:SIDE_BY_SIDE])]
    told = [one.version.told for one in reversed(kept)]
    return {
        "grid": grid_of(asked, side, leaving_out) if asked.kind != "plan" else None,
        "helped": ranked((one["did"], one["helped"]) for one in told if {"did", "helped"} <= set(one))
        if asked.id == "coping"
        else [],
    }


def sheet_page(act: Act, sheet: Sheet) -> dict[str, Any]:
    """One sheet to read and print, with the versions before."""
    assert act.actor is not None
    asked, versions = (
        method(sheet.method),
        list(sheet.versions.select_related("written_by").order_by("-version")),
    )
    signed = list(versions[0].signatures.select_related("signed_by").order_by("signed_at", "pk"))
    return {
        "sheet": sheet,
        "method": asked,
        "version": versions[0],
        "read": as_read(asked, versions[0].told, asked.team_only),
        "day": date_format(sheet.day, "MONTH_DAY_FORMAT"),
        "signed": signed,
        "may_sign": asked.kind == "plan" and all(one.signed_by != act.actor for one in signed),
        "earlier": [(one, as_read(asked, one.told, asked.team_only)) for one in versions[1:]],
        "who": who_reads(act.actor, act, cell_of(asked.id), words=True),
    }


def sheet_form_page(act: Act, asked: Method, form: SheetForm) -> dict[str, Any]:
    """The form, with a fresh key and who reads it."""
    assert act.actor is not None
    return {
        "method": asked, "form": form, "key": str(uuid4()), "who": who_reads(act.actor, act, cell_of(asked.id), words=True),
        "safety": any(one.safety for one in form.questions),
    }  # fmt: skip


def needs_help(asked: Method, told: Mapping[str, Any]) -> bool:
    """Whether help stands on the very next page: a safety item, or a wish for somebody."""
    return any(one.rule_id != SEEN.rule_id for one in safety_of(asked, told))


def end_of_sheet(act: Act, written: SheetVersion) -> dict[str, Any]:
    """Thanks, and help on the same page when an answer asks for it."""
    assert act.actor is not None
    asked = method(written.sheet.method)
    urgent = needs_help(asked, written.told)
    return {
        "urgent": urgent, "method": asked, "sheet": written.sheet,
        "help": help_list(act.actor, help_lines()) if urgent else None,
    }  # fmt: skip
