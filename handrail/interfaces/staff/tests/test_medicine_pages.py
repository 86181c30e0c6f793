"""Whether Maya has what she takes: she and Lena say it, the team that may read medicines sees it, and what lacks goes up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.clinical.gaps import rules
from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.actions import weigh_gaps
from handrail.continuum.watch.models import Finding, Gap
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.delivering import deliver_due
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Medicine, MissedDose, PickUp

DAY = timedelta(days=1)


def lacking(cast, at):
    deliver_due(at)
    weigh_gaps([cast.maya.pk], act=cast.act(None, at))
    return Gap.objects.open().filter(person=cast.maya, kind=rules.MISSED_PICK_UP)


def test_a_pick_up_whose_day_is_over_is_a_gap_until_it_is_picked_up_and_one_that_failed_goes_up(cast):
    drops = cases.note_medicine(cast.maya, name="The night drops", act=cast.act(cast.maya))
    assert cases.note_medicine(cast.maya, name="the night drops", act=cast.act(cast.lena)) == drops
    cases.expect_pick_up(drops, on=cast.today + DAY, act=cast.act(cast.lena))
    cases.expect_pick_up(drops, on=cast.today + 2 * DAY, act=cast.act(cast.maya))
    assert not lacking(cast, cast.now + 2 * DAY)
    late = cast.now + 3 * DAY
    gap = lacking(cast, late).get()
    assert gap.owner == cast.lena and Gap.objects.visible_to(cast.act(cast.lena, late)).contains(gap)
    # Sam reads no medicines (access matrix), Theo nothing of hers.
    for who in (cast.sam, cast.theo):
        act = cast.act(who, late)
        assert not Gap.objects.visible_to(act).filter(pk=gap.pk).exists()
        assert not Medicine.objects.visible_to(act).exists()
        with pytest.raises(Refused):
            cases.tell_pick_up(drops, picked_up=True, act=act)
    assert not Finding.objects.exists()
    cases.tell_pick_up(drops, picked_up=False, act=cast.act(cast.maya, late))
    assert lacking(cast, late).exists()
    found = Finding.objects.get()
    assert (found.rule, found.resource) == ("medicine_visit", "medications")
    assert not Finding.objects.visible_to(cast.act(cast.sam, late)).exists()
    assert {one.response.playbook for one in Proposal.objects.all()} == {"medicine_visit"}
    cases.tell_pick_up(drops, picked_up=True, act=cast.act(cast.lena, late))
    deliver_due(late)
    assert not Gap.objects.open().filter(kind=rules.MISSED_PICK_UP).exists()
    with pytest.raises(cases.NotTaken):
        cases.tell_missed_dose(drops, day=cast.today + 9 * DAY, act=cast.act(cast.maya, late))
    cases.end_medicine(drops, act=cast.act(cast.maya, late))
    with pytest.raises(cases.NotTaken):
        cases.expect_pick_up(drops, on=cast.today + 9 * DAY, act=cast.act(cast.lena, late))


def test_maya_says_it_on_her_page_and_lena_on_her_behalf(live_cast):
    cast = live_cast
    lena, maya = cast.browser(cast.lena), cast.browser(cast.maya)
    own, page = reverse("client:medicines"), reverse("staff:medicines", args=[cast.maya.pk])
    for who in (cast.theo, cast.sam):
        assert cast.browser(who).get(page).status_code == cast.browser(who).post(page, {"do": "new", "name": "x"}).status_code == 404  # fmt: skip
    assert maya.post(own, {"do": "new", "name": ""}).status_code == 422
    assert maya.post(own, {"do": "new", "name": "The night drops"}).status_code == 302
    drops = str(Medicine.objects.get().pk)
    for wrong in ({"do": "pick_up", "medicine": "9" * 40}, {"do": "fly", "medicine": drops}, {"do": "end"}):
        assert maya.post(own, wrong).status_code == lena.post(page, wrong).status_code == 404
    early = lena.post(page, {"do": "picked_up", "medicine": drops})
    assert early.status_code == 422 and "Nothing is waiting" in early.content.decode()
    soon, passed = (cast.today + DAY).isoformat(), (cast.today - 2 * DAY).isoformat()
    refused = lena.post(page, {"do": "pick_up", "medicine": drops, "on": passed})
    assert refused.status_code == 422 and passed in refused.content.decode()
    assert lena.post(page, {"do": "pick_up", "medicine": drops, "on": soon}).status_code == 302
    assert lena.post(page, {"do": "prescription", "medicine": drops, "on": soon}).status_code == 302
    assert "The night drops" in cast.browser(cast.priya).get(page).content.decode()
    shown = maya.get(own).content.decode()
    assert (
        "Pick it up on" in shown
        and "Next prescription" in shown
        and "!" not in shown.split("<main")[1].split("<script")[0]
    )
    dose = {"do": "dose", "medicine": drops, "day": passed, "why": "slipped"}
    assert maya.post(own, dose).status_code == maya.post(own, dose).status_code == 302
    assert MissedDose.objects.count() == 1
    assert "It slipped by" in lena.get(page).content.decode()
    assert maya.post(own, {"do": "picked_up", "medicine": drops}).status_code == 302
    assert (
        PickUp.objects.get().status == "picked_up" and "You picked it up." in maya.get(own).content.decode()
    )
    assert own in maya.get(reverse("client:plan")).content.decode()
