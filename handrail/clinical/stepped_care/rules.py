"""Every rule, by the name it is switched off with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from handrail.clinical.stepped_care.check_ins import falling_confidence, unsafe_answer
from handrail.clinical.stepped_care.contacts import missed_contacts
from handrail.clinical.stepped_care.hint import Hint, Known
from handrail.clinical.stepped_care.scales import no_change, sustained, worsening

RULES: Mapping[str, Callable[[Known], Iterator[Hint]]] = MappingProxyType(
    {
        "reliable_worsening": worsening,
        "no_reliable_change": no_change,
        "safety_answer": unsafe_answer,
        "use_with_falling_confidence": falling_confidence,
        "two_missed_contacts": missed_contacts,
        "sustained_response": sustained,
    }
)


def hints(known: Known) -> list[Hint]:
    """Every rule that is met, in the order of RULES. None means that nothing was found, never that all is well."""
    return [hint for rule in RULES.values() for hint in rule(known)]
