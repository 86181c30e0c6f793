"""Everything that can happen to notes."""

from handrail.pillars.counseling.actions.groups import (
    GroupWrittenMeanwhile,
    Line,
    NamesAnother,
    write_group,
)
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
    "BelongsElsewhere", "CannotSign", "GroupWrittenMeanwhile", "Line", "NamesAnother", "NotADraft", "NothingWritten",
    "Saved", "TooLong", "amend", "begin_note", "cosign", "drop_draft", "keep_apart", "review", "save_draft", "sign",
    "write_group",
]  # fmt: skip
