"""What Maya keeps of her own way: nothing is set back to zero, nothing is shared that she did not share."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import Milestone, Stretch

DAY = timedelta(days=1)


def seen_by(cast, who):
    found = Milestone.objects.visible_to(cast.act(cast.people[who])).filter(person=cast.maya)
    return [one.words for one in found]


def test_what_maya_keeps_is_hers_until_she_lets_sam_read_it(cast):
    act = cast.act(cast.maya)
    moment = peers.keep_moment("Told Sam about the bad weekend.", "plant", cast.today, act=act)
    assert {who: seen_by(cast, who) for who in ("sam", "priya", "ravi", "theo", "omar")} == dict.fromkeys(
        ("sam", "priya", "ravi", "theo", "omar"), []
    )
    peers.share_milestone(moment, cast.sam, act=act)
    assert seen_by(cast, "sam") == ["Told Sam about the bad weekend."]
    assert seen_by(cast, "priya") == []
    peers.unshare_milestone(moment, cast.sam, act=act)
    assert seen_by(cast, "sam") == []
    assert Entry.objects.get(kind="peer_support.milestone.shared").facts == {"reader": cast.sam.pk}


def test_a_hope_becomes_a_moment_and_put_away_it_stays_but_is_shown_to_nobody(cast):
    act = cast.act(cast.maya)
    hope = peers.hope_for("Keys of my own.", "house-line", act=act)
    kept = peers.keep_milestone(hope, cast.today, act=act)
    peers.share_milestone(kept, cast.sam, act=act)
    peers.put_away(kept, act=act)
    assert seen_by(cast, "sam") == []
    assert Milestone.objects.get().words == "Keys of my own."


def test_with_whom_a_moment_cannot_be_shared_and_who_touches_none_of_it(cast):
    act = cast.act(cast.maya)
    moment = peers.keep_moment("A quiet evening.", "wind", cast.today, act=act)
    for who in ("theo", "omar", "elin"):
        with pytest.raises(Refused):
            peers.share_milestone(moment, cast.people[who], act=act)
        with pytest.raises(Refused):
            peers.put_away(moment, act=cast.act(cast.people[who]))
    with pytest.raises(Refused):
        peers.share_milestone(moment, cast.sam, act=cast.act(cast.sam))
    with pytest.raises(ValueError, match="still ahead"):
        peers.keep_moment("Later.", "wind", cast.today + DAY, act=act)


def test_whoever_cares_for_her_no_more_reads_nothing_more(cast):
    act = cast.act(cast.maya)
    moment = peers.keep_moment("A quiet evening.", "wind", cast.today, act=act)
    peers.share_milestone(moment, cast.sam, act=act)
    teams.end_care(CareRelationship.objects.get(worker=cast.sam, person=cast.maya), act=cast.act(None))
    assert seen_by(cast, "sam") == []


def test_a_new_stretch_lowers_no_number(cast):
    act = cast.act(cast.maya)
    peers.count_days(cast.today - 30 * DAY, act=act)
    peers.count_days(cast.today - 2 * DAY, act=act)
    former, now = Stretch.objects.order_by("pk")
    assert (former.days(cast.today), now.days(cast.today)) == (28, 3)
    assert peers.count_days(cast.today - 2 * DAY, act=act) == now
    with pytest.raises(ValueError, match="counted already"):
        peers.count_days(cast.today - 10 * DAY, act=act)
    peers.stop_counting(act=act)
    peers.stop_counting(act=act)
    assert sum(one.days(cast.today) for one in Stretch.objects.all()) == 30
    assert Entry.objects.filter(kind="peer_support.stretch.ended").count() == 2
