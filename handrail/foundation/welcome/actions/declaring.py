"""Whether a program is covered by 42 CFR Part 2: covered by one, not covered by two."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.promises import promise
from handrail.foundation.teams.models import Programme
from handrail.foundation.welcome import policy
from handrail.foundation.welcome.events import (
    Part2Asked,
    Part2Declared,
    Part2Declined,
    Part2TakenBack,
)
from handrail.foundation.welcome.models import AlreadyDecided, Declaration

Part2 = Programme.Part2


@transaction.atomic
def declare(programme: Programme, part2: Part2, reason: str, *, act: Act) -> Declaration:
    """The privacy officer says so: covered from now on; not covered waits for a second person. Raises Refused,
    AlreadyDecided."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    require(keeps_privacy(act) and part2 != Part2.UNDECLARED)
    assert act.actor is not None
    waiting = Declaration.objects.filter(programme=programme, state=Declaration.State.ASKED).first()
    if programme.part2 == part2 or (waiting and part2 == Part2.NOT_COVERED):
        raise AlreadyDecided("It is declared so, or waits for a second person already. Nothing was changed.")
    if waiting is not None:
        _settle(waiting, Declaration.State.WITHDRAWN, act)
    made = Declaration(programme=programme, part2=part2, reason=reason, asked_by=act.actor, asked_at=act.at)
    if part2 == Part2.NOT_COVERED:
        made.save()
        announce(Part2Asked(made.pk, None, programme=programme.pk), act=act)
        return made
    made.state, made.decided_by, made.decided_at = Declaration.State.DECLARED, act.actor, act.at
    made.save()
    _take_effect(made, act)
    return made


@transaction.atomic
def decide_declaration(asked: Declaration, *, agree: bool, act: Act) -> Declaration:
    """The second person agrees, and it is not covered from now on; or not. Raises Refused, AlreadyDecided."""
    asked = _locked(asked)
    require(policy.may_decide_declaration(act, asked))
    _settle(asked, Declaration.State.DECLARED if agree else Declaration.State.DECLINED, act)
    if agree:
        _take_effect(asked, act)
    return asked


@transaction.atomic
def take_back_declaration(asked: Declaration, *, act: Act) -> Declaration:
    """Whoever asked thought again. Raises Refused, AlreadyDecided."""
    asked = _locked(asked)
    require(act.actor is not None and act.actor.pk == asked.asked_by_id)
    _settle(asked, Declaration.State.WITHDRAWN, act)
    return asked


def _locked(asked: Declaration) -> Declaration:
    # The program first, as whoever declares does.
    Programme.objects.select_for_update().get(pk=asked.programme_id)
    return Declaration.objects.select_for_update().get(pk=asked.pk)


def _settle(asked: Declaration, state: Declaration.State, act: Act) -> None:
    asked.move_to(state)
    asked.decided_by, asked.decided_at = act.actor, act.at
    asked.save(update_fields=["state", "decided_by", "decided_at"])
    told = {Declaration.State.DECLINED: Part2Declined, Declaration.State.WITHDRAWN: Part2TakenBack}
    if state in told:
        announce(told[state](asked.pk, None, programme=asked.programme_id), act=act)


def _take_effect(made: Declaration, act: Act) -> None:
    Programme.objects.filter(pk=made.programme_id).update(part2=made.part2)
    state = {"part2": made.part2}
    promise(Part2Declared.kind, person=None, subject=made.programme_id, state=state, act=act)
    announce(Part2Declared(made.pk, None, programme=made.programme_id, part2=made.part2), act=act)
