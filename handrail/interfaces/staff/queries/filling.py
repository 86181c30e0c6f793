"""What a scale that a worker filled in came to, in words for the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from handrail.clinical.early_warning.direct_rules.scale_safety import whole_action
from handrail.clinical.instruments.asking import is_piece
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Cutoff, Instrument
from handrail.clinical.instruments.scoring import Score, score
from handrail.continuum.journey.wording.measures import scale_name
from handrail.continuum.journey.wording.pieces import Line, lines_of
from handrail.foundation.measures.models import Response
from handrail.foundation.teams.models import HelpLine
from handrail.foundation.teams.queries import help_lines
from handrail.interfaces.contact_words import said
from handrail.interfaces.staff.queries.record import Record


@dataclass(frozen=True, slots=True)
class Filled:
    """A result: what to do first, then what it came to. Never a diagnosis."""

    title: str
    to_do: tuple[str, ...]
    result: str
    parts: tuple[str, ...]
    remarks: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    attribution: str
    answers: tuple[Line, ...] = ()


def filled(response: Response) -> Filled:
    """The result of a kept response, from its own answers."""
    scale = instrument(response.instrument)
    found = score(scale, response.answers)
    return Filled(
        title=scale_name(scale.id),
        to_do=_to_do(scale, found),
        result=_result(scale, found),
        parts=tuple(_parts(scale, found)),
        remarks=(*(_cutoff(cut) for cut in found.positive_screens), *found.notes),
        numbers=_numbers() if found.safety_triggers else (),
        attribution=scale.licence.attribution,
        answers=tuple(lines_of(scale, response)) if is_piece(scale) else (),
    )


def _to_do(scale: Instrument, found: Score) -> tuple[str, ...]:
    """Each action once: what another one says too and goes on from is left out."""
    whole = [whole_action(scale, trigger) for trigger in found.safety_triggers]
    return tuple(one for one in whole if not any(other != one and other.startswith(one) for other in whole))


def _result(scale: Instrument, found: Score) -> str:
    if found.outcome is not None:
        return f"{found.outcome.id.replace('_', ' ').capitalize()}: {found.outcome.next}"
    if found.total is None:
        if found.method == "sum":
            return _("No total: some questions are open. What was answered is kept.")
        return _("There is no total. What was answered is kept.")
    told = {"total": found.total, "highest": found.maximum}
    if not found.band:
        return _("%(total)s of %(highest)s") % told
    band = scale.with_ranges(str(found.band))
    words = _("%(total)s of %(highest)s, %(band)s") % {**told, "band": band}
    return f"{words}. {found.band.action}" if found.band.action else words


def _parts(scale: Instrument, found: Score) -> list[str]:
    labels = {part.id: part for part in scale.subscales}
    return [
        f"{labels[id].label}: {points}" for id, points in found.subscales.items() if points is not None
    ]  # fmt: skip


def _cutoff(cut: Cutoff) -> str:
    name = cut.name.replace("_", " ").capitalize()
    whom = f" ({cut.applies_to})" if cut.applies_to else ""
    return f"{name}{whom}: {cut.note}" if cut.note else f"{name}{whom}"


def _numbers() -> tuple[tuple[str, str], ...]:
    """The organisation's help lines, to show to the person."""
    return tuple(
        (str(HelpLine.Purpose(purpose).label), said(line.number))
        for purpose, line in help_lines().items()
        if purpose != HelpLine.Purpose.MOBILE_TEAM
    )


def filling_page(record: Record, scale: Instrument, form: Any) -> dict[str, Any]:
    """The questions, in their own words, and what to keep in mind with this scale."""
    return {"record": record, "scale": scale, "name": scale_name(scale.id), "form": form}
