"""When people meet: the two of them, or a group."""

from handrail.foundation.scheduling.models.appointments import Appointment
from handrail.foundation.scheduling.models.availability import Availability
from handrail.foundation.scheduling.models.elsewhere import Elsewhere, InTheWay
from handrail.foundation.scheduling.models.feeds import CalendarFeed
from handrail.foundation.scheduling.models.gatherings import Attendance, Gathering, Occasion, Seat
from handrail.foundation.scheduling.models.meeting_names import MeetingName, ShownUp
from handrail.foundation.scheduling.models.topics import Topic

__all__ = [
    "Appointment",
    "Attendance",
    "Availability",
    "CalendarFeed",
    "Elsewhere",
    "Gathering",
    "MeetingName",
    "InTheWay",
    "Occasion",
    "Seat",
    "ShownUp",
    "Topic",
]
