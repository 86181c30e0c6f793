"""Allergies and access needs in lines, as they stand beside a record, in a crisis and on the person's own page."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.foundation.people.models import (
    AccessNeeds,
    Allergy,
    NoneKnown,
    Person,
    access_needs_of,
    active_allergies,
    none_known,
)
from handrail.foundation.people.models.allergies import Source
from handrail.foundation.people.spoken import spoken
from handrail.foundation.teams.queries import local


def allergy_lines(person: Person) -> list[str]:
    """What holds, the most dangerous first; or that none is known and who said so; or that nobody has asked."""
    found = active_allergies(person)
    if found:
        return [allergy_line(one) for one in found]
    known = none_known(person)
    return [none_known_line(known)] if known else [_("Nobody has asked yet.")]


def allergy_line(one: Allergy) -> str:
    """What it is, how dangerous, and what happens."""
    return " · ".join(
        part for part in (one.substance, str(one.get_criticality_display()), one.reaction) if part
    )


def none_known_line(known: NoneKnown, *, own: bool = False) -> str:
    """`own`: said to the person themself."""
    told = {"source": _source(known, own), "day": _day(known.person, known.noted_at)}
    return _("None known. %(source)s, %(day)s.") % told


def said_by(one: Allergy | NoneKnown, *, own: bool = False) -> str:
    """Who says so, who wrote it down, and when. `own`: said to the person themself."""
    if own and one.noted_by_id == one.person_id:
        return _("You wrote it on %(day)s.") % {"day": _day(one.person, one.noted_at)}
    told = {"source": _source(one, own), "who": one.noted_by.preferred_name}
    return _("%(source)s. Written down by %(who)s, %(day)s.") % {
        **told, "day": _day(one.person, one.noted_at),
    }  # fmt: skip


def _source(one: Allergy | NoneKnown, own: bool) -> str:
    yours = {Source.SELF: _("You said it yourself"), Source.CLOSE: _("Somebody close to you said it")}
    return yours.get(Source(one.says_so), one.get_says_so_display()) if own else one.get_says_so_display()


def access_lines(person: Person) -> list[str]:
    """What they need to take part; or that nothing is needed; or that nobody has asked."""
    found = access_needs_of(person)
    return access_in_lines(found) if found else [_("Nobody has asked yet.")]


def access_in_lines(found: AccessNeeds) -> list[str]:
    """A line each: the interpreter first, then each need, then what helps in their words."""
    if found.nothing_needed:
        return [_("Asked on %(day)s: nothing is needed.") % {"day": _day(found.person, found.written_at)}]
    lines = []
    if found.interpreter:
        lines.append(_("Interpreter: %(language)s") % {"language": spoken([found.interpreter])})
    lines += [str(AccessNeeds.Need(one).label) for one in found.needs if one in AccessNeeds.Need.values]
    return [*lines, found.helps] if found.helps else lines


def _day(person: Person, moment: datetime) -> str:
    return date_format(local(person, moment).date(), "DATE_FORMAT")
