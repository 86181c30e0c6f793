"""One value of a row: in words for the person, and plainly for a program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from handrail.clinical.instruments.errors import UnknownInstrument
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.levels_of_care.levels import DIMENSIONS
from handrail.clinical.practices.definition import TOPICS
from handrail.continuum.copies.codes import IN_WORDS
from handrail.continuum.journey.strands import words_of
from handrail.continuum.journey.wording.measures import band_words, figure, scale_name
from handrail.continuum.journey.wording.pieces import answer_words, is_a_piece, question_words
from handrail.continuum.journey.wording.practices import in_words, title_of
from handrail.continuum.journey.wording.proposed import said_by_us
from handrail.continuum.responses.models import Proposal
from handrail.foundation.consent.models import Packet
from handrail.foundation.consent.naming import named
from handrail.foundation.measures.models import ANSWERS, Response
from handrail.foundation.people.models import AccessNeeds, Person
from handrail.foundation.people.spoken import spoken
from handrail.foundation.plans.models import Goal, Step
from handrail.foundation.practices.models import Sheet, SheetVersion
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import local
from handrail.pillars.case_management.models import Need
from handrail.pillars.counseling.models import Note
from handrail.pillars.peer_support.models import PeerContact

#: Numbers of a machine: read by a program, not by a person.
FOR_PROGRAMS = {"memory", "inputs"}
#: Whom a proposal names that is the person’s own.
CLIENT = "client"


def said(row: Model, name: str, person: Person) -> list[str]:
    """In words, a line each; nothing where nothing stands."""
    if isinstance(row, Response) and name == "answers":
        return _answers(row)
    if isinstance(row, Response) and name == "scoring_version" and is_a_piece(row.instrument):
        return []
    if isinstance(row, Response) and name == "band" and row.band:
        return [band_words(row)]
    if isinstance(row, SheetVersion) and name == "answers":
        return [f"{one['question']}: {one['answer']}" for one in in_words(row.sheet.method, row.told)]
    if isinstance(row, Note) and name == "words":
        return [f"{part.name}: {text}" for part, text in row.lines if text]
    holder, name = _holder(row, name)
    if holder is None:
        return []
    value = getattr(holder, name)
    if value in (None, "", [], {}) or name in FOR_PROGRAMS:
        return []
    if code := IN_WORDS.get((type(holder), name)):
        return code(value)
    if shown := getattr(holder, f"get_{name}_display", None):
        return [str(shown())]
    special = BY_NAME.get(name)
    return [special(value)] if special else _plainly_said(value, name, person)


def plain(row: Model, name: str) -> Any:
    """As it is kept: times with their zone, rows that it names by what they are called."""
    if isinstance(row, Response) and name == "answers":
        return _for_programs(row)
    if isinstance(row, SheetVersion) and name == "answers":
        return in_words(row.sheet.method, row.told)
    holder, name = _holder(row, name)
    if holder is None:
        return None
    value = getattr(holder, name)
    if isinstance(value, Model):
        return called(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def called(row: Model) -> str:
    """What a row that another names is called."""
    if isinstance(row, Goal):
        return row.words
    if isinstance(row, Proposal | Step):
        return said_by_us(row.title)
    if isinstance(row, PeerContact):
        return date_format(local(row.person, row.at), "DATETIME_FORMAT")
    if isinstance(row, Sheet | SheetVersion):
        return title_of(row.method if isinstance(row, Sheet) else row.sheet.method)
    if isinstance(row, Packet):
        return str(row.recipient)
    return str(getattr(row, "title", "") or row)


def _holder(row: Model, name: str) -> tuple[Model | None, str]:
    first, mark, last = name.partition("__")
    return (getattr(row, first), last) if mark else (row, name)


def _plainly_said(value: Any, name: str, person: Person) -> list[str]:
    if isinstance(value, datetime):
        return [date_format(local(person, value), "DATETIME_FORMAT")]
    if isinstance(value, date):
        return [date_format(value, "DATE_FORMAT")]
    if isinstance(value, time):
        return [time_format(value, "TIME_FORMAT")]
    if isinstance(value, bool):
        return [_("Yes") if value else _("No")]
    if isinstance(value, Decimal | float | timedelta):
        return [figure(value) if not isinstance(value, timedelta) else str(value)]
    if name in ANSWERS:
        return [_("%(value)s on a scale to %(highest)s") % {"value": value, "highest": ANSWERS[name][1]}]
    return [called(value)] if isinstance(value, Model) else str(value).splitlines()


def _answers(response: Response) -> list[str]:
    return [f"{one['question']}: {one['answer']}" for one in _for_programs(response)]


def _for_programs(response: Response) -> list[dict[str, Any]]:
    """Each question that was answered, word for word, with the answer in words and as it was kept."""
    try:
        asked = instrument(response.instrument)
    except UnknownInstrument:
        return [{"item": key, "question": key, "answer": str(value), "value": value} for key, value in response.told.items()]  # fmt: skip
    items = {item.id: item for item in asked.questions()}
    return [
        {"item": key, "question": question_words(asked, items[key]) if key in items else key,
         "answer": answer_words(asked, items[key], value) if key in items else str(value), "value": value}
        for key, value in response.told.items()
    ]  # fmt: skip


def _role(value: str) -> str:
    """A role on the team; a proposal may be for the person."""
    if value == CLIENT:
        return _("The person")
    return str(Role(value).label) if value in Role.values else value


def _need(value: str) -> str:
    """A domain of need as it is called; its code when it is no longer there."""
    return str(Need(value).label) if value in Need.values else value


BY_NAME: dict[str, Callable[[Any], str]] = {
    "method": title_of,
    "instrument": scale_name,
    "role": _role,
    "resource": lambda value: ", ".join(named([value])),
    "resources": lambda value: ", ".join(named(value)),
    "language": lambda value: spoken([value]),
    "interpreter": lambda value: spoken([value]),
    "other_languages": spoken,
    "strand": words_of,
    "step__title": said_by_us,
    "dimensions": lambda value: ", ".join(_(DIMENSIONS[one]) for one in value if one in DIMENSIONS),
    "need": _need,
    "needs": lambda value: ", ".join(
        str(AccessNeeds.Need(one).label) for one in value if one in AccessNeeds.Need.values
    ),
    "not_now": lambda value: ", ".join(_(TOPICS[one]) for one in value if one in TOPICS),
}
