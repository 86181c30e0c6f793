"""Every change that can happen in case management, each noun in a file of its own."""

from handrail.pillars.case_management.actions.directory import Taken, TooManyGone, take_in

__all__ = ["Taken", "TooManyGone", "take_in"]
