"""Everything that can happen to notes."""

from handrail.pillars.counseling.actions.kept_apart import BelongsElsewhere, keep_apart
from handrail.pillars.counseling.actions.notes import (
    CannotSign,
    NotADraft,
    NothingWritten,
    Saved,
    TooLong,
    amend,
    begin_note,
    cosign,
    drop_draft,
    review,
    save_draft,
    sign,
)

__all__ = [
    "BelongsElsewhere", "CannotSign", "NotADraft", "NothingWritten", "Saved", "TooLong", "amend", "begin_note",
    "cosign", "drop_draft", "keep_apart", "review", "save_draft", "sign",
]  # fmt: skip
