"""One question as an item of a FHIR R4 Questionnaire: its options, its ends, and when it is asked."""

from collections.abc import Iterator, Mapping
from typing import Any

from handrail.clinical.instruments.conditions import AtLeast, Compare, Condition, Facts, holds
from handrail.clinical.instruments.errors import BrokenDefinition
from handrail.clinical.instruments.points import points_of
from handrail.clinical.instruments.scale import Instrument, Item, Option

Json = dict[str, Any]

LOINC = "http://loinc.org"
_FHIR = "http://hl7.org/fhir/StructureDefinition"
_KINDS: Mapping[str, str] = {
    "choice": "choice",
    "multi_choice": "choice",
    "scale": "integer",
    "number": "decimal",
    "boolean": "boolean",
    "text": "text",
}


def question(instrument: Instrument, item: Item) -> Json:
    """One question, in its own words."""
    found: Json = {"linkId": item.id}
    if ends := list(_ends(item)):
        found["extension"] = ends
    if item.loinc:
        found["code"] = [{"system": LOINC, "code": item.loinc}]
    found |= {"text": _words(item), "type": _KINDS[item.kind]}
    found |= _enabled(instrument, item)
    if item.kind == "multi_choice":
        found["repeats"] = True
    if item.options:
        scored = item.id in instrument.scoring.items
        found["answerOption"] = [
            {"valueCoding": _told(item, option, scored=scored)} for option in item.options
        ]
    if beside := list(_beside(item)):
        found["item"] = beside
    return found


def _words(item: Item) -> str:
    return f"{item.title}: {item.text}" if item.title and item.title != item.text else item.text


def _told(item: Item, option: Option, *, scored: bool) -> Json:
    """The option as it is offered. Only what counts to a total gives its points, a reverse item turned round: a form
    that adds up must not count a gate, a question beside the scale, or one of a piece that has no total."""
    # An unlabelled point between two anchors is shown as its number, as on the form.
    shown = {**_code(option), "display": option.label or str(option.value)}
    if not scored:
        return shown
    points = {"url": f"{_FHIR}/ordinalValue", "valueDecimal": points_of(item, option.value)}
    return {"extension": [points], **shown}


def _code(option: Option) -> Json:
    """The option's own value as its code where it has no LOINC answer."""
    return {"system": LOINC, "code": option.loinc} if option.loinc else {"code": str(option.value)}


def _ends(item: Item) -> Iterator[Json]:
    kind = "valueInteger" if item.kind == "scale" else "valueDecimal"
    for name, end in (("minValue", item.minimum), ("maxValue", item.maximum)):
        if end is not None:
            yield {"url": f"{_FHIR}/{name}", kind: int(end) if item.kind == "scale" else end}


def _beside(item: Item) -> Iterator[Json]:
    """What stands with the question where whoever fills it in reads it: of whom it is asked, its ends, what to ask
    further, with room to write."""
    if item.asked_of and item.ask_when:
        yield _words_beside(item, "asked-of", "display", f"Asked of: {item.ask_when}")
    if item.anchors:
        ends = "; ".join(f"{value} = {label}" for value, label in item.anchors.items())
        yield _words_beside(item, "anchors", "display", ends)
    if item.follow_up_text:
        yield _words_beside(item, "further", "text", item.follow_up_text)


def _words_beside(item: Item, part: str, kind: str, words: str) -> Json:
    return {"linkId": f"{item.id}-{part}", "type": kind, "text": words}


def _enabled(instrument: Instrument, item: Item) -> Json:
    items = {one.id: one for one in instrument.questions()}
    if item.skip_if is not None:
        found = list(_unless(items, item.skip_if))
    elif item.ask_if is not None:
        found = list(_when(items, item.ask_if))
    else:
        return {}
    return {"enableWhen": found} | ({"enableBehavior": "any"} if len(found) > 1 else {})


def _unless(items: Mapping[str, Item], condition: Condition) -> Iterator[Json]:
    """Asked unless one answer was given; also while it is open, as here."""
    if not isinstance(condition, Compare) or condition.op != "==":
        raise BrokenDefinition(f"FHIR cannot say when to skip a question: {condition}.")
    for option in items[condition.subject].options:
        if option.value == condition.value:
            yield _compare(condition.subject, "!=", "answerCoding", _code(option))


def _when(items: Mapping[str, Item], condition: Condition) -> Iterator[Json]:
    """Asked once an answer says so: each answer that does, named, for codes have no order."""
    if isinstance(condition, AtLeast):
        if condition.count != 1:
            raise BrokenDefinition(f"FHIR cannot count answers: {condition}.")
        for part in condition.conditions:
            yield from _when(items, part)
    elif items[condition.subject].options:
        for option in items[condition.subject].options:
            if holds(condition, Facts({condition.subject: option.value})):
                yield _compare(condition.subject, "=", "answerCoding", _code(option))
    else:
        yield _compare(condition.subject, condition.op, "answerInteger", condition.value)


def _compare(subject: str, operator: str, kind: str, value: Any) -> Json:
    return {"question": subject, "operator": operator, kind: value}
