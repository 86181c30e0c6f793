"""What a person practises outside the office, and what they told and wrote about it."""

from handrail.foundation.practices.models.practices import Practice, PracticeLog
from handrail.foundation.practices.models.sheets import (
    DiaryChoice,
    Sheet,
    SheetSignature,
    SheetVersion,
    cell_of,
    diary_columns,
    own_signs_of,
)
from handrail.foundation.practices.models.weeks import SkillOfWeek, monday_of

__all__ = [
    "DiaryChoice",
    "Practice",
    "PracticeLog",
    "Sheet",
    "SheetSignature",
    "SheetVersion",
    "SkillOfWeek",
    "cell_of",
    "diary_columns",
    "monday_of",
    "own_signs_of",
]
