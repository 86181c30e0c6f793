"""The arithmetic of a scale: points, sums, flags, and the questions still open."""

from handrail.clinical.instruments.answers import Answers
from handrail.clinical.instruments.conditions import Facts, holds
from handrail.clinical.instruments.scale import Instrument, Item


def missing(instrument: Instrument, given: Answers) -> tuple[str, ...]:
    """The questions still to be answered before there is a result, in their order."""
    if instrument.scoring.method == "none":
        return ()
    facts = Facts(given)
    open_items = [item.id for item in instrument.items if _is_needed(item, given, facts)]
    gate = instrument.gate
    return (gate.id, *open_items) if gate and gate.id not in given and open_items else tuple(open_items)


def _is_needed(item: Item, given: Answers, facts: Facts) -> bool:
    if item.id in given or item.optional or is_skipped(item, facts):
        return False
    if item.instead_of is not None and (item.instead_of in given or item.asked_of == "men"):
        return False
    return item.ask_if is None or holds(item.ask_if, facts) is not False


def total_of(instrument: Instrument, given: Answers) -> int | None:
    """The total in the instrument's own points; None with a scored answer missing, or where none exists."""
    if instrument.scoring.method != "sum":
        return None
    return sum_of(instrument, instrument.scoring.items, given)


def sum_of(instrument: Instrument, ids: tuple[str, ...], given: Answers) -> int | None:
    """The points of those items, reverse items turned round; None with one of them missing."""
    by_id = {item.id: item for item in instrument.items}
    points = [_points(by_id[id], given) for id in ids]
    known = [point for point in points if point is not None]
    return sum(known) if len(known) == len(points) else None


def _points(item: Item, given: Answers) -> int | None:
    if is_skipped(item, Facts(given)):
        return item.skip_score
    return points_of(item, given.get(item.id))


def points_of(item: Item, answer: object) -> int | None:
    """What an answer counts, a reverse item turned round; None where it is no number."""
    if not isinstance(answer, int):
        return None
    if not item.reverse:
        return answer
    values = [option.value for option in item.options if isinstance(option.value, int)]
    return max(values) + min(values) - answer


def flags(instrument: Instrument, given: Answers) -> tuple[str, ...]:
    """The answered items that are positive by themselves (TAPS-1)."""
    if instrument.scoring.method != "per_item_flag":
        return ()
    return tuple(item.id for item in instrument.items if item.id in given and _is_positive(item, given))


def _is_positive(item: Item, given: Answers) -> bool:
    return any(option.positive and option.value == given[item.id] for option in item.options)


def contradictions(instrument: Instrument, facts: Facts) -> tuple[str, ...]:
    """An answer to a question the person should not have been asked: scored as skipped, but said aloud."""
    return tuple(
        f"{item.id} was answered although an earlier answer skips it; it counts as {item.skip_score}."
        for item in instrument.items
        if is_skipped(item, facts) and facts.answers.get(item.id, item.skip_score) != item.skip_score
    )


def is_skipped(item: Item, facts: Facts) -> bool:
    """True where an earlier answer makes the question pointless, so that it counts as `skip_score`."""
    return item.skip_if is not None and holds(item.skip_if, facts) is True
