"""A text comes in: kept once, read by fixed lists, stopped at once where it says so, and seen by a human."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction

from handrail.clinical.language.texts import read
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging import policy
from handrail.foundation.messaging.actions.permissions import end
from handrail.foundation.messaging.events import TextCame, TextSeen
from handrail.foundation.messaging.models import InboundText, Permission
from handrail.foundation.messaging.numbers import NotReachable, kept, mark_of
from handrail.foundation.messaging.queries import is_stopped
from handrail.foundation.messaging.senders import hand
from handrail.foundation.messaging.templates import HELP, STOPPED, STOPPED_HELP, UNWATCHED, answer_text
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import help_lines

#: That nobody watches this number is said once in so long to whoever writes there.
SAID_AGAIN = timedelta(hours=12)
#: What is kept of one text; a carrier joins up to ten segments.
ROOM = 4000


class AlreadySeen(ValueError):
    """Somebody else said what came of it first."""


@transaction.atomic
def receive(number: str, words: str, *, provider_key: str, act: Act) -> InboundText:
    """Keep a text. The same one again is the one that is there."""
    require(policy.may_receive(act))
    known = InboundText.objects.filter(provider_key=provider_key).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            came = _kept(number, words[:ROOM], provider_key, act)
    except IntegrityError:
        return InboundText.objects.get(provider_key=provider_key)
    if how := _ends(came):
        held = Permission.objects.filter(mark=came.mark, ended_at=None).select_related("point")
        for permission in held.select_for_update(of=("self",)):
            end(permission, how, act)
            if how == Permission.Ended.WRONG and permission.point is not None:
                consent.close_way(permission.point, act=act)
    announce(TextCame(came.pk, came.person_id, InboundText.Reads.ASKS in came.reads), act=act)
    return came


def _ends(came: InboundText) -> Permission.Ended | None:
    """How this text ends what holds for its number: somebody else has it, they said stop, or not at all."""
    if InboundText.Reads.WRONG in came.reads:
        return Permission.Ended.WRONG
    return Permission.Ended.STOP if InboundText.Reads.STOP in came.reads else None


def _kept(number: str, words: str, provider_key: str, act: Act) -> InboundText:
    number = _as_kept(number)
    found, mark = read(words), mark_of(number)
    says = {
        InboundText.Reads.STOP: found.stop,
        InboundText.Reads.START: found.start,
        InboundText.Reads.ASKS: found.asks,
        InboundText.Reads.WRONG: found.wrong,
    }
    person = _whose(mark)
    return InboundText.objects.create(
        provider_key=provider_key, person=person, mark=mark, number=number, words=words, came_at=act.at,
        reads=[name.value for name, said in says.items() if said], language=person.language if person else found.language,
    )  # fmt: skip


def _as_kept(number: str) -> str:
    try:
        return kept("sms", number)
    except NotReachable:
        # A short code, or a number that is hidden: it is kept as it came.
        return number[:32]


def _whose(mark: str) -> Person | None:
    """The one person who showed this number to be theirs; nobody when there are two."""
    shown = Permission.objects.filter(mark=mark, agreed_at__isnull=False).values("person").distinct()
    found = list(Person.objects.filter(pk__in=shown)[:2])
    return found[0] if len(found) == 1 else None


def answer_inbound(entry: Entry, act: Act) -> None:
    """The one fixed answer that goes back by itself: that we stopped, where help is, that nobody watches this number."""
    assert entry.subject is not None
    came = InboundText.objects.select_for_update(of=("self",)).get(pk=entry.subject)
    template = _template(came)
    if not template or came.answered:
        return
    came.answered = template
    came.save(update_fields=["answered"])
    lines = help_lines()
    crisis, emergency = (lines[name].number if name in lines else "" for name in ("crisis_text", "emergency"))
    hand(
        "sms",
        came.number,
        answer_text(template, came.language, crisis or "988", emergency or "911"),
        f"answer-{came.pk}",
    )


def _template(came: InboundText) -> str:
    if _ends(came):
        return STOPPED_HELP if InboundText.Reads.ASKS in came.reads else STOPPED
    if InboundText.Reads.ASKS in came.reads:
        return HELP
    if is_stopped(came.mark):
        return ""
    lately = InboundText.objects.filter(
        mark=came.mark, came_at__gt=came.came_at - SAID_AGAIN, came_at__lt=came.came_at
    )
    return "" if lately.exclude(answered="").exists() else UNWATCHED


@transaction.atomic
def see_text(came: InboundText, outcome: InboundText.Outcome, *, act: Act) -> InboundText:
    """A human read it and says what came of it. Raises AlreadySeen."""
    came = InboundText.objects.select_for_update(of=("self",)).get(pk=came.pk)
    require(InboundText.objects.visible_to(act).filter(pk=came.pk).exists())
    if came.seen_at is not None:
        raise AlreadySeen
    came.seen_at, came.seen_by, came.outcome = act.at, act.actor, outcome
    came.save(update_fields=["seen_at", "seen_by", "outcome"])
    announce(TextSeen(came.pk, came.person_id, outcome), act=act)
    return came
