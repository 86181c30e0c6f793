"""The early-warning engine over a population with NumPy: person-days a second on one core, memory, and what one

update of the incremental form costs as a multiple of that floor, in the same run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from time import process_time

from bench.early_warning_people import SIGNALS
from bench.table import Row, skipped
from handrail.clinical.early_warning.engine import Engine
from handrail.clinical.early_warning.signals import KNOWN

#: What the daily check-in asks, and everything that can be asked.
ASKED, ALL = ("craving", "mood", "sleep_quality"), tuple(KNOWN)
BLOCK, DAYS, ROUNDS = 4_000, 30, 5
TARGET = 3_000_000
ANSWERED = 0.87


def rows() -> Iterable[Row]:
    """Both sets of questions, then memory, then the ratio."""
    try:
        import numpy as np
    except ImportError:
        yield skipped("Population sweep", "NumPy is not installed (requirements/test.txt)")
        return
    for names in (ASKED, ALL):
        rate = _person_days(names, np)
        yield Row(
            f"Population sweep, {len(names)} signals",
            f"{rate / 1e6:.1f} million person-days a second",
            f"at least {TARGET / 1e6:.0f} million a second",
            ok=rate >= TARGET,
        )
    yield _memory(np)
    yield _against_the_floor(np)


def _person_days(names: Sequence[str], np: object) -> float:
    from handrail.clinical.early_warning.sweep import Sweep

    sweep, days, best = Sweep(Engine(names), BLOCK), _days(names, np), 0.0
    expected = np.ones(BLOCK, bool)  # type: ignore[attr-defined]
    for turn in range(ROUNDS):
        began = process_time()
        for number, answers in enumerate(days):
            sweep.advance(turn * DAYS + number, answers, expected)
        best = max(best, BLOCK * DAYS / (process_time() - began))
    return best


def _days(names: Sequence[str], np: object) -> list[object]:
    rng = np.random.default_rng(8)  # type: ignore[attr-defined]
    days = [np.round(rng.normal(5, 2, (len(names), BLOCK)).clip(0, 10)) for _ in range(DAYS)]  # type: ignore[attr-defined]
    for answers in days:
        answers[:, rng.random(BLOCK) > ANSWERED] = np.nan  # type: ignore[attr-defined]
    return days


def _memory(np: object) -> Row:
    from handrail.clinical.early_warning.sweep import Sweep

    held = vars(Sweep(Engine(ALL), BLOCK)).values()
    size = sum(one.nbytes for one in held if isinstance(one, np.ndarray))  # type: ignore[attr-defined]
    return Row(
        f"Memory of a sweep, {len(ALL)} signals",
        f"{size / BLOCK:,.0f} bytes a person, {size / 1e6:.1f} MB a block of {BLOCK:,}",
    )


def _against_the_floor(np: object) -> Row:
    floor = 1e6 / _person_days(SIGNALS, np)
    alone = min(_alone() for _ in range(ROUNDS))
    return Row(
        "One update alone against the NumPy floor",
        f"{alone:.1f} µs and {floor:.2f} µs",
        ratio=f"{alone / floor:.0f} x",
    )


def _alone() -> float:
    rnd, engine = Random(8), Engine(SIGNALS)
    state = engine.new_state()
    days = [[rnd.randint(0, 10) if rnd.random() < ANSWERED else None for _ in SIGNALS] for _ in range(2_000)]
    began = process_time()
    for number, answers in enumerate(days):
        engine.advance(state, number, answers)
    return (process_time() - began) / len(days) * 1e6
