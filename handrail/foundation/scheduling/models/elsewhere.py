"""Appointments that are not with us: what they are for, and what can stand in the way of one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Elsewhere(models.TextChoices):
    """What somebody has to do outside of here. "" on an appointment means that it is with us."""

    MEDICATION = "medication", _("Medication treatment")
    LAB = "lab", _("Lab work")
    PRIMARY_CARE = "primary_care", _("Primary care")
    COURT = "court", _("Court")
    BENEFITS = "benefits", _("Benefits office")
    OTHER = "other", _("Something else")


class InTheWay(models.TextChoices):
    """Why an appointment did not happen: the barrier categories of clinical/protocols.md section 7 (design)."""

    CALLED_OFF = "called_off", _("They called it off")
    TRANSPORT = "transport", _("No way to get there")
    CHILD_CARE = "child_care", _("Nobody for the children")
    WORK_HOURS = "work_hours", _("Work hours")
    HEALTH = "health", _("Not well")
    COST = "cost", _("What it costs")
    INSURANCE = "insurance", _("Insurance")
    DOCUMENTS = "documents", _("Documents or ID were missing")
    PHONE = "phone", _("No phone or internet")
    LANGUAGE = "language", _("Language")
    SAFETY = "safety", _("It was not safe to go")
    STIGMA = "stigma", _("How people are treated there")
    BEFORE = "before", _("Something bad happened there before")
    LEGAL = "legal", _("Something legal")
    GEOGRAPHY = "geography", _("Too far away")
    ELIGIBILITY = "eligibility", _("Not eligible")
    WAITING = "waiting", _("Still on a waiting list")
    DIFFERENT = "different", _("Something else was wanted")
    OTHER = "other", _("Something else")
