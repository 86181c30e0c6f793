"""Every change that can happen here."""

from handrail.foundation.rights.actions.complaints import (
    AlreadyAnswered,
    Told,
    answer_complaint,
    make_complaint,
)

__all__ = ["AlreadyAnswered", "Told", "answer_complaint", "make_complaint"]
