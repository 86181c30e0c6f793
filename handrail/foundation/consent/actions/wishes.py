"""How somebody wants to be treated: written by them, or with them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from django.db import transaction

from handrail.foundation.consent.actions.versions import NewerVersion
from handrail.foundation.consent.evaluator import decide, may, require
from handrail.foundation.consent.events import GoalChosen, WishesWritten
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import CarePreferences, CareWishes, Person, wishes_of


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was said; empty where nothing was. `told_once` is read and written only by who reads scales too."""

    not_now: tuple[str, ...] = ()
    avoid: str = ""
    overwhelmed: str = ""
    pace: str = ""
    in_the_room: str = ""
    worker_gender: str = ""
    told_once: str = ""


class WishesChanged(NewerVersion[CareWishes]):
    """How they want to be treated was written anew meanwhile."""


@transaction.atomic
def write_wishes(person: Person, said: Wishes, *, instead_of: int, act: Act) -> CareWishes:
    """A new version, in place of version `instead_of` (0: there was none). Unchanged wishes make none.

    Raises Refused, WishesChanged.
    """
    hold(person)
    require(decide(act, "safe_contact", person, "write"))
    assert act.actor is not None
    newest = wishes_of(person)
    if not may(act, "measures", person, "write"):
        said = replace(said, told_once=newest.told_once if newest else "")
    if newest is not None and said == said_in(newest):
        return newest
    if newest is not None and newest.version != instead_of:
        raise WishesChanged(newest)
    words = asdict(said) | {"not_now": list(said.not_now)}
    written = CareWishes.objects.create(
        person=person,
        version=newest.version + 1 if newest else 1,
        written_by=act.actor,
        written_at=act.at,
        **words,
    )
    announce(WishesWritten(written.pk, person.pk, written.version), act=act)
    return written


def said_in(wishes: CareWishes) -> Wishes:
    """What a version says."""
    found = {name: getattr(wishes, name) for name in Wishes.__dataclass_fields__}
    return Wishes(**found | {"not_now": tuple(wishes.not_now)})


@transaction.atomic
def choose_goal(goal: CarePreferences.Goal, *, act: Act) -> CarePreferences:
    """What the person (the actor) wants of their use. It changes what they are asked and told."""
    require(act.actor is not None and may(act, "demographics", act.actor, "write"))
    assert act.actor is not None
    chosen, _new = CarePreferences.objects.select_for_update().get_or_create(person=act.actor)
    if chosen.goal != goal:
        chosen.goal = goal
        chosen.save(update_fields=["goal"])
        announce(GoalChosen(chosen.pk, act.actor.pk, goal.value), act=act)
    return chosen
