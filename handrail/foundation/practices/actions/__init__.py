"""Everything that can happen to what a person practises, each noun in a file of its own."""

from handrail.foundation.practices.actions.practising import KEPT_FOR, TooLongAgo, begin, end, tell

__all__ = ["KEPT_FOR", "TooLongAgo", "begin", "end", "tell"]
