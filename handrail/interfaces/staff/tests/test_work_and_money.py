"""Maya lost her job: what comes in and what must be paid is written alone and with Lena, and added up for both."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from handrail.clinical.playbooks.playbook import playbook
from handrail.clinical.playbooks.playbook import propose as proposals_of
from handrail.clinical.practices.shelf import method
from handrail.clinical.practices.sums import sums
from handrail.continuum.copies.saying import said
from handrail.continuum.responses import actions as responses
from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.finding import Found, keep
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.practices import actions as practices
from handrail.foundation.practices.models import Sheet

BUDGET, WORK = method("budget"), method("work_plan")


def text(answer):
    return answer.content.decode()


def test_what_is_left_is_counted_from_what_was_told():
    assert sums(BUDGET, {"next": "Call the landlord."}) == []
    told = {"pay": 40_000, "benefits": 22_050, "rent": 85_000, "wait_debts": 10_000}
    added = {"Comes in": 62_050, "Must be paid": 85_000, "Left after that": -22_950}
    assert dict(sums(BUDGET, told)).items() >= added.items()
    assert dict(sums(BUDGET, told))["Left if you pay that too"] == -32_950


def test_maya_writes_her_budget_lena_goes_on_with_her_and_it_is_theirs_alone(live_cast):
    cast = live_cast
    maya, lena, sam, theo = (cast.browser(cast.people[who]) for who in ("maya", "lena", "sam", "theo"))
    new = reverse("client:sheet_new", args=[BUDGET.number])
    sent = {"key": uuid4(), "q_pay": "1,200.50", "q_rent": "$850", "q_food": "a lot", "q_next": "Call."}
    again = maya.post(new, sent)
    assert again.status_code == 422 and "amount like 120" in text(again) and "a lot" in text(again)
    assert not Sheet.objects.exists()
    assert maya.post(new, sent | {"q_food": "90,25"}).status_code == 302
    home = Sheet.objects.get()
    assert home.newest.told == {"pay": 120_050, "rent": 85_000, "food": 9_025, "next": "Call."}
    read = text(maya.get(reverse("client:sheet", args=[home.pk])))
    assert all(words in read for words in ("Left after that", "260.25", "1,200.50"))
    assert "850" in " ".join(said(home.newest, "answers", cast.maya))

    theirs = reverse("staff:sheet_words", args=[cast.maya.pk, home.pk])
    assert "1,200.50" in text(lena.get(theirs))
    told = {"key": uuid4(), "instead_of": 1, "q_pay": "1200.5", "q_rent": "850", "q_benefits": "300"}
    assert lena.post(theirs, told).status_code == 302
    assert "650.50" in text(lena.get(reverse("staff:sheet", args=[cast.maya.pk, home.pk])))
    assert home.versions.count() == 2 and home.newest.written_by == cast.lena
    for nobody in (sam, theo):
        assert nobody.get(theirs).status_code == 404
        assert nobody.get(reverse("staff:sheet_new", args=[cast.maya.pk, WORK.number])).status_code == 404
    with pytest.raises(Refused):
        practices.write(cast.maya, method="work_plan", key=uuid4(), answers={}, act=cast.act(cast.sam))


def test_the_playbook_of_a_lost_job_leads_from_its_proposal_and_its_step_to_the_worksheet(live_cast):
    cast = live_cast
    act = cast.act(None)
    found = Found(cast.today, "alert", "job_lost", "Told us that the job is gone.", "", {})
    response = responses.propose(
        keep(cast.maya, found, act=act), playbook="job_loss", act=act,
        proposals=proposals_of(playbook("job_loss"), at=act.at),
    )  # fmt: skip
    lena, page = cast.browser(cast.lena), reverse("staff:person", args=[cast.maya.pk])
    links = [reverse("staff:sheet_new", args=[cast.maya.pk, one.number]) for one in (BUDGET, WORK)]
    asked = text(lena.get(page))
    assert all(f'href="{link}"' in asked for link in links)
    money = Proposal.objects.get(response=response, title__startswith="Go through the money")
    step = responses.accept(money, act=cast.act(cast.lena)).step
    assert links[0] in text(lena.get(reverse("staff:plan", args=[cast.maya.pk])))
    assert "My money this month" in text(cast.browser(cast.maya).get(reverse("client:step", args=[step.pk])))
