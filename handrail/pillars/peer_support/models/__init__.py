"""The nouns of peer support."""

from handrail.pillars.peer_support.models.contacts import CallTimes, PeerContact, SharedUp
from handrail.pillars.peer_support.models.feeds import MeetingFeed
from handrail.pillars.peer_support.models.matches import Match
from handrail.pillars.peer_support.models.meetings import Going, OpenMeeting
from handrail.pillars.peer_support.models.path import Milestone, MilestoneShare, Stretch
from handrail.pillars.peer_support.models.profiles import CaseloadLimit, PeerProfile, Supervision
from handrail.pillars.peer_support.models.supervision import SupervisionTopic, WellnessNote

__all__ = [
    "CallTimes", "CaseloadLimit", "Going", "Match", "MeetingFeed", "Milestone", "MilestoneShare", "OpenMeeting", "PeerContact",
    "PeerProfile", "SharedUp", "Stretch", "Supervision", "SupervisionTopic", "WellnessNote",
]  # fmt: skip
