"""One person, one timeline: what happened, in every strand, as far as the viewer may see."""

from __future__ import annotations

from django.db.models import Q

from handrail.continuum.adjusting.events import CareAdjusted
from handrail.continuum.adjusting.models import Adjustment
from handrail.continuum.journey.gathering import gather
from handrail.continuum.journey.kinds import IN_AN_ADJUSTMENT, KINDS, UNKNOWN, kind_of
from handrail.continuum.journey.moment import Moment
from handrail.continuum.journey.no_story import NO_STORY
from handrail.continuum.journey.sight import readable
from handrail.continuum.journey.strands import PILLARS, roles_in, strand_of, words_of
from handrail.continuum.journey.telling import Rows
from handrail.foundation.consent.evaluator import standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry, EntryQuerySet
from handrail.foundation.people.models import Person
from handrail.foundation.plans.events import StepAdded
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.policy import tells_what_for
from handrail.foundation.teams import events as teams
from handrail.pillars.crisis.belonging import belonging
from handrail.pillars.crisis.events import FollowUpDone
from handrail.pillars.crisis.models import FollowUp

#: The cells of the access matrix that a timeline can need.
RESOURCES = tuple(sorted({kind.resource for kind in KINDS.values()} | {UNKNOWN.resource}))

#: Follow-ups that nobody made, because something else settled them.
SETTLED_BY_ANOTHER = (
    FollowUp.Outcome.BEGUN_ANEW.value,
    FollowUp.Outcome.NOT_THEIRS.value,
    FollowUp.Outcome.HANDED_ON.value,
)


def timeline(
    person: Person, *, act: Act, strand: str | None = None, before: int | None = None, limit: int = 30,
    opens: frozenset[str] | None = None,
) -> list[Moment]:  # fmt: skip
    """What happened, newest first: at most `limit` moments, older than the entry `before`, of one strand or all.

    What the viewer may not read is left out: `opens` are those of RESOURCES they may, where that was asked already.
    The number of queries does not depend on `limit`.
    """
    open_to = opens if opens is not None else _open_to(person, act)
    entries = _readable(_theirs(person), person, open_to, act)
    if strand is not None:
        entries = entries.filter(_of_strand(strand))
    if before is not None:
        entries = entries.filter(_older_than(person, before))
    page = list(entries.select_related("actor").newest_first()[:limit])
    rows = Rows(person, act.actor, open_to, gather(page, person), tells_what_for(act))
    return [_moment(entry, rows) for entry in page]


def _open_to(person: Person, act: Act) -> frozenset[str]:
    seen = readable(act, [person.pk], RESOURCES)
    return frozenset(resource for resource, people in seen.items() if person.pk in people)


def _theirs(person: Person) -> EntryQuerySet:
    """What is about them: a call without a name too that was theirs, and none that was taken for theirs by mistake."""
    entries, told = Entry.objects.about(person), belonging(person)
    if told.also:
        entries = Entry.objects.filter(Q(person=person) | Q(pk__in=told.also))
    return entries.exclude(pk__in=told.mistaken) if told.mistaken else entries


def _readable(entries: EntryQuerySet, person: Person, open_to: frozenset[str], act: Act) -> EntryQuerySet:
    allowed = [name for name, kind in KINDS.items() if kind.resource in open_to]
    shown = Q(kind__in=allowed)
    if UNKNOWN.resource in open_to:
        shown |= ~Q(kind__in=list(KINDS)) & ~_starting(NO_STORY)
    # A proposal that somebody took on is told once, not again as the step it became.
    from_proposals = Step.objects.of(person).filter(origin=Step.Origin.PROPOSAL)
    twice = Q(kind=StepAdded.kind, subject__in=from_proposals.values("pk"))
    if KINDS[CareAdjusted.kind].resource in open_to:
        # A change after a signal is one line, which tells its parts.
        changed = Adjustment.objects.of(person).values("made_at")
        twice |= Q(kind__in=IN_AN_ADJUSTMENT, at__in=changed)
    # What a later crisis took the place of is told by that crisis.
    twice |= Q(kind=FollowUpDone.kind, facts__outcome__in=SETTLED_BY_ANOTHER)
    return entries.filter(shown).exclude(twice).exclude(_elsewhere(person, act))


def _elsewhere(person: Person, act: Act) -> Q:
    """Enrolments in programs where the viewer has no role: that somebody is there is itself protected."""
    if act.actor is not None and act.actor.pk == person.pk:
        return Q(pk__in=())
    mine = [standing.programme for standing in standings(act) if standing.programme is not None]
    kinds = [teams.PersonEnrolled.kind, teams.EnrolmentEnded.kind]
    return Q(kind__in=kinds) & ~Q(facts__programme__in=mine)


def _starting(beginnings: tuple[str, ...]) -> Q:
    found = Q(pk__in=())
    for beginning in beginnings:
        found |= Q(kind__startswith=beginning)
    return found


def _older_than(person: Person, entry_id: int) -> Q:
    at = _theirs(person).filter(pk=entry_id).values("at")[:1]
    return Q(at__lt=at) | Q(at=at, pk__lt=entry_id)


def _of_strand(strand: str) -> Q:
    fixed = [name for name, kind in KINDS.items() if kind.strand == strand]
    said = [name for name, kind in KINDS.items() if not kind.strand]
    by_entry = Q(facts__strand=strand) | Q(facts__role__in=roles_in(strand), facts__strand__isnull=True)
    pillar = _starting(tuple(f"{name}." for name, lane in PILLARS.items() if lane == strand))
    plain = ~Q(kind__in=list(KINDS)) & (by_entry | pillar)
    return Q(kind__in=fixed) | (Q(kind__in=said) & by_entry) | plain


def _moment(entry: Entry, rows: Rows) -> Moment:
    kind = kind_of(entry.kind)
    told = kind.tell(entry, rows)
    strand = kind.strand or strand_of(entry)
    return Moment(
        at=entry.at,
        strand=strand,
        title=told.title,
        kind_words=words_of(strand, rows.person),
        by=_by(entry, rows) if told.by is None else told.by,
        voice=told.voice,
        text=told.text,
        entry_id=entry.pk,
        kind=entry.kind,
        subject=entry.subject,
    )


def _by(entry: Entry, rows: Rows) -> str:
    own = entry.actor is None or entry.actor_id == rows.person.pk
    return "" if own or entry.actor is None else entry.actor.preferred_name
