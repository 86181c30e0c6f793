"""Case reviews of the demo: one of Maya’s twelve days ago and a point of hers for the next, and a decision about somebody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from handrail.continuum.reviews import actions as reviews
from handrail.continuum.reviews.actions import Minutes
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.operations.demo.window import Window

AGO, KEY = timedelta(days=12), UUID("0d6a8a3e-6f0b-4f5e-8a41-7c1c9b2f5e02")
MAYA = "Maya P."


def hold_reviews(window: Window) -> None:
    """By Maya's counselor; what waits for an answer about her stays as it is."""
    then = window.now - AGO
    cares = CareRelationship.objects.at(then).select_related("worker", "person").order_by("pk")
    hers = cares.filter(person__preferred_name=MAYA, role=Role.COUNSELOR).first()
    if hers is None:
        return
    maya, act = hers.person, Act(hers.worker, then, "staff")
    there = [care.worker for care in cares.filter(person=maya)]
    minutes = Minutes(
        "She checks in most days and called Sam by herself.", "Evenings after late shifts.", there
    )
    reviews.close(maya, minutes=minutes, act=act)
    reviews.write_point(
        maya,
        words="I would like a later bus to group.",
        act=Act(maya, window.now - timedelta(hours=20), "client"),
    )
    other = cares.filter(worker=hers.worker, role=Role.COUNSELOR).exclude(person=maya).first()
    if other is not None:
        _decide(other, act)


def _decide(care: CareRelationship, act: Act) -> None:
    due = act.at.date() + timedelta(days=21)
    step = {
        "title": "Ask which evening group has room",
        "responsible": care.worker,
        "due_on": due,
        "strand": care.strand,
    }
    reviews.note_decision(care.person, key=KEY, step=step, act=act)
    reviews.close(
        care.person, minutes=Minutes("Work goes well.", "Alone in the evening.", [care.worker]), act=act
    )
