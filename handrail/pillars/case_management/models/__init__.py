"""The nouns of case management."""

from handrail.pillars.case_management.models.arrangements import Arrangement, ToBring
from handrail.pillars.case_management.models.directory import Need, Provider, Service, Source
from handrail.pillars.case_management.models.finding import Attempt, Lead, Search
from handrail.pillars.case_management.models.medicines import Medicine, MissedDose, PickUp
from handrail.pillars.case_management.models.referrals import AnswerLink, IllegalMove, PartnerNote, Referral
from handrail.pillars.case_management.models.searching import Spot

__all__ = [
    "AnswerLink",
    "Arrangement",
    "Attempt",
    "IllegalMove",
    "Lead",
    "Medicine",
    "MissedDose",
    "Need",
    "PartnerNote",
    "PickUp",
    "Provider",
    "Referral",
    "Search",
    "Service",
    "Source",
    "Spot",
    "ToBring",
]
