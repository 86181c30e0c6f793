"""Items and options, from a definition's YAML to frozen values."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from handrail.clinical.instruments.conditions import AtLeast, Compare, read_condition
from handrail.clinical.instruments.errors import BrokenDefinition
from handrail.clinical.instruments.scale import Item, Option

Raw = Mapping[str, Any]


def read_options(raw: list[Any]) -> tuple[Option, ...]:
    """Options as mappings, or as plain words that are their own value."""
    return tuple(_read_option(option) for option in raw)


def read_gate(raw: Raw) -> Item | None:
    """The question that decides whether the scored items are asked at all."""
    gate = raw.get("gate")
    return read_item(gate, ()) if gate else None


def read_audience(raw: Raw) -> Item | None:
    """The question of who may see the answers; asked before the others."""
    audience = raw.get("audience")
    return read_item(audience, ()) if audience else None


def read_items(raw: Raw) -> tuple[Item, ...]:
    """The items of a definition, each with its own options or those they all share."""
    shared = read_options(raw.get("options", []))
    items = tuple(read_item(item, shared) for item in raw.get("items", []))
    closes = raw.get("gate", {}).get("closes")
    if not closes:
        return items
    closed = Compare(raw["gate"]["id"], closes["op"], closes["value"])
    return tuple(replace(item, skip_if=closed, skip_score=closes["score_as"]) for item in items)


def read_unscored(raw: Raw, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """What is asked or recorded beside the scored items: extra questions, counts, second answers."""
    extra = [read_item(item, ()) for item in raw.get("unscored_items", [])]
    extra += [
        Item(id=item.record_also, text=item.title or item.text, kind="number", minimum=0, optional=True)
        for item in items
        if item.record_also
    ]
    if follow_up := raw.get("follow_up"):
        options = read_options(follow_up["options"])
        extra += [_second_answer(item, follow_up, options) for item in items]
    return tuple(extra)


def read_item(raw: Raw, shared: tuple[Option, ...]) -> Item:
    """One item; refuses one whose words are missing, for nobody may be asked a guess."""
    if not raw.get("text") or "text_unverified" in raw:
        raise BrokenDefinition(f"{raw.get('id')} has no checked wording, so it may not be shown or scored.")
    skip = raw.get("skip_when")
    ask_if = raw.get("ask_if")
    kind = raw.get("type", "choice")
    own = read_options(raw["options"]) if "options" in raw else shared
    return Item(
        id=raw["id"],
        text=raw["text"],
        kind=kind,
        title=raw.get("title"),
        options=own if kind in ("choice", "multi_choice") else (),
        minimum=raw.get("min"),
        maximum=raw.get("max"),
        step=raw.get("step", 1 if kind == "scale" else None),
        anchors=MappingProxyType(dict(raw["anchors"])) if "anchors" in raw else None,
        optional=raw.get("optional", False),
        reverse=raw.get("reverse", False),
        loinc=raw.get("loinc"),
        same_as=raw.get("same_as"),
        ask_when=raw.get("ask_when"),
        ask_if=read_condition(ask_if) if ask_if else None,
        ask_hint=raw.get("ask_hint"),
        asked_of=raw.get("asked_of"),
        instead_of=raw.get("instead_of"),
        skip_if=read_condition(skip) if skip else None,
        skip_score=skip["score_as"] if skip else None,
        follow_up_text=raw.get("follow_up_text"),
        record_also=raw.get("record_also"),
        private=raw.get("private", False),
        topic=raw.get("gravity"),
    )


def _read_option(raw: Any) -> Option:
    if not isinstance(raw, Mapping):
        return Option(value=str(raw), label=str(raw))
    hidden, positive = raw.get("not_on_form", False), raw.get("positive", False)
    return Option(raw["value"], raw["label"], raw.get("loinc"), hidden, positive)


def _second_answer(item: Item, follow_up: Raw, options: tuple[Option, ...]) -> Item:
    asked_for = tuple(Compare(item.id, "==", value) for value in follow_up["asked_for"])
    return Item(
        id=f"{item.id}_{follow_up['suffix']}", text=follow_up["text"], title=item.text, options=options,
        optional=True, private=item.private, ask_if=AtLeast(1, asked_for), follows=item.id,
    )  # fmt: skip
