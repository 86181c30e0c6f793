"""When people meet: the two of them, or a group."""

from handrail.foundation.scheduling.models.appointments import Appointment
from handrail.foundation.scheduling.models.gatherings import Attendance, Gathering, Occasion, Seat

__all__ = ["Appointment", "Attendance", "Gathering", "Occasion", "Seat"]
