"""Finding people in words: what one tap says, how somebody is tried next, what may be said where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.people.models import ContactPoint, Person
from handrail.interfaces.contact_words import hours
from handrail.interfaces.staff.words.languages import language
from handrail.pillars.case_management.models import Attempt, Lead

Way, Outcome = Attempt.Way, Attempt.Outcome
Safety = ContactPoint.Safety


@dataclass(frozen=True, slots=True)
class Tap:
    """One button: what is written down, in which words."""

    value: str
    outcome: str
    label: Any

    def at(self, lead: int) -> Tap:
        """The same at a place, or through somebody."""
        return replace(self, value=f"{self.value}:{lead}")


def _tap(way: str, outcome: str, label: Any) -> Tap:
    return Tap(f"{way}:{outcome}", outcome, label)


TAPS: Mapping[str, tuple[Tap, ...]] = {
    Way.CALL: (
        _tap("call", "no_answer", _l("No answer")), _tap("call", "left_message", _l("Left a message")),
        _tap("call", "reached", _l("Spoke with them")),
    ),
    Way.TEXT: (_tap("text", "left_message", _l("Sent a text")), _tap("text", "reached", _l("They answered"))),
    Way.VISIT: (
        _tap("visit", "not_there", _l("Not there")), _tap("visit", "seen", _l("Somebody saw them")),
        _tap("visit", "left_message", _l("Left a note")), _tap("visit", "reached", _l("Met them")),
    ),
    Way.LETTER: (_tap("letter", "left_message", _l("Sent a letter")),),
    Way.THROUGH: (
        _tap("through", "no_answer", _l("No answer")), _tap("through", "seen", _l("They saw them")),
        _tap("through", "left_message", _l("Left word")), _tap("through", "reached", _l("Reached them so")),
    ),
    Way.THEM: (_tap("them", "reached", _l("They called or came")),),
}  # fmt: skip
#: What stands at no number and no place.
OTHERWISE = (
    _tap("visit", "not_there", _l("Went by, not there")), _tap("visit", "seen", _l("Somebody saw them")),
    _tap("visit", "reached", _l("Met them")), *TAPS[Way.LETTER], *TAPS[Way.THEM],
)  # fmt: skip
#: How somebody is tried next.
NEXT_HOW: Mapping[str, Any] = {
    Way.CALL: _l("by phone"), Way.TEXT: _l("by text"), Way.VISIT: _l("there"), Way.THROUGH: _l("through somebody"),
    "": _l("by asking their team how"),
}  # fmt: skip


def try_words(one: Attempt) -> str:
    """`By phone: no answer`."""
    return f"{one.get_way_display()}: {str(one.get_outcome_display()).lower()}"


def lead_rules(lead: Lead, *, open_now: bool) -> tuple[str, str]:
    """What they said about a place or somebody, and what not to do there."""
    place = lead.kind == Lead.Kind.PLACE
    if lead.safety == Safety.UNSAFE:
        return "", _("Do not go there.") if place else _("Do not ask there.")
    if lead.safety == Safety.UNKNOWN:
        asked = _("Nobody has asked yet if we may go there.") if place else _("Nobody has asked yet if we may ask them.")  # fmt: skip
        return asked, _("Nothing about us.")
    says = _("You may say that it is us.") if lead.may_say == Lead.MaySay.US else ""
    parts = [hours(lead.earliest, lead.latest), "" if open_now else _("Not now."), says, lead.words_to_say]
    return " ".join(part for part in parts if part), "" if says else _("Nothing about us.")


def address(person: Person) -> str:
    """How to address them: pronouns and languages."""
    return " · ".join(part for part in (person.pronouns, ", ".join(_languages(person))) if part)


def _languages(person: Person) -> list[str]:
    return [language(code) for code in (person.language, *person.other_languages)]
