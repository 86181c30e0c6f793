"""Everything that can happen to notes."""

from handrail.pillars.counseling.actions.family import (
    NoConsent,
    agree_on_family,
    answer_invitation,
    invite_guest,
    uninvite_guest,
)
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
    "BelongsElsewhere", "CannotSign", "GroupWrittenMeanwhile", "Line", "NamesAnother", "NoConsent", "NotADraft", "NothingWritten",
    "Saved", "TooLong", "agree_on_family", "amend", "answer_invitation", "begin_note", "cosign", "drop_draft", "invite_guest", "keep_apart", "review", "save_draft", "sign",
    "uninvite_guest",     "write_group",
]  # fmt: skip
