"""Maya's team at work: urges are up, three of them are asked for something, and her record has a past."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from handrail.clinical.playbooks.playbook import playbook
from handrail.clinical.playbooks.playbook import propose as proposals_of
from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.finding import Found, keep
from handrail.foundation.measures import actions as measures
from handrail.foundation.people.models import Person
from handrail.foundation.plans import actions as plans
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Programme
from tests.opened import among

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HEADLINE = "Urges higher than usual since Tuesday"
#: What cannot be kept, what is left of it, and what is said: NUL, half a character, the mark of broken bytes.
BROKEN = [
    (f"Walk{sign} and talk", "Walk and talk", "did not arrive whole") for sign in ("\x00", "\ud800", "\ufffd")
]
INPUTS = {
    "leading": ["craving"], "signals": [{"name": "craving", "now": 6.7, "usual": 2.1, "spread": 1.2}],
    "silence_share": 0.1, "missed": [1, 7],
}  # fmt: skip


def raise_concern(cast, person, *, headline=HEADLINE):
    """A finding of the watch, and what the playbook proposes to whom, an hour ago."""
    act = cast.act(None, at=cast.now - HOUR)
    found = Found(cast.today, "alert", "early_warning", headline, "Urges average 6.7, usually 2.1.", INPUTS)
    finding = keep(person, found, act=act)
    proposals = proposals_of(playbook("craving_spike"), at=act.at)
    return responses.propose(finding, playbook="craving_spike", proposals=proposals, act=act)


def someone(cast, name, role="counselor"):
    """Another person of Priya's, with nothing in the record yet."""
    person, act = (
        Person.objects.create(preferred_name=name, made_at=cast.now),
        cast.act(None, at=cast.now - DAY),
    )
    teams.enrol(person, Programme.objects.get(name="Outpatient"), act=act)
    teams.begin_care(cast.priya, person, role, act=act)
    return person


def score_phq9(cast, each, at):
    answers = {f"phq9_{n}": each for n in range(1, 9)} | {"phq9_9": 0, "phq9_10": 0}
    measures.submit(
        cast.maya, instrument_id="phq9", key=uuid4(), answers=answers, act=cast.act(cast.maya, at=at)
    )


def _told_and_planned(cast, ago):
    for days in (3, 2, 1, 0):
        told = {"mood": 4, "craving": 8 - days, "words": "Drove past the old place. Twice."}
        measures.check_in(
            cast.maya, key=uuid4(), answers=told, act=cast.act(cast.maya, at=ago(days) - 2 * HOUR)
        )
    plans.set_goal(cast.maya, words="Open the shop again.", act=cast.act(cast.maya, at=ago(20)))
    plans.add_step(
        cast.maya, title="Send income letter", responsible=cast.priya, strand="counsel",
        due_on=cast.today + 5 * DAY, act=cast.act(cast.priya, at=ago(10)),
    )  # fmt: skip


@pytest.fixture
def team(live_cast):
    """The cast with Maya's story: scales, check-ins, goal, step, a meeting that is over, and open proposals."""
    cast = live_cast

    def ago(days):
        return cast.now - days * DAY

    score_phq9(cast, 2, ago(60))
    score_phq9(cast, 1, ago(6))
    _told_and_planned(cast, ago)
    scheduling.book(
        cast.maya, cast.priya, starts_at=ago(1) - HOUR, ends_at=ago(1), strand="counsel",
        act=cast.act(cast.priya, at=ago(8)),
    )  # fmt: skip
    raise_concern(cast, cast.maya)
    return cast


@pytest.fixture
def priya(team):
    return team.browser(team.priya)


@pytest.fixture
def sam(team):
    return team.browser(team.sam)


@pytest.fixture
def theo(team):
    return team.browser(team.theo)


@pytest.fixture
def proposal(team):
    """What Priya is asked for."""
    return Proposal.objects.get(role="counselor")


@pytest.fixture
def step(team):
    """A step of Maya's plan that is Priya's to do."""
    (step,) = among(Step.objects.all(), title="Send income letter")
    return step


def text_of(answer):
    return answer.content.decode()


def form(sent):
    """What a browser posts, halves of characters included; None leaves a field out."""
    given = {name: value for name, value in sent.items() if value is not None}
    body = urlencode(given, encoding="utf-8", errors="surrogatepass")
    return {"data": body, "content_type": "application/x-www-form-urlencoded"}
