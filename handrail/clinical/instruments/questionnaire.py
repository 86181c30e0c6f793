"""An instrument as a FHIR R4 Questionnaire (4.0.1): plain values, ready for JSON.

Words, order and options go over unaltered; terms and attribution stand in `copyright`; LOINC codes where the
definition has them. Scoring does not go over: a total is made here only, by its version.
"""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from handrail.clinical.instruments.questionnaire_items import LOINC, Json, question
from handrail.clinical.instruments.scale import Instrument, Section

OWN = "Own wording, not a validated instrument: answers are for conversation, their result is no score."
STAFF = "Asked or rated by trained staff only; never sent to a person."


def questionnaire(instrument: Instrument) -> Json:
    """The whole Questionnaire."""
    return _filled(
        {
            "resourceType": "Questionnaire",
            # FHIR ids know no underscore; the name keeps ours.
            "id": instrument.id.replace("_", "-"),
            "language": "en",
            "url": address(instrument.id),
            "version": instrument.scoring_version,
            "name": f"Instrument_{instrument.id}",
            "title": instrument.title,
            "status": "active",
            "subjectType": ["Patient"],
            "description": _description(instrument),
            "copyright": terms(instrument),
            "code": [{"system": LOINC, "code": instrument.loinc_panel}] if instrument.loinc_panel else [],
            "item": _items(instrument),
        }
    )


def address(id: str) -> str:
    """The canonical address: the same for everybody, and of nobody's domain."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'handrail/instruments/{id}')}"


def terms(instrument: Instrument) -> str:
    """What must travel with the words: whose they are, on which terms, and the notice for LOINC codes."""
    licence = instrument.licence
    parts = (licence.attribution, licence.statement, licence.note or "", f"Licence class: {licence.kind}.")
    return "\n\n".join(part for part in (*parts, instrument.loinc_notice or "") if part)


def _description(instrument: Instrument) -> str:
    words = [instrument.purpose] if instrument.purpose else []
    words += [] if instrument.validated else [OWN]
    words += [] if instrument.may_be_sent_to_person else [STAFF]
    words += [f"Recall: {instrument.recall}."] if instrument.recall else []
    words += [f"Source: {instrument.citation}"] if instrument.citation else []
    return "\n\n".join([*words, *instrument.do_not])


def _items(instrument: Instrument) -> list[Json]:
    told = [
        {"linkId": f"{instrument.id}-{part}", "type": "display", "text": words}
        for part, words in (("preamble", instrument.preamble), ("instructions", instrument.instructions))
        if words
    ]
    first = [question(instrument, one) for one in (instrument.audience, instrument.gate) if one]
    beside = [question(instrument, item) for item in instrument.unscored_items if item.follows is None]
    sections = [_section(one) for one in instrument.sections]
    return [*told, *first, *_asked(instrument), *beside, *sections]


def _asked(instrument: Instrument) -> list[Json]:
    theirs = [item for item in instrument.questions() if item in instrument.items or item.follows is not None]
    asked = [question(instrument, item) for item in theirs]
    if not instrument.stem:
        return asked
    return [{"linkId": f"{instrument.id}-stem", "type": "group", "text": instrument.stem, "item": asked}]


def _section(section: Section) -> Json:
    if section.choices:
        options = [{"valueString": words} for words in section.choices]
        return _of(section, "open-choice", answerOption=options, repeats=True)
    if not section.fields:
        return _of(section, "text")
    fields = [
        {"linkId": f"{section.id}.{place}", "type": "text", "text": words}
        for place, words in enumerate(section.fields, start=1)
    ]
    return _of(section, "group", item=fields, repeats=True, required=section.min_entries > 0)


def _of(section: Section, kind: str, **more: Any) -> Json:
    return {"linkId": section.id, "type": kind, "text": section.title, **more}


def _filled(resource: Json) -> Json:
    return {key: value for key, value in resource.items() if value not in ("", [])}
