"""What Maya answered to our own questions, and one set of them that waits for her."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from handrail.foundation.ledger.act import Act
from handrail.foundation.measures import actions as measures
from handrail.foundation.measures.models import Schedule
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment, Membership, Role
from handrail.foundation.teams.queries import team_of

#: Days ago, piece, what she answered.
ANSWERED: tuple[tuple[int, str, dict[str, Any]], ...] = (
    (40, "readiness_rulers", {
        "ruler_goal": "Fridays without the corner store.", "ruler_importance": 8, "ruler_confidence": 3,
        "ruler_readiness": 4, "ruler_why_not_lower": "I did two Fridays in May.",
    }),
    (9, "readiness_rulers", {
        "ruler_goal": "Fridays without the corner store.", "ruler_importance": 9, "ruler_confidence": 5,
        "ruler_readiness": 6, "ruler_why_not_lower": "Sam walks with me.", "ruler_what_helps": "The other bus.",
    }),
    (62, "needs_check", {
        "need_housing": "yes", "need_housing_help": "yes please", "need_transport": "yes", "need_transport_help": "not now",
        "need_money": "yes", "need_money_help": "already getting help", "need_food": "no",
    }),
    (8, "needs_check", {
        "need_food": "no", "need_housing": "no", "need_transport": "yes", "need_transport_help": "yes please",
        "need_money": "not sure", "need_money_help": "not now", "need_work": "no",
    }),
)  # fmt: skip


def answer_our_questions(maya: Person, now: datetime) -> None:
    """Answered alone on her phone; her counselor asks about the last session."""
    for number, (ago, piece, answers) in enumerate(ANSWERED):
        act = Act(actor=maya, at=now - timedelta(days=ago), via="client")
        key = uuid5(NAMESPACE_URL, f"demo/piece/{number}")
        measures.submit(maya, instrument_id=piece, key=key, answers=answers, act=act)
    counselor = next((care.worker for care in team_of(maya, now) if care.role == Role.COUNSELOR), None)
    if counselor is not None:
        act = Act(actor=counselor, at=now - timedelta(hours=20), via="staff")
        by = now.date() + measures.TO_ANSWER
        measures.ask(maya, instrument_id="session_feedback", due_on=by, act=act)
        _ask_by_itself(maya, Act(actor=counselor, at=now, via="staff"))


def _ask_by_itself(maya: Person, act: Act) -> None:
    """PHQ-9 every four weeks for Maya; session feedback after each session for everybody in her program."""
    measures.schedule(instrument_id="phq9", when=Schedule.When.EVERY, every_days=28, person=maya, act=act)
    enrolled = Enrolment.objects.at(act.at).filter(person=maya).values("programme")
    leads = Membership.objects.at(act.at).filter(role=Role.SUPERVISOR, programme__in=enrolled)
    lead = leads.select_related("person", "programme").order_by("pk").first()
    if lead is not None:
        measures.schedule(
            instrument_id="session_feedback", when=Schedule.When.AFTER, programme=lead.programme,
            act=Act(actor=lead.person, at=act.at, via="staff"),
        )  # fmt: skip
