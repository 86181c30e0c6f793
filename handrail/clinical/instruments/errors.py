"""What can be wrong with an instrument or with answers to it, each in a sentence that helps."""

from collections.abc import Sequence


class InstrumentError(ValueError):
    """Something about an instrument, its definition or its answers; nothing was scored."""


class BrokenDefinition(InstrumentError):
    """A shipped definition contradicts itself, or carries an item without words."""


class UnknownInstrument(InstrumentError):
    """No instrument of that id is shipped; the message says why when one is withheld."""


class UnknownItem(InstrumentError):
    """An answer to something the instrument does not ask."""


class OutOfRange(InstrumentError):
    """An answer the item does not allow."""


class IncompleteAnswers(InstrumentError):
    """No result without the `missing` items; `safety_triggers` are those the given answers fire anyway."""

    def __init__(self, message: str, missing: Sequence[str], safety_triggers: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.missing = tuple(missing)
        self.safety_triggers = tuple(safety_triggers)
