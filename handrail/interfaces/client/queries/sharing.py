"""Who on the team can see the person's check-ins, by which rule, and what they can choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.evaluator import Decision
from handrail.foundation.consent.matrix import cell
from handrail.foundation.consent.models import Grant
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.foundation.teams.queries import supervisors_of, team_of
from handrail.interfaces.client.wording import names

CHECK_INS = "checkins"
BY_CHOICE = "granted"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of the team. `chosen`: sees check-ins only while the person shares them; `grant`: since when."""

    worker: Person
    role: str
    strand: str
    sees: bool
    chosen: bool
    grant: Grant | None


def readers_of(person: Person, act: Act) -> list[Reader]:
    """The team of the person, each with what the access rules answer for them now."""
    grants = Grant.objects.at(act.at).filter(person=person, resource=CHECK_INS)
    given = {grant.reader_id: grant for grant in grants.select_related("reader")}
    team: dict[int, CareRelationship] = {}
    for care in team_of(person, act.at):
        team.setdefault(care.worker_id, care)
    decided = _each(person, [care.worker for care in team.values()], CHECK_INS, act)
    return [
        _reader(care, found.allowed, given.get(worker))
        for (worker, care), found in zip(team.items(), decided, strict=True)
    ]


def _each(person: Person, workers: Iterable[Person], resource: str, act: Act) -> list[Decision]:
    return decide_each(person, [Question(act.in_place_of(one), resource) for one in workers])


def _reader(care: CareRelationship, sees: bool, grant: Grant | None) -> Reader:
    return Reader(
        worker=care.worker,
        role=str(Role(care.role).label),
        strand=care.strand,
        sees=sees,
        chosen=cell(care.role, CHECK_INS).read == BY_CHOICE,
        grant=grant,
    )


def who_can_see(person: Person, act: Act) -> str:
    """The sentence that stands under each question before it is answered."""
    seeing = [reader.worker.preferred_name for reader in readers_of(person, act) if reader.sees]
    supervised = bool(supervisors_of(person, act.at)) and cell("supervisor", CHECK_INS).read != "none"
    if not seeing:
        return _("Only your team’s supervisor can see your answers.") if supervised else _("Only you can see your answers.")  # fmt: skip
    words = ngettext("%(names)s can see your answers.", "%(names)s can see your answers.", len(seeing))
    words %= {"names": names(seeing)}
    return f"{words} {_('So can their supervisor.')}" if supervised else words


def who_reads(person: Person, act: Act, resource: str, *, words: bool = False) -> str:
    """The same sentence for another part of the record: "Priya N. and Sam R. can see this.".

    `words`: only those who read what stands in it, and not those who learn that there is something.
    """
    team = {care.worker_id: care.worker for care in team_of(person, act.at)}.values()
    found = zip(team, _each(person, team, resource, act), strict=True)
    reads = [one for one, can in found if can.allowed and (not words or can.fields == "full")]
    supervised = bool(supervisors_of(person, act.at)) and cell("supervisor", resource).read != "none"
    if not reads:
        return _("Only your team’s supervisor can see this.") if supervised else _("Only you can see this.")
    told = ngettext("%(names)s can see this.", "%(names)s can see this.", len(reads))
    told %= {"names": names([one.preferred_name for one in reads])}
    return f"{told} {_('So can their supervisor.')}" if supervised else told


def on_team(person: Person, worker_id: int, act: Act) -> Person | None:
    """A worker who cares for the person now and sees check-ins only by the person's choice."""
    for care in team_of(person, act.at):
        if care.worker_id == worker_id and cell(care.role, CHECK_INS).read == BY_CHOICE:
            return care.worker
    return None
