"""The elements without which a consent cannot be given (42 CFR 2.31 as amended by 89 FR 12472). Pure: values in, names out.

Some are facts (who, what, until when), some are sentences that the person must have been able to read. A wording
declares which sentences it says; whether it says them well is for people to judge, and they sign the wording off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

NOTES = "sud_counseling_notes"
FOR_CARE = {"tpo", "treatment", "crisis"}
SENTENCES_OF_FACTS = {
    "patient", "discloser", "description", "recipient", "participants", "purpose", "revoking", "expiry", "firm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """A consent as filled in. `says` names the elements that the wording puts into sentences."""

    kind: str
    says: frozenset[str]
    patient: str = ""
    discloser: str = ""
    recipient: str = ""
    participants: str = ""
    resources: frozenset[str] = frozenset()
    purpose: str = ""
    ends: str = ""
    expires_on: date | None = None
    firm_until: date | None = None
    signed_name: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """`asked` tells whether this consent needs it, `there` whether it has it."""

    name: str
    source: str
    there: Callable[[Form], bool]
    asked: Callable[[Form], bool] = lambda form: True


def missing(form: Form) -> tuple[str, ...]:
    """The names of the elements that the rule asks for and this consent lacks, in the rule's order."""
    return tuple(one.name for one in ELEMENTS if one.asked(form) and not _there(one, form))


def _there(element: Element, form: Form) -> bool:
    said = element.name not in SENTENCES_OF_FACTS or element.name in form.says
    return said and element.there(form)


def _said(name: str) -> Callable[[Form], bool]:
    return lambda form: name in form.says


def _of(*kinds: str) -> Callable[[Form], bool]:
    return lambda form: form.kind in kinds


def _for_care(form: Form) -> bool:
    return form.purpose in FOR_CARE


def _ends(form: Form) -> bool:
    if form.ends == "day":
        return form.expires_on is not None and form.signed_on is not None and form.expires_on > form.signed_on
    return form.ends == "end_of_treatment" or (form.ends == "none" and form.purpose == "tpo")


def _revocable(form: Form) -> bool:
    # No later than the case's own end: the day is named, and comes before the consent runs out (2.35(c)).
    if form.firm_until is None or form.signed_on is None or form.firm_until <= form.signed_on:
        return False
    return form.expires_on is None or form.firm_until <= form.expires_on


ELEMENTS: tuple[Element, ...] = (
    Element("patient", "42 CFR 2.31(a)(1)", lambda form: bool(form.patient.strip())),
    Element("discloser", "42 CFR 2.31(a)(2)", lambda form: bool(form.discloser.strip())),
    Element("description", "42 CFR 2.31(a)(3)", lambda form: bool(form.resources)),
    Element("recipient", "42 CFR 2.31(a)(4)(i)", lambda form: bool(form.recipient.strip())),
    Element(
        "participants", "42 CFR 2.31(a)(4)(ii)", lambda form: bool(form.participants.strip()), _of("intermediary")
    ),
    Element("hipaa", "42 CFR 2.31(a)(4)(iii)", _said("hipaa"), _for_care),
    Element("purpose", "42 CFR 2.31(a)(5)", lambda form: bool(form.purpose)),
    Element("revoking", "42 CFR 2.31(a)(6)", lambda form: True),
    Element("reliance", "42 CFR 2.31(a)(6)", _said("reliance")),
    Element("expiry", "42 CFR 2.31(a)(7)", _ends),
    Element("signature", "42 CFR 2.31(a)(8)", lambda form: bool(form.signed_name.strip())),
    Element("date", "42 CFR 2.31(a)(9)", lambda form: form.signed_on is not None),
    Element("redisclosure", "42 CFR 2.31(a)(10)(i)", _said("redisclosure")),
    Element("refusal", "42 CFR 2.31(a)(10)(ii)", _said("refusal")),
    Element(
        "notes_alone", "42 CFR 2.31(b)",
        lambda form: form.resources == {NOTES} if form.kind == "counseling_notes" else NOTES not in form.resources,
    ),
    Element(
        "no_condition", "42 CFR 2.31(b); access matrix G19", _said("no_condition"),
        _of("counseling_notes", "crisis"),
    ),
    Element(
        "proceedings_alone", "42 CFR 2.31(d)", lambda form: (form.kind == "legal") == (form.purpose == "legal")
    ),
    Element("firm", "42 CFR 2.35(b), (c)", _revocable, _of("criminal_justice")),
)  # fmt: skip
