"""From a definition's YAML to an Instrument; what is unsound is refused, never repaired."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handrail.clinical.instruments.conditions import TOTAL, Condition, read_condition
from handrail.clinical.instruments.reading_items import (
    Raw,
    read_audience,
    read_gate,
    read_items,
    read_unscored,
)
from handrail.clinical.instruments.scale import (
    Band,
    ChangeRule,
    Cutoff,
    HistoryRule,
    Instrument,
    Licence,
    Note,
    Outcome,
    SafetyTrigger,
    Scoring,
    Section,
    Subscale,
)


def read_instrument(raw: Raw) -> Instrument:
    """The whole instrument; raises BrokenDefinition or KeyError where the definition is not whole."""
    items = read_items(raw)
    sets = _read_band_sets(raw)
    return Instrument(
        id=raw["id"],
        title=raw["title"],
        scoring_version=raw["scoring_version"],
        validated=raw["validated"],
        ship=raw.get("ship", "yes"),
        answered_by=raw["answered_by"],
        licence=_read_licence(raw["licence"]),
        scoring=_read_scoring(raw["scoring"]),
        name=raw.get("name", ""),
        items=items,
        gate=read_gate(raw),
        audience=read_audience(raw),
        unscored_items=read_unscored(raw, items),
        sections=_read_sections(raw),
        subscales=tuple(_read_subscale(part) for part in raw.get("subscales", [])),
        band_sets=MappingProxyType(sets) if sets else None,
        default_band_set=raw.get("default_band_set", "published" if sets else None),
        band_set_names=MappingProxyType(dict(raw.get("band_set_names", {}))),
        cutoffs=tuple(_read_cutoff(cut) for cut in raw.get("cutoffs", [])),
        change=_read_change(raw.get("change", {})),
        safety_triggers=tuple(_read_trigger(one) for one in raw.get("safety_triggers", [])),
        history_rules=tuple(_read_history_rule(rule) for rule in raw.get("history_rules", [])),
        notes=tuple(_read_note(note) for note in raw.get("interpretation_notes", [])),
        do_not=tuple(raw.get("do_not", ())),
        purpose=raw.get("purpose", ""),
        citation=raw.get("citation", ""),
        **_read_use(raw),
    )


def _read_use(raw: Raw) -> dict[str, Any]:
    how, cadence, loinc = raw.get("administration", {}), raw.get("cadence", {}), raw.get("loinc", {})
    words = {key: raw.get(key) for key in ("recall", "preamble", "instructions", "stem")}
    return words | {
        "mode": how.get("mode", "self_report"),
        "minutes": how.get("minutes"),
        "ages": how.get("ages"),
        "cadence": cadence.get("default"),
        "minimum_gap_days": cadence.get("minimum_gap_days"),
        "loinc_panel": loinc.get("panel"),
        "loinc_total": loinc.get("total"),
        "answer_list_loinc": raw.get("answer_list_loinc"),
        "loinc_notice": raw.get("loinc_notice"),
    }


def _read_licence(raw: Raw) -> Licence:
    return Licence(
        kind=raw["class"],
        statement=raw.get("statement", ""),
        attribution=raw.get("attribution", ""),
        source=raw.get("source", ""),
        evidence=raw.get("evidence", "design"),
        open_points=tuple(raw.get("open_points", ())),
        note=raw.get("note"),
    )


def _read_scoring(raw: Raw) -> Scoring:
    low, high = raw.get("range", (None, None))
    return Scoring(
        method=raw["method"],
        items=tuple(raw.get("items", ())),
        minimum=low,
        maximum=high,
        higher_is=raw.get("higher_is"),
        missing=raw.get("missing"),
        evidence=raw.get("evidence", "design"),
        outcomes=tuple(_read_outcome(one, raw) for one in raw.get("outcomes", [])),
        note=raw.get("note") or raw.get("rule"),
    )


def _read_outcome(raw: Raw, scoring: Raw) -> Outcome:
    evidence = raw.get("evidence", scoring["evidence"])
    return Outcome(raw["id"], read_condition(raw["when"]), raw["next"], evidence)


def _read_band_sets(raw: Raw) -> dict[str, tuple[Band, ...]]:
    evidence = raw.get("bands_evidence", "design")
    named: Mapping[str, Any] = raw.get("band_sets", {})
    plain = {"published": raw["bands"]} if raw.get("bands") else {}
    return {
        name: tuple(Band(b["min"], b["max"], b["label"], evidence, b.get("action")) for b in bands)
        for name, bands in {**plain, **named}.items()
    }


def _read_subscale(raw: Raw) -> Subscale:
    low, high = raw["range"]
    return Subscale(raw["id"], raw["label"], tuple(raw["items"]), low, high)


def _read_cutoff(raw: Raw) -> Cutoff:
    words = (raw.get(key) for key in ("note", "meaning", "use", "default"))
    return Cutoff(
        name=raw["name"],
        when=_read_cutoff_condition(raw),
        evidence=raw["evidence"],
        kind=raw.get("kind", "screen"),
        applies_to=raw.get("applies_to"),
        rule=raw.get("rule"),
        note=next((word for word in words if word), None),
    )


def _read_cutoff_condition(raw: Raw) -> Condition | None:
    if "op" in raw:
        return read_condition({"score": TOTAL, "op": raw["op"], "value": raw["value"]})
    return read_condition(raw["when"]) if "when" in raw else None


def _read_change(raw: Raw) -> ChangeRule:
    return ChangeRule(
        reliable_points=raw.get("reliable_points"),
        screen_only=raw.get("screen_only", False),
        response_percent=raw.get("response_percent"),
        remission_below=raw.get("remission_below"),
        recovered_at_or_below=raw.get("recovered_at_or_below"),
        possible_points=raw.get("possible_points"),
        evidence=raw.get("reliable_evidence", "not published"),
        notes=tuple(raw[key] for key in ("rule", "note") if key in raw) + tuple(raw.get("disagreements", ())),
    )


def _read_trigger(raw: Raw) -> SafetyTrigger:
    return SafetyTrigger(
        id=raw["id"],
        when=read_condition(raw["when"]),
        level=raw["level"],
        action=raw["action"],
        evidence=raw.get("evidence", "not stated"),
        private=raw.get("private", False),
    )


def _read_history_rule(raw: Raw) -> HistoryRule:
    return HistoryRule(raw["rule"], raw["level"], raw["action"])


def _read_note(raw: Raw) -> Note:
    return Note(raw["text"], read_condition(raw["when"]) if "when" in raw else None)


def _read_sections(raw: Raw) -> tuple[Section, ...]:
    groups = [{"id": name, "title": name, "choices": signs} for name, signs in raw.get("groups", {}).items()]
    return tuple(
        Section(
            id=part["id"],
            title=part["title"],
            fields=tuple(part.get("fields", raw.get("item_fields", ()))),
            min_entries=part.get("min_entries", 0),
            prefill=tuple(part.get("prefill", ())),
            choices=tuple(part.get("choices", ())),
            note=part.get("note"),
            show_when=part.get("show_when"),
        )
        for part in [*raw.get("sections", []), *groups]
    )
