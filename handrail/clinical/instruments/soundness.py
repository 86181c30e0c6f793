"""Does a definition agree with itself? Asked once, when it is loaded."""

from collections import Counter
from collections.abc import Iterator

from handrail.clinical.instruments.conditions import TOTAL, Condition, subjects
from handrail.clinical.instruments.errors import BrokenDefinition
from handrail.clinical.instruments.scale import LEVELS, Band, Instrument, Item


def require_sound(instrument: Instrument) -> Instrument:
    """The same instrument, or BrokenDefinition naming the first thing that does not fit."""
    for fault in _faults(instrument):
        raise BrokenDefinition(f"The definition of {instrument.id} cannot be used: {fault}.")
    return instrument


def _faults(instrument: Instrument) -> Iterator[str]:
    yield from _faults_of_items(instrument)
    yield from _faults_of_total(instrument)
    yield from _faults_of_conditions(instrument)
    if instrument.ship not in ("yes", "yes_caution"):
        yield f"ship is {instrument.ship}, so its wording may not be here"
    if instrument.validated and not instrument.licence.attribution:
        yield "it carries no attribution"
    if any(trigger.level not in LEVELS for trigger in instrument.safety_triggers):
        yield "a safety trigger has a level nobody knows"


def _faults_of_items(instrument: Instrument) -> Iterator[str]:
    counts = Counter(item.id for item in instrument.questions())
    yield from (f"{item} stands twice" for item, count in counts.items() if count > 1)
    for item in instrument.questions():
        if item.kind == "choice" and len({option.value for option in item.options}) < 2:
            yield f"{item.id} offers no choice"
        if item.kind in ("choice", "multi_choice"):
            values = Counter(option.value for option in item.options)
            yield from (f"{item.id} offers {value} twice" for value in values if values[value] > 1)
        if item.kind == "scale" and (item.minimum is None or item.maximum is None):
            yield f"{item.id} is a scale without ends"


def _faults_of_total(instrument: Instrument) -> Iterator[str]:
    scoring = instrument.scoring
    if scoring.method != "sum":
        return
    by_id = {item.id: item for item in instrument.items}
    if unknown := [item for item in scoring.items if item not in by_id]:
        yield f"it scores {', '.join(unknown)}, which it does not ask"
        return
    spans = [_span(by_id[item]) for item in scoring.items]
    reach = (sum(low for low, _ in spans), sum(high for _, high in spans))
    if reach != (scoring.minimum, scoring.maximum):
        yield f"its items reach {reach}, its range says {(scoring.minimum, scoring.maximum)}"
    if len(instrument.band_sets or {}) > 1 and set(instrument.band_set_names) != set(
        instrument.band_sets or {}
    ):
        yield "its sets of bands differ and do not say whose they are"
    for bands in (instrument.band_sets or {}).values():
        yield from _faults_of_bands(bands, reach)
    for part in instrument.subscales:
        inner = [_span(by_id[item]) for item in part.items]
        if (sum(low for low, _ in inner), sum(high for _, high in inner)) != (part.minimum, part.maximum):
            yield f"the range of {part.id} does not fit its items"


def _faults_of_bands(bands: tuple[Band, ...], reach: tuple[int, int]) -> Iterator[str]:
    expected = reach[0]
    for band in bands:
        if band.minimum != expected or band.maximum < band.minimum:
            yield f"the band {band.label} leaves a gap or overlaps"
        expected = band.maximum + 1
    if expected != reach[1] + 1:
        yield "the bands do not end where the total ends"


def _faults_of_conditions(instrument: Instrument) -> Iterator[str]:
    asked = {item.id for item in instrument.questions()}
    if instrument.scoring.method == "sum":
        asked.add(TOTAL)
    for condition in _conditions(instrument):
        yield from (f"a rule asks for {one}, which is unknown" for one in set(subjects(condition)) - asked)


def _conditions(instrument: Instrument) -> Iterator[Condition]:
    yield from (trigger.when for trigger in instrument.safety_triggers)
    yield from (outcome.when for outcome in instrument.scoring.outcomes)
    maybe = [cut.when for cut in instrument.cutoffs] + [note.when for note in instrument.notes]
    maybe += [item.ask_if for item in instrument.questions()]
    maybe += [item.skip_if for item in instrument.questions()]
    yield from (condition for condition in maybe if condition is not None)


def _span(item: Item) -> tuple[int, int]:
    values = [option.value for option in item.options if isinstance(option.value, int)]
    return min(values), max(values)
