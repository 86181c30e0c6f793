"""What crises come to, computed from facts: how soon somebody answered, how long it lasted, whether it came again.

Source: trust/requirements.md (small cells) and protocols.md 3.4 ("report suppressed cells (under 11)": design). Nobody types
a time: each comes from the log. A cell that could show one person is not shown, nor one that could be worked out from
the others. What counts are people, not crises: twenty crises of two people tell of two people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from handrail.clinical.small_cells import of_too_few
from handrail.clinical.triage.staying_close import repeated

VERSION = "3"


@dataclass(frozen=True, slots=True)
class Crisis:
    """One alert that was closed. `person` tells crises of one person apart and says nothing else."""

    person: int | None
    raised_at: datetime
    answered_at: datetime | None
    closed_at: datetime
    set_off: str = ""
    helped: str = ""
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """None where there are too few to tell. Times are medians."""

    count: int | None
    to_contact: timedelta | None
    to_settled: timedelta | None
    again_within_30_days: int | None
    set_off: Mapping[str, int | None]
    helped: Mapping[str, int | None]
    skill: Mapping[str, int | None]


def numbers_of(crises: Sequence[Crisis]) -> Numbers:
    """Everything together."""
    answered = [(one.person, one.answered_at - one.raised_at) for one in crises if one.answered_at]
    lasted = [(one.person, one.closed_at - one.raised_at) for one in crises]
    return Numbers(
        _shown([one.person for one in crises]), _median(answered), _median(lasted), _shown(_repeats(crises)),
        _counted((one.set_off, one.person) for one in crises), _counted((one.helped, one.person) for one in crises),
        _counted((one.skill, one.person) for one in crises),
    )  # fmt: skip


def _counted(told: Iterable[tuple[str, int | None]]) -> dict[str, int | None]:
    people: dict[str, list[int | None]] = {}
    for name, person in told:
        if name:
            people.setdefault(name, []).append(person)
    return suppressed(people)


def suppressed(people: Mapping[str, Sequence[int | None]]) -> dict[str, int | None]:
    """How often each cause came, by whose crises they were. Small cells are left out; when there is only one, the next
    smallest too, so that no sum gives it away."""
    small = {name for name, whose in people.items() if of_too_few(whose)}
    rest = sorted((len(whose), name) for name, whose in people.items() if name not in small)
    if len(small) == 1 and rest:
        small.add(rest[0][1])
    return {name: None if name in small else len(whose) for name, whose in people.items()}


def _shown(whose: Sequence[int | None]) -> int | None:
    return None if of_too_few(whose) else len(whose)


def _median(spans: Sequence[tuple[int | None, timedelta]]) -> timedelta | None:
    if of_too_few(person for person, _span in spans):
        return None
    return timedelta(seconds=median(span.total_seconds() for _person, span in spans))


def _repeats(crises: Sequence[Crisis]) -> list[int | None]:
    """Whose crisis came again, once for each time."""
    ended: dict[int, list[datetime]] = {}
    again: list[int | None] = []
    for one in sorted(crises, key=lambda crisis: crisis.raised_at):
        if one.person is None:
            continue
        if repeated(ended.get(one.person, []), one.raised_at):
            again.append(one.person)
        ended.setdefault(one.person, []).append(one.closed_at)
    return again
