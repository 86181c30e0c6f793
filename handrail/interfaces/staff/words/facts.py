"""Why am I seeing this? The exact facts: what was answered and what is usual. Never a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from handrail.continuum.journey.wording.measures import figure, signal_words
from handrail.continuum.watch.models import Finding


@dataclass(frozen=True, slots=True)
class Fact:
    """One question: what these days say, and what is usual for this person."""

    name: str
    now: str
    usual: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The sentence the finding was kept with, and its inputs as a small table."""

    sentence: str
    rows: tuple[Fact, ...] = ()


def facts_of(finding: Finding) -> Facts:
    """The facts behind a finding, for whoever may read the person's check-ins."""
    signals = finding.inputs.get("signals")
    rows = [_signal(one) for one in signals if isinstance(one, dict)] if isinstance(signals, list) else []
    missed = _missed(finding.inputs.get("missed"))
    return Facts(finding.sentence, (*rows, *missed))


def not_shared() -> Facts:
    """What somebody is told who may not read what was found, whatever it was found in."""
    return Facts(_("Something changed in how things are going. What is behind it is not shared with you."))


def _signal(one: dict[str, Any]) -> Fact:
    usual = _number(one.get("usual"))
    if usual and (spread := _number(one.get("spread"))):
        usual = f"{usual} ± {spread}"
    return Fact(signal_words(str(one.get("name", ""))), _number(one.get("now")), usual)


def _missed(found: Any) -> list[Fact]:
    if not (isinstance(found, list) and len(found) == 2 and all(isinstance(n, int) for n in found)):
        return []
    missed, expected = found
    told = {"came": expected - missed, "expected": expected}
    return [Fact(signal_words("silence"), _("%(came)s of %(expected)s days") % told, "")]


def _number(value: Any) -> str:
    return figure(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
