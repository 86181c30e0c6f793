"""What pages need of complaints."""

from __future__ import annotations

from handrail.foundation.ledger.act import Act
from handrail.foundation.rights.models import Complaint
from handrail.foundation.rights.numbers import read_number
from handrail.foundation.rights.policy import may_answer_complaints

SHOWN = 50


def complaint_by(typed: str) -> Complaint | None:
    """The one with this number, however it was typed."""
    number = read_number(typed)
    return Complaint.objects.filter(number=number).first() if number else None


def complaints(act: Act) -> list[Complaint]:
    """Those that wait, by the day of their answer; then the answered, the newest first. Only the officer's."""
    if not may_answer_complaints(act):
        return []
    waiting = Complaint.objects.waiting().order_by("answer_by", "pk")
    answered = Complaint.objects.exclude(answered_at=None).order_by("-answered_at", "-pk")
    return [*waiting, *answered.select_related("answered_by")[:SHOWN]]


def waiting_complaints(act: Act) -> int:
    """How many wait for the officer's answer."""
    return Complaint.objects.waiting().count() if may_answer_complaints(act) else 0
