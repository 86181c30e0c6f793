"""The nouns of a crisis."""

from handrail.pillars.crisis.models.alerts import (
    Alert,
    AlertQuerySet,
    AlreadyClosed,
    Asking,
    Holding,
    LogEntry,
)
from handrail.pillars.crisis.models.answers import (
    CHOSEN,
    Answer,
    Around,
    Helped,
    LookedBack,
    Mode,
    SetOff,
    Urgency,
)
from handrail.pillars.crisis.models.call_ins import CallIn
from handrail.pillars.crisis.models.coping_plans import CopingPart, CopingPlan
from handrail.pillars.crisis.models.follow_ups import FollowUp
from handrail.pillars.crisis.models.help_links import HelpLink
from handrail.pillars.crisis.models.pages import Page
from handrail.pillars.crisis.models.recognitions import Recognition
from handrail.pillars.crisis.models.safety_plans import SafetyPlan
from handrail.pillars.crisis.models.shifts import Shift
from handrail.pillars.crisis.models.transfers import Transfer

__all__ = [
    "CHOSEN",
    "Alert",
    "AlertQuerySet",
    "AlreadyClosed",
    "Answer",
    "Around",
    "Asking",
    "CallIn",
    "CopingPart",
    "CopingPlan",
    "FollowUp",
    "HelpLink",
    "Helped",
    "Holding",
    "LogEntry",
    "LookedBack",
    "Mode",
    "Page",
    "Recognition",
    "SafetyPlan",
    "SetOff",
    "Shift",
    "Transfer",
    "Urgency",
]
