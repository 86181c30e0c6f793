"""What each resource of the access matrix is called where somebody reads it."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, str | Promise] = {
    "demographics": _("Name and date of birth"),
    "safe_contact": _("How to reach the person safely"),
    "sud_record": _("Programs and time in care"),
    "medications": _("Medicines and allergies"),
    "counseling_notes": _("Notes of visits"),
    "sud_counseling_notes": _("Protected counseling notes"),
    "peer_notes": _("Peer support notes"),
    "safety_plan": _("Safety plan"),
    "measures": _("Answers to questionnaires"),
    "checkins": _("Check-ins"),
    "care_plan": _("Plan"),
    "referrals": _("Referrals"),
    "messages": _("Messages"),
    "appointments": _("Appointments"),
    "group_attendance": _("Groups attended"),
    "crisis_episodes": _("Contacts in a crisis"),
    "documents": _("Documents"),
    "consents": _("Consents and limits"),
    "disclosure_log": _("What was shared with whom"),
    "emergency_access": _("Records opened in an emergency"),
    "audit": _("Who looked at the record"),
    "reports": _("Reports"),
    "accounts": _("Accounts"),
    "exports": _("Copies of the record"),
}


def named(resources: Collection[str]) -> list[str]:
    """In the order of the matrix; what is not known stands as it is."""
    known = [str(NAMES[name]) for name in NAMES if name in resources]
    return known + sorted(set(resources) - set(NAMES))
