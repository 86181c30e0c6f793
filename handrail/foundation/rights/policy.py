"""Who may what with a complaint, an amendment, a breach, and a case to erase a record."""

from __future__ import annotations

from django.db.models import Q

from handrail.foundation.consent.evaluator import keys_for, may, people_for
from handrail.foundation.consent.offices import keeps_privacy, may_approve_cases, may_decide
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.rights.models import Amendment, Erasure, LegalRequest


def may_answer_complaints(act: Act) -> bool:
    """The privacy officer. Making one is open to anybody."""
    return keeps_privacy(act)


def may_decide_amendment(act: Act, asked: Amendment) -> bool:
    """The privacy officer, or whoever may write in that cell of this record; never the person."""
    if act.actor is None or act.actor.pk == asked.person_id:
        return False
    return may_decide(act, asked.person, "consents") or may(act, asked.resource, asked.person, "write")


def amendments_to_decide(act: Act, resources: list[str]) -> Q:
    """The same for many: which requests, of these cells, exist for the actor."""
    opened = Q(pk__in=())
    if act.actor is None:
        return opened
    if keeps_privacy(act):
        opened |= Q(person__in=keys_for(act, "consents", "write"))
    for resource in resources:
        opened |= Q(resource=resource, person__in=keys_for(act, resource, "write"))
    return opened & ~Q(person=act.actor)


def may_keep_breaches(act: Act) -> bool:
    """Breaches are weighed, told and reported by the privacy officer."""
    return keeps_privacy(act)


def may_tell(act: Act, person: Person) -> bool:
    """The officer names and tells whoever's record they decide for."""
    return may_keep_breaches(act) and person in people_for(act, "consents", "write").filter(pk=person.pk)


def may_keep_legal_requests(act: Act) -> bool:
    """Subpoenas, orders and calls are written down and answered by the privacy officer."""
    return keeps_privacy(act)


def sees_legal_requests(act: Act) -> bool:
    """The officer, and whoever may be the second person."""
    return may_approve_cases(act)


def may_agree_order(act: Act, asked: LegalRequest) -> bool:
    """Another officer, or a supervisor who may see the person anyway: neither who checked it nor the person."""
    if asked.person is None or asked.state != LegalRequest.State.CHECKED:
        return False
    return _is_second(act, asked.person, first=asked.checked_by_id)


def legal_requests_seen(act: Act) -> Q:
    """Those that exist for the actor: all for the officer, whose person is open to them where one is named; for a second
    person those that wait for them."""
    if not sees_legal_requests(act):
        return Q(pk__in=())
    if keeps_privacy(act):
        return Q(person=None) | Q(person__in=keys_for(act, "consents", "write"))
    return Q(state=LegalRequest.State.CHECKED, person__in=keys_for(act, "demographics")) & ~Q(
        person=act.actor
    )


def may_set_years(act: Act) -> bool:
    """How long records are kept here: the privacy officer, who also reads whose time is past."""
    return keeps_privacy(act)


def sees_erasures(act: Act) -> bool:
    """Whoever opens such cases, or may be the second person."""
    return may_approve_cases(act)


def may_open_erasure(act: Act, person: Person) -> bool:
    """The privacy officer, by office; never for themself."""
    return may_decide(act, person, "consents")


def may_decide_erasure(act: Act, erasure: Erasure) -> bool:
    """Another officer, or a supervisor who may see the person anyway: not who opened it, and not the person."""
    if erasure.state != Erasure.State.OPENED:
        return False
    return _is_second(act, erasure.person, first=erasure.opened_by_id)


def _is_second(act: Act, person: Person, *, first: int | None) -> bool:
    if act.actor is None or act.actor.pk in {first, person.pk} or not may_approve_cases(act):
        return False
    return may_decide(act, person, "consents") or may(act, "demographics", person)


def may_call_off_erasure(act: Act, erasure: Erasure) -> bool:
    """The person, at any time, or the privacy officer."""
    if act.actor is not None and act.actor.pk == erasure.person_id:
        return True
    return may_decide(act, erasure.person, "consents")


def erasures_seen(act: Act) -> Q:
    """Those that exist for the actor: the officer's, and for a second person those that wait for them. What is done
    names nobody any more, and stays with the officers."""
    if not may_approve_cases(act):
        return Q(pk__in=())
    if keeps_privacy(act):
        here = Q(person__in=keys_for(act, "consents", "write")) | Q(state=Erasure.State.DONE)
    else:
        here = Q(person__in=keys_for(act, "demographics"), state=Erasure.State.OPENED)
    return here & ~Q(person=act.actor)
