"""What becomes of each kind of row when a person's record is erased: after how long it goes, or why it stays.

Built on the lists of where a person's data lies (`copies/shelf.py`, `copies/left_out.py`);
`tests/architecture/test_erasing.py` holds that no kind is forgotten and that nothing stays that rests on what went.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handrail.continuum.copies.shelf import SHELF
from handrail.foundation.people.models import Person
from handrail.foundation.rights.models.keeping import ASKED

#: Nothing asks us to keep it; after three, seven and ten years from the last service (access_matrix.yaml).
AT_ONCE, (APART, SEVEN, TEN) = 0, ASKED
STAGES = (AT_ONCE, *ASKED)

#: By the cell in which it lies. Whatever is not named here is kept for ten years.
YEARS = {"peer_notes": SEVEN, "checkins": SEVEN, "sud_counseling_notes": APART}

#: Kinds that go otherwise than their cell says, each with its reason.
OTHERWISE: Mapping[str, int] = {
    # No part of what the team decides by: the person's own, and other people's numbers.
    "people.RelatedPerson": AT_ONCE,
    "messaging.ChosenPace": AT_ONCE,
    "messaging.Reminder": AT_ONCE,
    "messaging.CircleMember": AT_ONCE,
    "peer_support.CallTimes": AT_ONCE,
    "peer_support.Milestone": AT_ONCE,
    "peer_support.MilestoneShare": AT_ONCE,
    "peer_support.Stretch": AT_ONCE,
    "peer_support.Going": AT_ONCE,
    "practices.DiaryChoice": AT_ONCE,
    "scheduling.Topic": AT_ONCE,
    "scheduling.MeetingName": AT_ONCE,
    "scheduling.ShownUp": AT_ONCE,
    # Responses of the team and changes of the plan, which are kept for ten years, rest on them.
    "watch.CheckInDays": TEN,
    "watch.Concern": TEN,
    "watch.Finding": TEN,
}

#: Kinds that no copy holds: the way to their person, and after how long they go.
ALSO: Mapping[str, tuple[str, int]] = {
    "measures.HalfAnswered": ("person", AT_ONCE),
    "counseling.KeptApart": ("person", APART),
    "account.EmailAddress": ("user__person", TEN),
    "account.EmailConfirmation": ("email_address__user__person", TEN),
    "accounts.FirstCode": ("account__person", TEN),
    "accounts.KnownDevice": ("account__person", TEN),
    "accounts.MailedCode": ("account__person", TEN),
    "accounts.RecoveryCode": ("account__person", TEN),
    "accounts.TextedCode": ("account__person", TEN),
    "accounts.TotpKey": ("account__person", TEN),
    "case_management.AnswerLink": ("referral__person", TEN),
    "consent.Conflict": ("person", TEN),
    "consent.EmergencySearch": ("access__person", TEN),
    "consent.RestrictedReader": ("record__person", TEN),
    "rights.LegalRequest": ("person", TEN),
    "counseling.DraftCopy": ("note__person", TEN),
    "counseling.Thread": ("note__person", TEN),
    "crisis.Asking": ("alert__person", TEN),
    "crisis.Page": ("alert__person", TEN),
    "measures.Sitting": ("person", TEN),
    "messaging.ReadMark": ("conversation__person", TEN),
}

_LOG = _(
    "It holds numbers and times, no name and no words. It shows that nothing was changed in secret, and nobody can take a line out."
)
_SHARED = _("It is about many people at once, or about somebody else.")
_WORK = _("It is about somebody’s work here.")
_PUBLIC = _("It is about what an organization offers.")

#: Kinds that stay when everything else is gone, each with its reason. Rows with words in them are emptied first.
KEPT_BECAUSE: Mapping[str, Promise] = {
    "people.Person": _("What is left says that a record was here: a number without a name."),
    "consent.Consent": _("What went to others rests on it. The words and the names in it are gone."),
    "consent.Recipient": _("Where it is a person’s, the name in it is gone."),
    "consent.Disclosure": _LOG,
    "ledger.Entry": _LOG,
    "ledger.Viewing": _LOG,
    "ledger.Delivery": _LOG,
    "rights.Erasure": _("It says that this was done, by whom and when; no name, and no word of why."),
    "consent.Case": _SHARED,
    "counseling.GroupRecord": _SHARED,
    "looks.LookQuestion": _SHARED,
    "rights.Breach": _SHARED,
    "rights.BreachNotice": _SHARED,
    "rights.BreachReport": _SHARED,
    "rights.BreachWeighing": _SHARED,
    "rights.Complaint": _("Who wrote it was never kept."),
    "messaging.Circle": _SHARED,
    "scheduling.Gathering": _SHARED,
    "scheduling.Occasion": _SHARED,
    "case_management.Provider": _PUBLIC,
    "case_management.Service": _PUBLIC,
    **dict.fromkeys(
        (
            "consent.RecipientMember", "crisis.Shift", "hints.RuleSwitch", "messaging.Away", "messaging.Moderating", "messaging.ReplyHours", "plans.ReviewRhythm", "rights.KeptYears", "watch.GapDays", "watch.Sensitivity",
            "peer_support.CaseloadLimit", "peer_support.PeerProfile", "peer_support.Supervision",
            "peer_support.SupervisionTopic", "peer_support.WellnessNote", "scheduling.Availability",
            "scheduling.CalendarFeed", "teams.Credential", "teams.Membership", "welcome.Declaration", "welcome.RoleRequest",
        ),
        _WORK,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fate:
    """One kind of row: `of` leads to its person; it goes `years` after the last service. `title` is for people."""

    model: type[Model]
    of: str
    years: int
    title: Promise | None = None

    @property
    def name(self) -> str:
        return self.model._meta.label

    def rows(self, person: Person) -> Any:
        """All of this person's, also those that are not told to them yet."""
        return self.model._base_manager.filter(**{self.of: person.pk})


def _shelved() -> list[Fate]:
    return [
        Fate(one.model, one.of, OTHERWISE.get(one.name, YEARS.get(one.resource, TEN)), one.title)
        for one in SHELF
        if one.name not in KEPT_BECAUSE
    ]


FATES: tuple[Fate, ...] = (
    *_shelved(),
    *(Fate(apps.get_model(name), of, years) for name, (of, years) in ALSO.items()),
)

#: What stays, in the words of the copy, for whoever asks.
STAYING: tuple[tuple[Promise, Promise], ...] = tuple(
    (one.title, KEPT_BECAUSE[one.name]) for one in SHELF if one.name in KEPT_BECAUSE
)
