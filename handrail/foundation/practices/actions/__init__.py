"""Everything that can happen to what a person practises, each noun in a file of its own."""

from handrail.foundation.practices.actions.practising import KEPT_FOR, TooLongAgo, begin, end, tell
from handrail.foundation.practices.actions.writing import WrittenMeanwhile, choose_columns, sign, write

__all__ = [
    "KEPT_FOR",
    "TooLongAgo",
    "WrittenMeanwhile",
    "begin",
    "choose_columns",
    "end",
    "sign",
    "tell",
    "write",
]
