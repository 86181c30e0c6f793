"""The nouns of peer support."""

from handrail.pillars.peer_support.models.matches import Match
from handrail.pillars.peer_support.models.profiles import CaseloadLimit, PeerProfile, Supervision

__all__ = ["CaseloadLimit", "Match", "PeerProfile", "Supervision"]
