"""What a person practises outside the office, and what they told about it."""

from handrail.foundation.practices.models.practices import Practice, PracticeLog

__all__ = ["Practice", "PracticeLog"]
