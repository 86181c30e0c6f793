"""How many of the worker's people are steady: nothing waits, nothing is under way, nothing is being looked into."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.models import Concern
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.interfaces.staff.queries.items import care_of
from handrail.interfaces.staff.queries.now import people_in_crisis


def steady_people(act: Act, *, team: bool) -> int:
    """The number of people of the caseload, or of the whole team, about whom nothing is open."""
    assert act.actor is not None
    people = Person.objects.filter(pk__in=keys_for(act, "care_plan")).exclude(pk=act.actor.pk)
    if not team:
        people = people.filter(pk__in=care_of(act))
    return _nothing_open(people, act).count()


def _nothing_open(people: QuerySet[Person], act: Act) -> QuerySet[Person]:
    waiting = Proposal.objects.waiting().exclude(role="client").filter(response__person=OuterRef("pk"))
    under_way = Step.objects.open().filter(
        plan__person=OuterRef("pk"), origin__in=(Step.Origin.PROPOSAL, Step.Origin.SIGNAL)
    )
    concerns = Concern.objects.visible_to(act).open().filter(person=OuterRef("pk"))
    return people.filter(
        ~Exists(waiting),
        ~Exists(people_in_crisis(act)),
        ~Exists(under_way.exclude(responsible=OuterRef("pk"))),
        ~Exists(concerns),
    )
