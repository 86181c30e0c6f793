"""What a person holds and decides, and what the organisation must hold to: each noun in a file of its own."""

from handrail.foundation.consent.models.cases import Case, CasePerson
from handrail.foundation.consent.models.consents import Consent, Packet, Recipient, RecipientMember
from handrail.foundation.consent.models.denials import (
    Conflict,
    RestrictedReader,
    RestrictedRecord,
    Restriction,
)
from handrail.foundation.consent.models.disclosures import Disclosure
from handrail.foundation.consent.models.emergencies import EmergencyAccess, EmergencySearch
from handrail.foundation.consent.models.grants import Grant
from handrail.foundation.consent.models.sendings import Sending

__all__ = [
    "Case",
    "CasePerson",
    "Conflict",
    "Consent",
    "Disclosure",
    "EmergencyAccess",
    "EmergencySearch",
    "Grant",
    "Packet",
    "Recipient",
    "RecipientMember",
    "RestrictedReader",
    "RestrictedRecord",
    "Restriction",
    "Sending",
]
