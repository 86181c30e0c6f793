"""The bar over the console: what was reached of an alert, and when; what is owed next, and by when."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.interfaces.staff.words.times import at_time, by_time, here
from handrail.pillars.crisis.models import Alert, FollowUp, LogEntry


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the bar over the console: done, now or still to come. `at`: when it was reached, or is due."""

    name: str
    state: str
    at: str


def stages(alert: Alert, act: Act) -> list[Stage]:
    """Asked, answered, next step, closed, next-day call: each with its time."""
    times = {line.kind: line.at for line in alert.log.order_by("-pk")}
    # Others are owed beside it, and for a month after it; tried and handed on, the newest of them counts.
    call = alert.follow_ups.filter(kind=FollowUp.Kind.NEXT_DAY).order_by("-pk").first()
    reached = [
        (_("Asked for help"), alert.raised_at),
        (_("Answered"), times.get(LogEntry.Kind.HELD.value)),
        (_("Safety check"), times.get(LogEntry.Kind.ANSWER.value)),
        (
            _("What comes next"),
            times.get(LogEntry.Kind.NEXT_STEP.value) or times.get(LogEntry.Kind.MOBILE_TEAM.value),
        ),
        (_("Handed over"), alert.closed_at),
        (_("Next-day call"), call.done_at if call else None),
    ]
    # What was left out of a crisis that is over is not waited for.
    open_ones = [n for n, (_name, at) in enumerate(reached) if at is None]
    first_open = (open_ones if alert.is_open else [n for n in open_ones if n == len(reached) - 1])[:1]
    shown = [
        Stage(
            str(name),
            "done" if at else "now" if n in first_open else "later",
            at_time(here(act, at), here(act, act.at)) if at else "",
        )
        for n, (name, at) in enumerate(reached)
    ]
    if call is not None and call.done_at is None:
        shown[-1] = Stage(shown[-1].name, shown[-1].state, by_time(here(act, call.due_at), here(act, act.at)))
    return shown
