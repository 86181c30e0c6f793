"""Totals over time: got reliably worse, no reliable change for too long, or better and stayed there.

Source: own stepped care rule, protocols 3.3, and the issue's "usual cadence times three". Reliable change: the
instrument's own published value. Evidence of the waiting time: design.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handrail.clinical.instruments.cadence import least_days
from handrail.clinical.instruments.change import RealChange, real_changes
from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Instrument
from handrail.clinical.stepped_care.hint import Hint, Input, Known, Reading

VERSION = "2026-11.1"
#: The instrument's usual cadence, so many times, is long enough to expect a change.
TIMES = 3
SOURCE = "Own stepped care rule, protocols 3.3; reliable change as published for the instrument"
MEASURES = "measures"


def worsening(known: Known) -> Iterator[Hint]:
    """The latest total is reliably worse than the one it is compared with."""
    for name, rows in _judged(known):
        scale, changes = instrument(name), _changes(name, rows)
        last = changes[-1]
        if last is None or last.change.verdict != "reliable_worsening" or not _is_recent(scale, rows, known):
            continue
        yield _hint(
            "reliable_worsening", name, "A scale got reliably worse", "Worse than before by a real change.",
            (rows[last.since], rows[-1]), basis=rows[-1].on.isoformat(),
        )  # fmt: skip


def no_change(known: Known) -> Iterator[Hint]:
    """No reliable change over the usual cadence times three, where there is something left to change."""
    for name, rows in _judged(known):
        scale = instrument(name)
        anchor, waited = _anchor(_changes(name, rows)), TIMES * least_days(scale)
        days = (rows[-1].on - rows[anchor].on).days
        if days < waited or len(rows) - anchor <= TIMES - 1 or not _is_recent(scale, rows, known):
            continue
        if _is_lowest(scale, rows[-1].total):
            continue
        yield _hint(
            "no_reliable_change", name, "A scale has not changed reliably",
            f"No real change in {days} days; asked about every {least_days(scale)} days, a change could be expected by {waited}.",
            tuple(rows[anchor:]), basis=f"{rows[anchor].on.isoformat()}+{days // waited}",
        )  # fmt: skip


def sustained(known: Known) -> Iterator[Hint]:
    """Better by a real change, and still so after the usual cadence times three: the care may be more than needed."""
    for name, rows in _judged(known):
        scale, changes = instrument(name), _changes(name, rows)
        marked = [place for place, one in enumerate(changes) if one is not None]
        if not marked or not _is_better(changes[marked[-1]]) or not _is_recent(scale, rows, known):
            continue
        held = (rows[-1].on - rows[marked[-1]].on).days
        if held < TIMES * least_days(scale) or not _is_lowest(scale, rows[-1].total):
            continue
        yield _hint(
            "sustained_response", name, "A scale got better and stayed there", f"Better by a real change, for {held} days.",
            (rows[_before(changes[marked[-1]])], rows[marked[-1]], rows[-1]), basis=rows[marked[-1]].on.isoformat(),
            missing=("whether where they live is stable", "whether they want less"),
        )  # fmt: skip


def _hint(
    rule: str,
    name: str,
    title: str,
    why: str,
    rows: Sequence[Reading],
    *,
    basis: str,
    missing: tuple[str, ...] = (),
) -> Hint:
    inputs = tuple(Input(name, one.on, str(one.total)) for one in rows)
    evidence = instrument(name).change.evidence
    return Hint(
        rule,
        VERSION,
        title,
        why,
        inputs,
        SOURCE,
        evidence,
        MEASURES,
        subject=name,
        basis=basis,
        missing=missing,
    )


def _judged(known: Known) -> Iterator[tuple[str, Sequence[Reading]]]:
    """Scales with results and a published reliable change."""
    for name, rows in known.readings.items():
        if rows and instrument(name).change.reliable_points is not None:
            yield name, rows


def _changes(name: str, rows: Sequence[Reading]) -> list[RealChange | None]:
    return real_changes(instrument(name), [one.total for one in rows])


def _anchor(changes: Sequence[RealChange | None]) -> int:
    return max((place for place, one in enumerate(changes) if one is not None), default=0)


def _is_better(one: RealChange | None) -> bool:
    return one is not None and one.change.verdict == "reliable_improvement"


def _before(one: RealChange | None) -> int:
    return one.since if one is not None else 0


def _is_recent(scale: Instrument, rows: Sequence[Reading], known: Known) -> bool:
    """What was answered too long ago says nothing of now."""
    return (known.today - rows[-1].on).days <= TIMES * least_days(scale)


def _is_lowest(scale: Instrument, total: int) -> bool:
    """Whether the total lies in the mildest published range; never, where none is published."""
    bands = (scale.band_sets or {}).get(scale.default_band_set or "", ())
    if not bands:
        return False
    mildest = bands[0] if scale.scoring.higher_is == "worse" else bands[-1]
    return mildest.minimum <= total <= mildest.maximum
