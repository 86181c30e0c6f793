"""`handrail score` and `handrail instruments list`: plain functions, no printing, no exit.

Every function returns (exit code, text). 0: the text is the result. 2: the text says what was wrong and
nothing was scored.
"""

import json
from typing import Any

from handrail import strict_json
from handrail.clinical.instruments.errors import InstrumentError
from handrail.clinical.instruments.instrument import catalogue, instrument, withheld
from handrail.clinical.instruments.scale import Cutoff, Instrument
from handrail.clinical.instruments.scoring import Score, as_dict, require_complete, score

Result = tuple[int, str]

WHO = {
    "person": "the person",
    "person_or_staff": "the person, or staff with the person",
    "staff": "trained staff only; never sent to a person",
}


NO_DIAGNOSIS = "Not a diagnosis. A screen is a reason for a conversation."
OWN_WORDING = "Own wording, not a validated instrument: this is no score."


def score_command(
    id: str,
    answers_json: str,
    previous_json: str | None = None,
    as_json: bool = False,
    bands: str | None = None,
) -> Result:
    """Score one instrument. `answers_json` is an object of item id to answer, for example {"phq9_1": 2};

    `previous_json` an earlier total or an earlier object of answers to the same instrument; `bands` one of the
    published sets of ranges, where they disagree (CIWA-Ar).
    """
    try:
        scale = instrument(id)
        answers = _read_object(answers_json, "--answers")
        previous = _read_previous(previous_json)
        result = _scored(scale, answers, previous, bands)
    except InstrumentError as wrong:
        return 2, str(wrong)
    return 0, _as_json(scale, result) if as_json else _as_text(scale, result)


def list_command(as_json: bool = False) -> Result:
    """Every instrument with its items, licence and who may answer, then those withheld with the reason."""
    if as_json:
        return 0, _dump({"instruments": [_row(one) for one in catalogue()], "withheld": _withheld_rows()})
    shown = [_row_text(one) for one in catalogue()]
    kept_back = [f"{one['id']}: {one['title']}\n  {one['reason']}" for one in _withheld_rows()]
    return 0, "\n".join([*shown, "", "May not be shipped:", *kept_back])


def _scored(scale: Instrument, answers: dict[str, Any], previous: Any, bands: str | None) -> Score:
    if not any(answer is not None for answer in answers.values()):
        raise InstrumentError(f"{scale.title} was given no answers; nothing was scored.")
    _require_comparable(scale, previous)
    return require_complete(score(scale, answers, previous, band_set=bands))


def _require_comparable(scale: Instrument, previous: Any) -> None:
    """An earlier result that could not be compared is refused, never passed over."""
    of_answers = isinstance(previous, dict)
    if previous is None or scale.scoring.method == "none" and of_answers:
        return
    if scale.scoring.method != "sum":
        raise InstrumentError(
            f"{scale.title} has no total to compare. Leave --previous out; nothing was scored."
        )
    if of_answers:
        try:
            require_complete(score(scale, previous))
        except InstrumentError as wrong:
            raise InstrumentError(f"--previous: {wrong}") from wrong


def _read_previous(text: str | None) -> Any:
    if text is None:
        return None
    value = _parse(text, "--previous")
    if isinstance(value, dict) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise InstrumentError(
        "--previous takes an earlier total, for example 14, or earlier answers as an object."
    )


def _read_object(text: str, option: str) -> dict[str, Any]:
    value = _parse(text, option)
    if isinstance(value, dict):
        return value
    raise InstrumentError(f'{option} takes a JSON object, for example {{"phq9_1": 2}}.')


def _parse(text: str, option: str) -> Any:
    try:
        return strict_json.read(text)
    except strict_json.NotStrict as wrong:
        raise InstrumentError(f"{option} is not valid JSON: {wrong}; nothing was scored.") from wrong


def _as_json(scale: Instrument, result: Score) -> str:
    more = {
        "title": scale.title,
        "cut_offs_reached": [_cutoff_row(cut) for cut in result.positive_screens],
        "attribution": scale.licence.attribution,
        "remark": NO_DIAGNOSIS if scale.validated else OWN_WORDING,
    }
    return _dump(as_dict(result) | more)


def _cutoff_row(cut: Cutoff) -> dict[str, str | None]:
    """What a name alone does not say: a strength is no screen, a protocol's number no decision."""
    return {
        "name": cut.name,
        "kind": cut.kind,
        "applies_to": cut.applies_to,
        "evidence": cut.evidence,
        "note": cut.note,
    }


def _dump(value: Any) -> str:
    return json.dumps(value, indent=2)


def _as_text(scale: Instrument, result: Score) -> str:
    lines = [scale.title, *_result_lines(scale, result)]
    lines += [f"Named cut-off reached: {_cutoff_text(cut)}" for cut in result.positive_screens]
    lines += [f"Positive item: {item}" for item in result.flags]
    lines += [f"{one.level.upper()} {one.id}: {one.action}" for one in result.safety_triggers]
    lines += [f"Note: {note}" for note in result.notes]
    lines += [f"Not answered: {', '.join(result.missing)}"] if result.missing else []
    lines += [NO_DIAGNOSIS, f"Scoring {result.scoring_version}"] if scale.validated else []
    return "\n".join([*lines, scale.licence.attribution]).rstrip()


def _result_lines(scale: Instrument, result: Score) -> list[str]:
    lines = [] if scale.validated else [OWN_WORDING]
    if result.total is not None:
        band = f", {result.band.label}" if result.band else ""
        whose = scale.band_set_names.get(result.band_set or "")
        chosen = f" ({whose})" if whose else ""
        lines.append(f"Total {result.total} of {result.minimum} to {result.maximum}{band}{chosen}")
    lines += [f"{id}: {points}" for id, points in result.subscales.items()]
    lines += [f"{result.outcome.id}: {result.outcome.next}"] if result.outcome else []
    if moved := result.change:
        reached = [name for name in ("response", "remission", "recovered") if getattr(moved, name)]
        told = ", ".join([moved.verdict.replace("_", " "), *reached])
        lines.append(f"Change {moved.difference:+d} from {moved.previous}: {told}")
    return lines


def _cutoff_text(cut: Cutoff) -> str:
    return (
        cut.name + (f" ({cut.applies_to})" if cut.applies_to else "") + (f": {cut.note}" if cut.note else "")
    )


def _row(one: Instrument) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "items": len(one.items),
        "validated": one.validated,
        "licence": one.licence.kind,
        "attribution": one.licence.attribution,
        "who_may_answer": WHO[one.answered_by],
        "scoring_version": one.scoring_version,
    }


def _row_text(one: Instrument) -> str:
    kind = "" if one.validated else " Not validated, own wording."
    return (
        f"{one.id}: {one.title}\n  {len(one.items)} items. Licence: {one.licence.kind}. "
        f"Answered by {WHO[one.answered_by]}.{kind}"
    )


def _withheld_rows() -> list[dict[str, str]]:
    return [
        {"id": one.id, "title": one.title, "ship": one.ship, "reason": one.reason, "use": one.alternative}
        for one in withheld()
    ]
