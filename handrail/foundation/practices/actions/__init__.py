"""Everything that can happen to what a person practises, each noun in a file of its own."""

from handrail.foundation.practices.actions.practising import KEPT_FOR, TooLongAgo, begin, end, tell
from handrail.foundation.practices.actions.weeks import NoSkillOfAWeek, choose_skill, drop_skill
from handrail.foundation.practices.actions.writing import WrittenMeanwhile, choose_columns, sign, write

__all__ = [
    "KEPT_FOR",
    "NoSkillOfAWeek",
    "TooLongAgo",
    "WrittenMeanwhile",
    "begin",
    "choose_columns",
    "choose_skill",
    "drop_skill",
    "end",
    "sign",
    "tell",
    "write",
]
