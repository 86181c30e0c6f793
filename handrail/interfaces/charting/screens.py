"""Results of short screens and of ratings by staff, as words: each for itself, none held against an earlier one.

Source: instruments.yaml says of PHQ-2, GAD-2 and PC-PTSD-5 that they are a screen only and follow no change, of ASQ that
no total is computed or trended; COWS and CIWA-Ar are read within hours, by whoever rates them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.clinical.instruments.instrument import instrument
from handrail.continuum.journey.wording.measures import band_words, figure, scale_name
from handrail.foundation.measures.models import Response
from handrail.interfaces.charting.reader import Reader

SCREENS = ("phq2", "gad2", "pcptsd5", "taps1", "asq", "cows", "ciwaar")
#: So many results of one are shown, the newest first.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Result:
    """One time it was answered: when, what came of it, and who gave the answers where it was not the person alone."""

    day: str
    words: str
    way: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One of them with what it is good for and its results, the newest first."""

    name: str
    about: str
    newest: Result
    earlier: tuple[Result, ...]


def screens_of(made: Iterable[Response], reader: Reader) -> list[Screen]:
    """`made`: what was answered, oldest first. What staff rate stands on the pages of the team, not on a phone on which
    others may read along; it is in the person's copy of everything."""
    newest_first = list(made)[::-1]
    found = ((name, [one for one in newest_first if one.instrument == name][:SHOWN]) for name in SCREENS)
    return [
        Screen(
            scale_name(name), _about(name), _result(given[0], reader),
            tuple(_result(one, reader) for one in given[1:]),
        )
        for name, given in found
        if given and (instrument(name).may_be_sent_to_person or not reader.own)
    ]  # fmt: skip


def _about(name: str) -> str:
    if instrument(name).may_be_sent_to_person:
        return _(
            "Asked to see whether to look further. It does not show change over time, and it is no diagnosis."
        )
    return _("Rated by somebody trained in it. A total alone decides nothing.")


def _result(one: Response, reader: Reader) -> Result:
    # What staff rate may be rated several times a day: it is told to the minute.
    rated = not instrument(one.instrument).may_be_sent_to_person
    at = one.made_at.astimezone(reader.now.tzinfo)
    day = date_format(at, "DATETIME_FORMAT" if rated else "DATE_FORMAT")
    return Result(day, _words(one), "" if one.way == Response.Way.OWN else str(one.get_way_display()))


def _words(one: Response) -> str:
    if one.total is None:
        return _("Answered")
    highest = instrument(one.instrument).scoring.maximum
    total = _("%(total)s of %(highest)s") % {"total": figure(one.total), "highest": highest}
    return " · ".join(part for part in (total, band_words(one)) if part)
