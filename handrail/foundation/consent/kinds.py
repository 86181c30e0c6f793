"""What each kind of consent may say: to whom, about what, what for, until when."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.foundation.consent.matrix import matrix, resources
from handrail.foundation.consent.models import Consent, Recipient

Kind, Purpose, Ends = Consent.Kind, Consent.Purpose, Consent.Ends
To = Recipient.Kind

#: Nothing of a person that could be handed to somebody: the office's own books, and how somebody signs in.
NO_RECORD = {"audit", "reports", "accounts"}
#: Notes that stand alone (42 CFR 2.31(b)).
APART = "sud_counseling_notes"
#: Both end a consent by themselves: none of the kinds that name somebody may go on for ever (2.31(a)(7)).
ENDING = (Ends.WITH_TREATMENT, Ends.ON_DAY)
SOMEBODY = (To.ORGANISATION, To.PERSON)


@dataclass(frozen=True, slots=True)
class Rule:
    """`whole` means that all of `resources` goes, and nothing is chosen. `single` kinds are held once."""

    resources: tuple[str, ...]
    purposes: tuple[Consent.Purpose, ...]
    recipients: tuple[Recipient.Kind, ...] = SOMEBODY
    ends: tuple[Consent.Ends, ...] = ENDING
    whole: bool = False
    single: bool = False


def rule_of(kind: str) -> Rule:
    """The rule of a kind of consent. Raises KeyError for a kind that is not there."""
    return _RULES[Consent.Kind(kind)]


def _record() -> tuple[str, ...]:
    return tuple(sorted(resources() - NO_RECORD - {APART}))


def _open_to(role: str, *rules: str) -> tuple[str, ...]:
    cells = matrix()[role]
    return tuple(
        name for name in _record() if name in cells and cells[name].read in rules and cells[name].part2
    )


#: What of a record may go to somebody named; never the notes that stand alone.
PARTS = tuple(name for name in _record() if name not in {"consents", "disclosure_log", "emergency_access"})

_RULES: dict[Consent.Kind, Rule] = {
    Kind.TPO: Rule(
        _record(), (Purpose.TPO,), (To.CLASS,), (Ends.NEVER, *ENDING), whole=True, single=True
    ),
    Kind.NAMED: Rule(PARTS, (Purpose.AT_REQUEST, Purpose.TREATMENT), (*SOMEBODY, To.SYSTEM)),
    Kind.SUPPORTER: Rule(
        _open_to("supporter", "granted"), (Purpose.SUPPORT, Purpose.AT_REQUEST), (To.PERSON,)
    ),
    Kind.COUNSELING_NOTES: Rule((APART,), (Purpose.TREATMENT, Purpose.AT_REQUEST), whole=True),
    Kind.LEGAL: Rule(PARTS, (Purpose.LEGAL,)),
    Kind.INTERMEDIARY: Rule(PARTS, (Purpose.TREATMENT,), (To.INTERMEDIARY,)),
    Kind.CRIMINAL_JUSTICE: Rule(PARTS, (Purpose.MONITORING,)),
    Kind.CRISIS: Rule(
        _open_to("crisis_responder", "episode", "programme"), (Purpose.CRISIS,), (To.CLASS,), whole=True,
        single=True,
    ),
}  # fmt: skip
