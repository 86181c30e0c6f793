"""The nouns of case management."""

from handrail.pillars.case_management.models.directory import Need, Provider, Service, Source
from handrail.pillars.case_management.models.searching import Spot

__all__ = ["Need", "Provider", "Service", "Source", "Spot"]
