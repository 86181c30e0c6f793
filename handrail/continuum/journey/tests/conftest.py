"""Maya's story so far: a check-in, two scales, a plan, appointments, and a response of her team."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.clinical.playbooks.playbook import playbook
from handrail.clinical.playbooks.playbook import propose as proposals_of
from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.finding import Found, keep
from handrail.foundation.measures import actions as measures
from handrail.foundation.plans import actions as plans
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
HEADLINE = "Stronger urges than usual since Tuesday"


def score_phq9(cast, each, at):
    answers = {f"phq9_{n}": each for n in range(1, 9)} | {"phq9_9": 0, "phq9_10": 0}
    answered = measures.submit(
        cast.maya, instrument_id="phq9", key=uuid4(), answers=answers, act=cast.act(cast.maya, at=at)
    )
    return answered.response


def raise_concern(cast, at):
    found = Found(cast.today, "alert", "early_warning", HEADLINE, "Since Tuesday craving averages 6.7.")
    finding = keep(cast.maya, found, act=cast.act(None, at=at))
    proposals = proposals_of(playbook("craving_spike"), at=at)
    return responses.propose(
        finding, playbook="craving_spike", proposals=proposals, act=cast.act(None, at=at)
    )


@pytest.fixture
def story(cast):
    """Newest last: every strand has something in it."""
    ago = {days: cast.now - days * DAY for days in range(60)}
    score_phq9(cast, 2, ago[30])
    plans.set_goal(cast.maya, words="Open the shop again.", act=cast.act(cast.maya, at=ago[20]))
    step = plans.add_step(
        cast.maya, title="Send income letter", responsible=cast.lena, strand="case", act=cast.act(cast.lena, at=ago[10])
    )  # fmt: skip
    plans.tell_barrier(step, words="The bank is far away.", act=cast.act(cast.lena, at=ago[9]))
    plans.complete(step, act=cast.act(cast.lena, at=ago[5]), outcome="Sent by mail.")
    met = scheduling.book(
        cast.maya, cast.priya, starts_at=ago[4], ends_at=ago[4] + HOUR, strand="counsel", act=cast.act(cast.priya, at=ago[8])
    )  # fmt: skip
    scheduling.settle(met, status=Appointment.Status.FULFILLED, act=cast.act(cast.priya, at=ago[3]))
    score_phq9(cast, 1, ago[2])
    told = {"mood": 0, "craving": 8, "words": "Drove past the old place. Twice."}
    measures.check_in(cast.maya, key=uuid4(), answers=told, act=cast.act(cast.maya, at=cast.now - 4 * HOUR))
    raise_concern(cast, cast.now - 4 * HOUR + timedelta(minutes=1))
    proposal = Proposal.objects.get(role="counselor")
    responses.accept(proposal, act=cast.act(cast.priya, at=cast.now - 3 * HOUR))
    return cast
