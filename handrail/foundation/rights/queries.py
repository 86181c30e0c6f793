"""What pages need of complaints, and of what people ask to have corrected or erased."""

from __future__ import annotations

from django.db.models import QuerySet

from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.consent.models import RecipientMember
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.rights.models import Amendment, AmendmentQuerySet, Complaint, Erasure
from handrail.foundation.rights.models.keeping import ASKED, KeptYears
from handrail.foundation.rights.numbers import read_number
from handrail.foundation.rights.policy import (
    amendments_to_decide,
    erasures_seen,
    may_answer_complaints,
    may_decide_erasure,
    may_set_years,
    sees_erasures,
)
from handrail.foundation.teams.models import Enrolment, Membership

SHOWN = 50


def complaint_by(typed: str) -> Complaint | None:
    """The one with this number, however it was typed."""
    number = read_number(typed)
    return Complaint.objects.filter(number=number).first() if number else None


def complaints(act: Act) -> list[Complaint]:
    """Those that wait, by the day of their answer; then the answered, the newest first. Only the officer's."""
    if not may_answer_complaints(act):
        return []
    waiting = Complaint.objects.waiting().order_by("answer_by", "pk")
    answered = Complaint.objects.exclude(answered_at=None).order_by("-answered_at", "-pk")
    return [*waiting, *answered.select_related("answered_by")[:SHOWN]]


def waiting_complaints(act: Act) -> int:
    """How many wait for the officer's answer."""
    return Complaint.objects.waiting().count() if may_answer_complaints(act) else 0


def amendments_of(person: Person) -> list[Amendment]:
    """All that a person asked to have corrected, the newest first."""
    found = Amendment.objects.filter(person=person).select_related("decided_by")
    return list(found.order_by("-asked_at", "-pk"))


def amendments(act: Act) -> list[Amendment]:
    """Those the actor may decide: that wait, by the day of their answer; then the decided, the newest first."""
    rows = _to_decide(act).select_related("person", "decided_by")
    waiting = rows.filter(state=Amendment.State.ASKED).order_by("answer_by", "pk")
    decided = rows.exclude(state=Amendment.State.ASKED).order_by("-decided_at", "-pk")
    return [*waiting, *decided[:SHOWN]]


def waiting_amendments(act: Act) -> int:
    """How many wait for the actor's answer. One short question where nobody waits."""
    if not Amendment.objects.waiting().exists():
        return 0
    return _to_decide(act).waiting().count()


def _to_decide(act: Act) -> AmendmentQuerySet:
    asked = Amendment.objects.values_list("resource", flat=True).distinct()
    return Amendment.objects.filter(amendments_to_decide(act, sorted(asked)))


def erasures_of(person: Person) -> list[Erasure]:
    """All cases about this person's record, the newest first."""
    return list(Erasure.objects.filter(person=person).order_by("-opened_at", "-pk"))


def erasures(act: Act) -> list[Erasure]:
    """Those the actor sees: that are not over first, then the newest."""
    rows = Erasure.objects.filter(erasures_seen(act)).select_related("person", "opened_by", "decided_by")
    open_ones = rows.filter(pk__in=Erasure.objects.unsettled().values("pk")).order_by("opened_at", "pk")
    over = rows.exclude(pk__in=Erasure.objects.unsettled().values("pk")).order_by("-opened_at", "-pk")
    return [*open_ones, *over[:SHOWN]]


def waiting_erasures(act: Act) -> int:
    """How many wait for the actor as the second person. One short question of those who may be it, where none waits."""
    waiting = Erasure.objects.filter(state=Erasure.State.OPENED)
    if not sees_erasures(act) or not waiting.exists():
        return 0
    found = waiting.filter(erasures_seen(act)).select_related("person")
    return sum(may_decide_erasure(act, one) for one in found)


def years_kept() -> dict[int, int]:
    """Years asked for -> years kept here. What is set for one holds at least for all that is kept longer: rows of a shorter
    kind may name rows of a longer one, which must not go before them."""
    own = dict(KeptYears.objects.open().values_list("asked", "years"))
    kept: dict[int, int] = {}
    for asked in ASKED:
        kept[asked] = max(own.get(asked, asked), *kept.values(), 0)
    return kept


def years_set() -> dict[int, KeptYears]:
    """Years asked for -> what the organisation set last, with by whom and when."""
    return {one.asked: one for one in KeptYears.objects.open().select_related("set_by")}


def may_be_erased(act: Act) -> QuerySet[Person]:
    """The clients of whom this officer may open a case now: nobody who works or worked here, of whom a case is open, or
    of whom nothing is left. Nobody but the privacy officer finds any."""
    if not may_set_years(act):
        return Person.objects.none()
    members = [Membership.objects.values("person"), RecipientMember.objects.values("person")]
    cases = Erasure.objects.filter(state=Erasure.State.DONE) | Erasure.objects.unsettled()
    found = people_for(act, "consents", "write").filter(pk__in=Enrolment.objects.values("person"))
    for others in [*members, cases.values("person")]:
        found = found.exclude(pk__in=others)
    return found.exclude(pk=act.actor.pk if act.actor else 0)
