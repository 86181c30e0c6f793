"""Headlines that count people."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.clinical.small_cells import SMALLEST, too_few
from handrail.interfaces.charting.numbers import in_words


def counted(number: int) -> str:
    """A count that tells of nobody: none, too few to say, or the figure."""
    return _("fewer than %(few)s") % {"few": SMALLEST} if number and too_few(number) else str(number)


def headline(people: int, *, team: bool = False) -> str:
    """How many people could use the worker, or the team, today."""
    if not people:
        return _("Nobody needs your team right now") if team else _("Nobody needs you right now")
    if team:
        words = ngettext(
            "%(number)s person could use your team today",
            "%(number)s people could use your team today",
            people,
        )
    else:
        words = ngettext(
            "%(number)s person could use you today", "%(number)s people could use you today", people
        )
    return capfirst(words % {"number": in_words(people)})


def steadiness(steady: int, *, others: bool) -> str:
    """How many of the caseload are steady; "" when there is nobody."""
    if not steady:
        return ""
    if others:
        words = ngettext("%(number)s other is steady.", "%(number)s others are steady.", steady)
    else:
        words = ngettext("%(number)s is steady.", "%(number)s are steady.", steady)
    return words % {"number": steady}
