"""The checks of this site: those that are shipped, and C-SSRS where the organization brought its own wording."""

from __future__ import annotations

import structlog
import yaml
from django.conf import settings

from handrail.clinical.triage.check import Check
from handrail.clinical.triage.checks import CHECKS
from handrail.clinical.triage.suicide_risk import c_ssrs

log = structlog.get_logger("crisis")


def site_checks() -> tuple[Check, ...]:
    """All of them, in the order of the console. A wording that does not fit is left out and said in the log."""
    path = settings.C_SSRS_WORDING
    if not path.is_file():
        return CHECKS
    try:
        return (*CHECKS[:2], c_ssrs(yaml.safe_load(path.read_text(encoding="utf-8"))), *CHECKS[2:])
    except (OSError, ValueError, TypeError, yaml.YAMLError) as wrong:
        log.error("wording_does_not_fit", trouble=type(wrong).__name__)
        return CHECKS


def site_check(id: str) -> Check:
    """The check of that id. Raises ValueError for one that is not here."""
    for one in site_checks():
        if one.id == id:
            return one
    raise ValueError("There is no such check here. Nothing was changed.")
