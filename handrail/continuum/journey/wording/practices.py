"""What somebody practises and how it went, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from handrail.clinical.practices.definition import Question
from handrail.clinical.practices.shelf import UnknownMethod, method
from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry
from handrail.foundation.practices.models import Practice, PracticeLog


def practice_begun(entry: Entry, rows: Rows) -> Told:
    row = rows.get(Practice, entry.subject)
    return Told(_("Practices “%(what)s”") % {"what": method_name(entry)}, text=row.why if row else "")


def practice_ended(entry: Entry, rows: Rows) -> Told:
    return Told(_("No longer practices “%(what)s”") % {"what": method_name(entry)})


def practice_told(entry: Entry, rows: Rows) -> Told:
    row = rows.get(PracticeLog, entry.subject)
    told = str(row.get_told_display()) if row else ""
    return Told(
        _("Practice: %(what)s") % {"what": method_name(entry)}, voice=row.notices if row else "", text=told
    )


def skill_chosen(entry: Entry, rows: Rows) -> Told:
    told = {
        "what": method_name(entry),
        "day": date_format(date.fromisoformat(entry.facts["week"]), "MONTH_DAY_FORMAT"),
    }
    return Told(_("Skill of the week of %(day)s: “%(what)s”") % told)


def skill_dropped(entry: Entry, rows: Rows) -> Told:
    return Told(_("No longer the skill of the week: “%(what)s”") % {"what": method_name(entry)})


def sheet_written(entry: Entry, rows: Rows) -> Told:
    words = _("Wrote further on “%(what)s”") if entry.facts.get("version", 1) > 1 else _("Wrote “%(what)s”")
    return Told(words % {"what": method_name(entry)})


def sheet_signed(entry: Entry, rows: Rows) -> Told:
    return Told(_("Signed “%(what)s”") % {"what": method_name(entry)})


def method_name(entry: Entry) -> str:
    """What the method of an entry is called."""
    return title_of(str(entry.facts["method"]))


def title_of(id: str) -> str:
    """What a method is called; its id when the shelf no longer has it."""
    try:
        return _(method(id).title)
    except UnknownMethod:
        return id


def in_words(id: str, told: dict[str, Any]) -> list[dict[str, Any]]:
    """Each question that was answered, with the answer in words and as it was kept."""
    try:
        asked = {question.id: question for question in method(id).questions}
    except UnknownMethod:
        asked = {}
    return [
        {"item": key, "question": _(asked[key].ask) if key in asked else key,
         "answer": said(asked.get(key), value), "value": value}
        for key, value in told.items()
    ]  # fmt: skip


def said(question: Question | None, value: Any) -> str:
    """An answer as it is read: the words of a choice, a place on a scale, lines one after the other."""
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    if question is not None and question.type == "scale":
        return _("%(value)s of %(top)s") % {"value": value, "top": question.top}
    if question is not None and question.type == "money":
        return amount_words(int(value))
    words = dict(question.options).get(str(value)) if question is not None else None
    return _(words) if words else str(value)


def amount_words(cents: int) -> str:
    """An amount as it is read here: without a currency, and with cents only where there are some."""
    whole = cents % 100 == 0
    return number_format(
        Decimal(cents) / 100, decimal_pos=0 if whole else 2, use_l10n=True, force_grouping=True
    )
