"""All that is kept of one person between days: about 1 kB, the same size after a week and after ten years."""

from __future__ import annotations

from typing import Any

from handrail.clinical.early_warning import stored
from handrail.clinical.early_warning.alerts import AlertMemory
from handrail.clinical.early_warning.freezing import FreezeMemory
from handrail.clinical.early_warning.memory import SignalMemory
from handrail.clinical.early_warning.silence import SilenceMemory
from handrail.clinical.early_warning.stored import UnreadableState


class State:
    """One person at the end of `day` (days since some epoch; None before the first).

    Changed in place by Engine.close, close_through, note_raised and settle; never by Engine.assess. `index` and
    `raised` are those of the last closed evening.
    """

    __slots__ = (
        "names",
        "signals",
        "silence",
        "alert",
        "freeze",
        "first_day",
        "day",
        "index",
        "raised",
        "watch_raised",
    )

    names: tuple[str, ...]
    signals: list[SignalMemory]
    silence: SilenceMemory
    alert: AlertMemory
    freeze: FreezeMemory
    first_day: int | None
    day: int | None
    index: float
    raised: str | None
    watch_raised: bool

    def __init__(self, names: tuple[str, ...], signals: list[SignalMemory]) -> None:
        self.names, self.signals = names, signals
        self.silence, self.alert, self.freeze = SilenceMemory(), AlertMemory(), FreezeMemory()
        self.first_day = self.day = self.raised = None
        self.index, self.watch_raised = 0.0, False

    def copy(self) -> State:
        """A state of its own with the same contents."""
        twin = State(self.names, [memory.copy() for memory in self.signals])
        twin.silence, twin.alert, twin.freeze = self.silence.copy(), self.alert.copy(), self.freeze.copy()
        twin.first_day, twin.day = self.first_day, self.day
        twin.index, twin.raised, twin.watch_raised = self.index, self.raised, self.watch_raised
        return twin

    def to_json(self) -> dict[str, Any]:
        """Plain values for a JSON column; from_json continues exactly where this state stands."""
        signals = zip(self.names, self.signals, strict=True)
        return {
            "version": stored.VERSION,
            "days": [self.first_day, self.day],
            "evening": [self.index, self.raised, self.watch_raised],
            "freeze": stored.write_freeze(self.freeze),
            "alert": stored.write_alert(self.alert),
            "silence": stored.write_silence(self.silence),
            "signals": {name: stored.write_signal(memory) for name, memory in signals},
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> State:
        """The state that to_json wrote, whole or not at all. stored.UnreadableState for anything else."""
        if not isinstance(data, dict) or data.get("version") != stored.VERSION:
            raise UnreadableState(f"This is not a stored early-warning state of version {stored.VERSION}.")
        try:
            return cls._read(data)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as wrong:
            raise UnreadableState(
                "The stored early-warning state is damaged; rebuild it from the check-ins."
            ) from wrong

    @classmethod
    def _read(cls, data: dict[str, Any]) -> State:
        first_day, day = map(stored.day_or_none, data["days"])
        if (first_day is None) != (day is None) or (first_day or 0) > (day or 0):
            raise ValueError(f"day {day} with a first day {first_day}")
        signals = data["signals"]
        state = cls(tuple(signals), [stored.read_signal(one, day) for one in signals.values()])
        state.first_day, state.day = first_day, day
        index, raised, watch_raised = data["evening"]
        state.index, state.raised = stored.number(index), stored.reason(raised)
        state.watch_raised = stored.yes_or_no(watch_raised)
        state.freeze = stored.read_freeze(data["freeze"])
        state.alert = stored.read_alert(data["alert"])
        state.silence = stored.read_silence(data["silence"])
        return state
