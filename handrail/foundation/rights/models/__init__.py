"""What a person can ask of the organisation, or complain of to it."""

from handrail.foundation.rights.models.complaints import Complaint, ComplaintQuerySet

__all__ = ["Complaint", "ComplaintQuerySet"]
