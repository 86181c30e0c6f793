"""The nouns of messaging."""

from handrail.foundation.messaging.models.paces import ChosenPace
from handrail.foundation.messaging.models.permissions import Permission
from handrail.foundation.messaging.models.pings import Ping
from handrail.foundation.messaging.models.reminders import Reminder

__all__ = ["ChosenPace", "Permission", "Ping", "Reminder"]
