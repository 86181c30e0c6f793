"""The instruments on the shelf: each read when first asked for, then kept."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from handrail.clinical.instruments.errors import BrokenDefinition, UnknownInstrument
from handrail.clinical.instruments.reading import read_instrument
from handrail.clinical.instruments.scale import Instrument
from handrail.clinical.instruments.soundness import require_sound

_HERE = Path(__file__).parent
_DEFINITIONS = _HERE / "definitions"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Withheld:
    """An instrument whose wording may not be shipped, and why. It never has items."""

    id: str
    title: str
    ship: str
    reason: str
    licence_class: str
    licence_evidence: str
    citation: str
    alternative: str


def instrument(id: str) -> Instrument:
    """The instrument of that id; UnknownInstrument says what there is, or why one is withheld."""
    if id not in instrument_ids():
        raise UnknownInstrument(_why_not(id))
    return _load(id)


def catalogue() -> list[Instrument]:
    """Every instrument that may be shipped, validated ones first, by title."""
    return sorted(map(_load, instrument_ids()), key=lambda one: (not one.validated, one.title))


@cache
def instrument_ids() -> frozenset[str]:
    """The ids on the shelf, without reading a definition."""
    return frozenset(path.stem for path in _DEFINITIONS.glob("*.yaml"))


@cache
def withheld() -> tuple[Withheld, ...]:
    """What may not be shipped, with the reason and what to use in its place."""
    return tuple(Withheld(**row) for row in _read_yaml(_HERE / "withheld.yaml")["withheld"])


@cache
def _load(id: str) -> Instrument:
    raw = _read_yaml(_DEFINITIONS / f"{id}.yaml")
    try:
        return require_sound(read_instrument(raw))
    except KeyError as missing:
        raise BrokenDefinition(f"The definition of {id} lacks {missing}.") from missing


def _read_yaml(path: Path) -> Any:
    with path.open("rb") as file:
        return yaml.load(file, Loader=_LOADER)  # noqa: S506 -- a safe loader, the compiled one where there is one


def _why_not(id: str) -> str:
    for one in withheld():
        if one.id == id:
            return f"{one.title} may not be shipped: {one.reason} In its place: {one.alternative}."
    return f"There is no instrument {id[:40]!r}. There are: {', '.join(sorted(instrument_ids()))}."
