"""Lena leaves, a referral is silent, Maya did not come: somebody is asked, once, until it is mended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.clinical.gaps import rules
from handrail.continuum.watch import actions as watch
from handrail.continuum.watch.models import Gap, GapNight
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.plans import actions as plans
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Membership, Programme
from handrail.pillars.case_management import actions as cases
from tests.referrals import riverbend

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def kinds(person):
    return set(Gap.objects.open().filter(person=person).values_list("kind", flat=True))


def night(cast, later=timedelta(0)):
    """Everybody is looked at once, at three in the morning of that day or after."""
    at = (cast.now + later).replace(hour=12)
    while watch.look_for_gaps(at):
        pass
    return at


def test_each_gap_is_there_once_with_an_owner_and_ends_when_it_is_mended(cast):
    began = cast.now - 20 * DAY
    act = cast.act(cast.priya, at=began)
    met = scheduling.book(
        cast.maya, cast.priya, starts_at=began, ends_at=began + HOUR, strand="counsel", act=act
    )
    scheduling.settle(
        met, status=Appointment.Status.DID_NOT_COME, act=cast.act(cast.priya, at=began + 2 * HOUR)
    )
    step = plans.add_step(
        cast.maya, title="Send income letter", responsible=cast.lena, strand="case", act=act
    )
    plans.complete(step, act=cast.act(cast.lena, at=began + DAY))
    outpatient = Programme.objects.get(name="Outpatient")
    watch.set_gap_days(outpatient, kind=rules.NO_CONTACT, days=14, act=cast.act(cast.ravi))
    night(cast)
    assert {rules.MISSED, rules.NO_NEXT_STEP} <= kinds(cast.maya)
    assert not Gap.objects.filter(person=cast.maya, owner=None).exists()
    before = Gap.objects.count(), Entry.objects.count()
    assert night(cast) and GapNight.objects.get().done_at
    watch.weigh_gaps([cast.maya.pk], act=cast.act(None))
    assert (Gap.objects.count(), Entry.objects.count()) == before

    nothing_next = Gap.objects.get(person=cast.maya, kind=rules.NO_NEXT_STEP)
    with pytest.raises(Refused):
        watch.set_gap_aside(nothing_next, until=cast.today + 7 * DAY, words="No.", act=cast.act(cast.theo))
    with pytest.raises(ValueError, match="within three months"):
        watch.set_gap_aside(nothing_next, until=cast.today, words="Now.", act=cast.act(cast.priya))
    watch.set_gap_aside(
        nothing_next, until=cast.today + 3 * DAY, words="She rests.", act=cast.act(cast.priya)
    )
    night(cast, 2 * DAY)
    assert rules.NO_NEXT_STEP not in kinds(cast.maya)
    night(cast, 4 * DAY)
    assert rules.NO_NEXT_STEP in kinds(cast.maya)
    plans.add_step(cast.maya, title="Call the clinic", responsible=cast.maya, act=act)
    watch.mend_gaps([cast.maya.pk], act=cast.act(None))
    assert rules.NO_NEXT_STEP not in kinds(cast.maya) and rules.MISSED in kinds(cast.maya)


def test_a_referral_whose_owner_is_away_or_leaves_is_somebody_elses_to_look_after(cast):
    made = cases.propose(
        cast.maya, riverbend(cast)["Hill"], need="housing", words="", act=cast.act(cast.lena)
    )
    messaging.set_away(cast.priya, cast.now, cast.now + 30 * DAY, act=cast.act(cast.lena))
    night(cast, DAY)
    away = Gap.objects.get(person=cast.maya, kind=rules.OWNER_AWAY)
    assert away.owner == cast.priya and away.row == made.pk
    for one in Membership.objects.filter(person=cast.lena, until_on=None):
        teams.end_membership(one, act=cast.act(cast.ravi))
    watch.weigh_gaps([cast.maya.pk], act=cast.act(None, at=cast.now + DAY))
    made.refresh_from_db()
    assert made.owner == cast.priya and made.attention_at
    assert rules.OWNER_AWAY not in kinds(cast.maya)
    assert Entry.objects.filter(kind="case_management.referral.handed_over", subject=made.pk).exists()
