"""Levels of care that counselors chose, and one plan that changed after a signal."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from handrail.continuum.adjusting import actions as adjusting
from handrail.continuum.adjusting.policy import may_adjust
from handrail.continuum.adjusting.wanted import Cadence, Change, Practised, Told
from handrail.continuum.watch.models import Concern
from handrail.foundation.ledger.act import Act
from handrail.foundation.plans import actions as plans
from handrail.foundation.practices.models import Practice
from handrail.foundation.teams.models import CareRelationship, Membership, Role
from handrail.operations.demo.window import Window

HOW_MANY, LEVELS = 8, ("1.5", "2.1", "1.7", "1.5", "2.5", "1.0", "2.1", "1.5")
KEY = UUID("5b0a2f0e-53c4-4f5c-9a3e-1f0d6b1c7a10")


def choose_levels(window: Window) -> None:
    """By the first counselor for their first people, some weeks ago; then one plan changes today."""
    cares = CareRelationship.objects.at(window.now).filter(role=Role.COUNSELOR).order_by("pk")
    first = cares.select_related("worker").first()
    if first is None:
        return
    _review_days(window)
    mine = cares.filter(worker=first.worker).select_related("person")[:HOW_MANY]
    for n, care in enumerate(mine):
        act = Act(first.worker, max(care.from_at, window.now - timedelta(days=10 + 9 * n)), "staff")
        plans.choose_level(care.person, level=LEVELS[n], dimensions=("4", "5"), act=act)
    _change_one(Act(first.worker, window.now, "staff"))


def _review_days(window: Window) -> None:
    """Numbers that this made-up organisation chose for itself."""
    held = (
        Membership.objects.on(window.today).filter(role=Role.SUPERVISOR).select_related("person", "programme")
    )
    member = held.order_by("pk").first()
    if member is not None:
        act = Act(member.person, window.now - timedelta(days=60), "staff")
        for level, days in (("1.0", 90), ("1.5", 60), ("1.7", 30), ("2.1", 30), ("2.5", 14), ("", 90)):
            plans.set_rhythm(member.programme, level=level, days=days, act=act)


def _change_one(act: Act) -> None:
    """Never Maya: what waits for an answer about her stays as it is."""
    mine = CareRelationship.objects.at(act.at).filter(worker=act.actor, role=Role.COUNSELOR)
    open_ones = Concern.objects.open().filter(person__in=mine.values("person"))
    concern = open_ones.exclude(person__preferred_name="Maya P.").order_by("pk").first()
    if concern is None or not may_adjust(act, concern):
        return
    peer = (
        CareRelationship.objects.at(act.at).filter(person=concern.person, role=Role.PEER_SPECIALIST).first()
    )
    due = act.at.date() + timedelta(days=1)
    told = (
        [Told(peer.worker, peer.strand, f"Reach out to {concern.person.preferred_name}", due)] if peer else []
    )
    change = Change(
        words="A little more often, until evenings are easier.", told=told,
        practised=Practised("paced_breathing", Practice.Cadence.DAILY),
        cadence=Cadence((0, 2, 4, 6), act.at.date() + timedelta(days=14)),
    )  # fmt: skip
    adjusting.adjust(concern, key=KEY, change=change, act=act)
