"""The referrals of one person: where each stands, whose turn it is, by when, and what would be shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from handrail.foundation.consent.naming import named
from handrail.foundation.teams.queries import local
from handrail.interfaces.contact_words import dial, said
from handrail.interfaces.staff.queries.directory import Line as ServiceLine
from handrail.interfaces.staff.queries.directory import line as service_line
from handrail.interfaces.staff.queries.record import Record
from handrail.interfaces.staff.referral_forms import ENDINGS, MOVES, MoveForm, endings
from handrail.interfaces.staff.words.times import day_words
from handrail.pillars.case_management.actions.referring import address_of
from handrail.pillars.case_management.consenting import check
from handrail.pillars.case_management.models import PartnerNote, Referral
from handrail.pillars.case_management.queries import Asked, search

ENDED_SHOWN, OFFERED = 20, 6


@dataclass(frozen=True, slots=True)
class Ground:
    """A consent that holds, and in words exactly what would go."""

    number: int
    parts: str


@dataclass(frozen=True, slots=True)
class Line:
    """One referral in words. `grounds`: what it could be sent on; `unseen`: something waits for the owner."""

    referral: Referral
    state: str
    whose: str
    due: str
    unseen: bool
    notes: list[PartnerNote]
    form: MoveForm
    moves: tuple[str, ...] = ()
    signs_in: bool = False
    grounds: list[Ground] = field(default_factory=list)
    mail: str = ""
    has_address: bool = False
    may_take_over: bool = False
    phone: str = ""
    dial: str = ""

    @property
    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """How each move that ends it may end."""
        return {move: endings(move) for move in self.moves if move in ENDINGS}


@dataclass(frozen=True, slots=True)
class Page:
    open: list[Line]
    ended: list[Line]
    offered: list[ServiceLine]


def referrals_of(record: Record, asked: Asked | None, sent: tuple[int, MoveForm] | None = None) -> Page:
    """Open ones by when they are due, ended ones newest first, and services to choose from."""
    rows = Referral.objects.visible_to(record.act).filter(person=record.person)
    rows = rows.select_related(
        "service__provider__recipient", "service__provider__source", "owner", "recipient"
    )
    held = list(rows.open().soonest_first())
    over = list(rows.exclude(ended_at=None).order_by("-ended_at", "-pk")[:ENDED_SHOWN])
    notes = _notes([*held, *over])
    offered = [service_line(one, record.act) for one in search(asked)[0][:OFFERED]] if asked else []
    lines = [[_line(one, record, notes, sent) for one in some] for some in (held, over)]
    return Page(lines[0], lines[1], offered)


def _notes(rows: Sequence[Referral]) -> dict[int, list[PartnerNote]]:
    found: dict[int, list[PartnerNote]] = {}
    for one in (
        PartnerNote.objects.filter(referral__in=[row.pk for row in rows])
        .select_related("by")
        .order_by("at", "pk")
    ):
        found.setdefault(one.referral_id, []).append(one)
    return found


def _line(
    one: Referral, record: Record, notes: dict[int, list[PartnerNote]], sent: tuple[int, MoveForm] | None
) -> Line:
    form = (
        sent[1]
        if sent and sent[0] == one.pk
        else MoveForm(reader=record.act.actor or one.owner, auto_id=f"r{one.pk}-%s")
    )
    more: dict[str, Any] = {}
    if one.is_open and record.may("referrals", "write"):
        more["moves"] = MOVES[Referral.Status(one.status)]
        more["may_take_over"] = record.act.actor != one.owner
    if one.status == Referral.Status.PROPOSED:
        found = check(one, record.act)
        more["signs_in"], more["has_address"] = found.signs_in, bool(address_of(one.service))
        more["grounds"] = [
            Ground(ground.consent.pk, ", ".join(named(ground.parts))) for ground in found.grounds
        ]
    if one.status == Referral.Status.SENT:
        more["mail"] = _mail(one, record)
    return Line(
        one,
        _state(one),
        _whose(one),
        _due(one, record),
        one.attention_at is not None,
        notes.get(one.pk, []),
        form,
        phone=said(one.service.phone),
        dial=dial(one.service.phone),
        **more,
    )


def _mail(one: Referral, record: Record) -> str:
    if one.mail_returned_at is not None:
        day = day_words(local(record.act.actor or one.owner, one.mail_returned_at).date(), record.today)
        return _("The mail to them came back (%(day)s): it did not reach them. Call them.") % {"day": day}
    if one.sent_how != Referral.How.LINK:
        return ""
    waits = one.links.filter(used_at=None, ends_at__gt=record.act.at).exists()
    return (
        _("The link is on its way to them.")
        if waits
        else _("No link is open: it is being sent, was refused, or has run out. Call them.")
    )


def _state(one: Referral) -> str:
    return str(one.get_outcome_display() if one.outcome else one.get_status_display())


def _whose(one: Referral) -> str:
    if one.status in {Referral.Status.SENT, Referral.Status.WAITING}:
        return one.service.provider.name
    return str(one.owner)


def _due(one: Referral, record: Record) -> str:
    return (
        day_words(local(record.act.actor or one.owner, one.due_at).date(), record.today) if one.due_at else ""
    )
