"""First byte of the crisis console on the county's data, while the worker closes everybody's day."""

from __future__ import annotations

from collections.abc import Iterator

from bench import data
from bench.inside import inside
from bench.numbers import ms, percentile, spread
from bench.served import Served, served
from bench.table import Row

ROUNDS, WARM, ALERTS, MORE = 60, 5, 20, 5_400
UNDER = 0.200


def rows() -> Iterator[Row]:
    with (
        data.copy_of(data.small(), migrated=True) as copy,
        served(copy) as running,
        inside(copy) as call,
    ):
        people = call("bench.asked.enrol_more", MORE)
        reader, alerts = call("bench.asked.alerts_in_hand", ALERTS)
        alone = _took(running, reader.session, alerts)
        behind = call("bench.asked.give_days_to_close")
        took = _took(running, reader.session, alerts)
        left = call("bench.asked.still_to_close")
    what = f"crisis console, first byte, {people:,} people"
    yield Row(f"{what}, no sweep", spread(alone))
    late = percentile(took, 0.95)
    said = f"{spread(took)}; {behind - left:,} of {behind:,} days closed meanwhile"
    yield Row(f"{what}, during the nightly sweep", said, f"p95 under {ms(UNDER)}", f"{late / UNDER:.2f} x",
              late < UNDER and 0 < left < behind)  # fmt: skip


def _took(running: Served, session: str, alerts: list[int]) -> list[float]:
    """Seconds to the first byte of each console in turn, those of a warm web process."""
    took = []
    for n in range(ROUNDS + WARM):
        status, seconds = running.first_byte(f"/team/alerts/{alerts[n % len(alerts)]}/", session)
        if status != 200:
            raise RuntimeError(f"The console was answered with {status}.")
        took.append(seconds)
    return took[WARM:]
