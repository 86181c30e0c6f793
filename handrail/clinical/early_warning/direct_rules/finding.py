"""What a direct rule found."""

from __future__ import annotations

from dataclasses import dataclass

#: From the most pressing on.
EMERGENCY, SAME_SESSION, PRIORITY, SUPPORT_NOW = "emergency", "same_session", "priority", "support_now"
LEVELS = (EMERGENCY, SAME_SESSION, PRIORITY, SUPPORT_NOW)


@dataclass(frozen=True, slots=True)
class DirectFinding:
    """A rule that was met: how pressing (one of LEVELS), why in words, and what to do."""

    rule_id: str
    level: str
    reason: str
    action: str
