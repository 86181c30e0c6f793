"""First byte of the crisis console on the county's data, while the nightly sweep of everybody's day runs."""

from __future__ import annotations

from collections.abc import Iterator

from bench import data
from bench.inside import inside
from bench.numbers import ms, percentile, spread
from bench.served import served
from bench.table import Row

ROUNDS, WARM, ALERTS, MORE = 60, 5, 20, 5_400
UNDER = 0.200


def rows() -> Iterator[Row]:
    with (
        data.copy_of(data.small(), migrated=True) as copy,
        served(copy) as running,
        inside(copy) as call,
        inside(copy) as night,
    ):
        people = call("bench.asked.enrol_more", MORE)
        reader, alerts = call("bench.asked.alerts_in_hand", ALERTS)
        sweep = night.later("bench.asked.sweep_until_told", str(copy / "over"))
        took = []
        for n in range(ROUNDS + WARM):
            status, seconds = running.first_byte(f"/team/alerts/{alerts[n % len(alerts)]}/", reader.session)
            if status != 200:
                raise RuntimeError(f"The console was answered with {status}.")
            took.append(seconds)
        (copy / "over").touch()
        closed = sweep.get(120)
    late = percentile(took[WARM:], 0.95)
    what = f"crisis console, first byte, {people:,} people, during the nightly sweep"
    yield Row(what, f"{spread(took[WARM:])}; {closed:,} days closed meanwhile", f"p95 under {ms(UNDER)}",
              f"{late / UNDER:.2f} x", late < UNDER and closed > 0)  # fmt: skip
