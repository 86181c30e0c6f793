"""What a person can ask of the organisation, or complain of to it."""

from handrail.foundation.rights.models.amendments import Amendment, AmendmentQuerySet
from handrail.foundation.rights.models.breaches import (
    Breach,
    BreachNotice,
    BreachPerson,
    BreachPersonQuerySet,
    BreachReport,
    BreachWeighing,
)
from handrail.foundation.rights.models.complaints import Complaint, ComplaintQuerySet
from handrail.foundation.rights.models.erasures import Erasure, ErasureQuerySet
from handrail.foundation.rights.models.keeping import KeptYears, KeptYearsQuerySet
from handrail.foundation.rights.models.legal import LegalRequest, LegalRequestQuerySet
from handrail.foundation.rights.models.notices import NoticeDelivery

__all__ = [
    "Amendment", "AmendmentQuerySet", "Breach", "BreachNotice", "BreachPerson", "BreachPersonQuerySet", "BreachReport",
    "BreachWeighing", "Complaint", "ComplaintQuerySet", "Erasure", "ErasureQuerySet", "KeptYears", "KeptYearsQuerySet",
    "LegalRequest", "LegalRequestQuerySet", "NoticeDelivery",
]  # fmt: skip
