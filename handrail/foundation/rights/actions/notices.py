"""Giving the notice of privacy practices: on screen by the person, on paper by a worker (42 CFR 2.22)."""

from __future__ import annotations

from django.db import transaction

from handrail.foundation.consent.evaluator import may, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.foundation.rights.events import NoticeDelivered
from handrail.foundation.rights.models import NoticeDelivery
from handrail.foundation.rights.privacy_notice import CURRENT


@transaction.atomic
def take_notice(language: str, *, act: Act, version: str = CURRENT) -> NoticeDelivery:
    """The person (the actor) says on their screen that they have it. Saying so twice changes nothing."""
    require(act.actor is not None)
    assert act.actor is not None
    return _given(act.actor, NoticeDelivery.How.SCREEN, language, version, None, act)


@transaction.atomic
def give_notice_on_paper(person: Person, language: str, *, act: Act) -> NoticeDelivery:
    """A worker gave it to them by hand, and writes that down."""
    require(act.actor != person and may(act, "consents", person, "append"))
    return _given(person, NoticeDelivery.How.PAPER, language, CURRENT, act.actor, act)


def _given(
    person: Person, how: NoticeDelivery.How, language: str, version: str, by: Person | None, act: Act
) -> NoticeDelivery:
    given, new = NoticeDelivery.objects.get_or_create(
        person=person, version=version, how=how,
        defaults={"language": language, "delivered_at": act.at, "delivered_by": by},
    )  # fmt: skip
    if new:
        announce(NoticeDelivered(given.pk, person.pk, version, how, language), act=act)
    return given
