"""Which columns of a file are listened to, and on what scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handrail.clinical.early_warning.cutoffs import Q_AT_HALF
from handrail.clinical.early_warning.signals import (
    HIGHER_IS_WORSE,
    KNOWN,
    LOWER_IS_WORSE,
    Signal,
    UnknownSignal,
    scale,
)
from handrail.operations.importing.report import Refused, shown

DIRECTIONS = {
    HIGHER_IS_WORSE: HIGHER_IS_WORSE, "higher": HIGHER_IS_WORSE,
    LOWER_IS_WORSE: LOWER_IS_WORSE, "lower": LOWER_IS_WORSE,
}  # fmt: skip
FORM = f"Write name:min:max:direction, where the direction is {HIGHER_IS_WORSE} or {LOWER_IS_WORSE}."


def scales(given: Sequence[str]) -> dict[str, Signal]:
    """Each `name:min:max:direction`, optionally followed by `:step`, by its name. Raises Refused."""
    found: dict[str, Signal] = {}
    for text in given:
        signal = _scale(text)
        if signal.name in found:
            raise Refused(f"--scale names {shown(signal.name)} twice.", "Name it once.")
        found[signal.name] = signal
    return found


def _scale(text: str) -> Signal:
    parts = [part.strip() for part in text.split(":")]
    if len(parts) not in (4, 5) or not parts[0] or parts[3] not in DIRECTIONS:
        raise Refused(f"--scale {shown(text)} cannot be read.", FORM)
    try:
        low, high, *step = (float(part) for part in (*parts[1:3], *parts[4:]))
        return scale(parts[0], low, high, DIRECTIONS[parts[3]], *step)
    except UnknownSignal as wrong:
        raise Refused(f"--scale {shown(text)}: {wrong}", FORM) from None
    except ValueError:
        raise Refused(f"--scale {shown(text)} holds something that is not a number.", FORM) from None


def choose(columns: Sequence[str], wanted: str | None, scaled: Mapping[str, Signal]) -> tuple[Signal, ...]:
    """The signals to listen to: those in `wanted` that the file has, else every known or scaled column.

    A known signal without a column is left out (`absent` names it): a file may hold fewer. Raises Refused.
    """
    if wanted is None:
        names = [*(name for name in KNOWN if name in columns and name not in scaled), *scaled]
    else:
        names = _named(wanted)
    for name in names:
        if name not in scaled and name not in KNOWN:
            raise Refused(
                f"{shown(name)} is not a known signal.", f"Known are {', '.join(KNOWN)}. For others: {FORM}"
            )
        if name in scaled and name not in columns:
            raise Refused(f"There is no column {shown(name)}.", f"The columns are {listed(columns)}.")
    there = [name for name in names if name in columns]
    _see_number(names, there, columns)
    return tuple(scaled.get(name) or KNOWN[name] for name in there)


def absent(columns: Sequence[str], wanted: str | None) -> list[str]:
    """The signals that were named and have no column in the file."""
    return [name for name in _named(wanted or "") if name not in columns]


def _named(wanted: str) -> list[str]:
    return [name.strip() for name in wanted.split(",") if name.strip()]


def _see_number(names: Sequence[str], there: Sequence[str], columns: Sequence[str]) -> None:
    if len(set(names)) < len(names):
        raise Refused("--signals names a column twice.", "Name each once.")
    if names and not there:
        raise Refused(
            f"None of {', '.join(names)} is a column of the file.", f"The columns are {listed(columns)}."
        )
    if not there:
        raise Refused(
            f"No column is a known signal ({', '.join(KNOWN)}).", f"Name yours with --scale. {FORM}"
        )
    if len(there) > len(Q_AT_HALF):
        raise Refused(
            f"These are {len(there)} signals; cut-offs were measured for up to {len(Q_AT_HALF)}.",
            "Name fewer with --signals.",
        )


def listed(columns: Sequence[str]) -> str:
    """The columns of a file as they can be printed."""
    return ", ".join(shown(name) for name in columns if name) or "all without a name"
