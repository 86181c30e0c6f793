"""Answers to our own questions, as words: never a total, never a range."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils.formats import date_format

from handrail.clinical.instruments.asking import is_piece
from handrail.clinical.instruments.instrument import catalogue, instrument
from handrail.continuum.journey.wording.measures import scale_name
from handrail.continuum.journey.wording.pieces import Line, lines_of
from handrail.foundation.measures.models import Response
from handrail.interfaces.charting.reader import AT_MOST, Reader

#: So many answers of one piece are shown, the newest first.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Given:
    """One time it was answered."""

    day: str
    way: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece with what was answered to it."""

    name: str
    newest: Given
    earlier: tuple[Given, ...]


def pieces_of(reader: Reader) -> list[Piece]:
    """What was answered in the last year, as far as the reader is meant to see it."""
    if "measures" not in reader.opens:
        return []
    ids = [one.id for one in catalogue() if is_piece(one)]
    told = Response.objects.filter(
        person=reader.person, instrument__in=ids, made_at__gte=reader.act.at - AT_MOST
    )
    found: dict[str, list[Response]] = defaultdict(list)
    for one in told.meant_for(reader.act).order_by("-made_at", "-pk"):
        found[one.instrument].append(one)
    return [_piece(name, [_given(one, reader) for one in found[name][:SHOWN]]) for name in ids if found[name]]


def _piece(name: str, given: list[Given]) -> Piece:
    return Piece(scale_name(name), given[0], tuple(given[1:]))


def _given(one: Response, reader: Reader) -> Given:
    day = date_format(one.made_at.astimezone(reader.now.tzinfo), "DATE_FORMAT")
    way = "" if one.way == Response.Way.OWN else str(one.get_way_display())
    # On their own phone others may read along: what could endanger them stands in their copy of everything alone.
    lines = tuple(lines_of(instrument(one.instrument), one, private=not reader.own))
    return Given(day, way, lines)
