"""What a person can ask of the organisation, or complain of to it."""

from handrail.foundation.rights.models.complaints import Complaint, ComplaintQuerySet
from handrail.foundation.rights.models.notices import NoticeDelivery

__all__ = ["Complaint", "ComplaintQuerySet", "NoticeDelivery"]
