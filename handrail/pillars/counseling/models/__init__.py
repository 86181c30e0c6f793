"""Notes: what a session was, what was added later, and what is kept apart."""

from handrail.pillars.counseling.models.family import FamilySession, Guest
from handrail.pillars.counseling.models.groups import GroupRecord
from handrail.pillars.counseling.models.kept_apart import KeptApart
from handrail.pillars.counseling.models.notes import Addendum, DraftCopy, Note, NoteReview, Thread

__all__ = [
    "Addendum",
    "DraftCopy",
    "FamilySession",
    "Guest",
    "GroupRecord",
    "KeptApart",
    "Note",
    "NoteReview",
    "Thread",
]
