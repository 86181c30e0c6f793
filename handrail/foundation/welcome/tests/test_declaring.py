"""Whether a program is under 42 CFR Part 2: Elin says covered alone, and not covered only with Marit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.part2 import labelled
from handrail.foundation.ledger import promise_file, promises
from handrail.foundation.ledger.models import Entry
from handrail.foundation.teams.models import Programme
from handrail.foundation.welcome import actions as welcome
from handrail.foundation.welcome.models import AlreadyDecided, Declaration
from tests.offices import with_marit

COVERED, NOT_COVERED = Programme.Part2.COVERED, Programme.Part2.NOT_COVERED
WHY = "It holds itself out as general counseling; counsel agreed on May 4."


@pytest.fixture
def outpatient(cast) -> Programme:
    with_marit(cast)
    return Programme.objects.get(name="Outpatient")


def test_not_covered_takes_a_second_person_and_maya_keeps_her_label_until_then(cast, outpatient):
    for who in ("marit", "ravi", "priya", "theo", "maya"):
        with pytest.raises(Refused):
            welcome.declare(outpatient, NOT_COVERED, WHY, act=cast.act(cast.people[who]))
    asked = welcome.declare(outpatient, NOT_COVERED, WHY, act=cast.act(cast.elin))
    assert labelled(cast.maya), "asked is not declared"
    with pytest.raises(AlreadyDecided):
        welcome.declare(outpatient, NOT_COVERED, WHY, act=cast.act(cast.elin))
    for who in ("elin", "ravi", "theo"):
        with pytest.raises(Refused):
            welcome.decide_declaration(asked, agree=True, act=cast.act(cast.people[who]))
    done = welcome.decide_declaration(asked, agree=True, act=cast.act(cast.marit))
    assert (done.state, done.asked_by, done.decided_by) == ("declared", cast.elin, cast.marit)
    assert not labelled(cast.maya)
    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.objects.filter(pk=done.pk).update(decided_by=cast.elin)
    kinds = (
        Entry.objects.filter(kind__startswith="welcome.part2").order_by("pk").values_list("kind", flat=True)
    )
    assert list(kinds) == ["welcome.part2.asked", "welcome.part2.declared"]


def test_covered_holds_at_once_and_ends_what_waits(cast, outpatient):
    Programme.objects.update(part2=Programme.Part2.UNDECLARED)
    assert labelled(cast.maya), "undeclared counts as covered"
    asked = welcome.declare(outpatient, NOT_COVERED, WHY, act=cast.act(cast.elin))
    welcome.declare(outpatient, COVERED, "It is a Part 2 program.", act=cast.act(cast.elin))
    asked.refresh_from_db()
    outpatient.refresh_from_db()
    assert (asked.state, outpatient.part2) == ("withdrawn", COVERED)
    with pytest.raises(AlreadyDecided):
        welcome.decide_declaration(asked, agree=True, act=cast.act(cast.marit))
    again = welcome.declare(outpatient, NOT_COVERED, WHY, act=cast.act(cast.elin))
    assert welcome.decide_declaration(again, agree=False, act=cast.act(cast.marit)).state == "declined"
    assert labelled(cast.maya)


def test_a_restore_to_before_covers_it_again_and_opens_nothing_that_may_have_been_undone(
    cast, outpatient, settings, tmp_path
):
    settings.PROMISES = tmp_path / "promises.jsonl"
    Programme.objects.update(part2=NOT_COVERED)
    welcome.declare(outpatient, COVERED, "It is a Part 2 program.", act=cast.act(cast.elin))
    (said,) = promises.made_after(
        timezone.now() - (timezone.now() - cast.now), promise_file.read(promises.place())
    )
    Programme.objects.update(part2=NOT_COVERED)
    act = cast.act(None)
    assert promises.replay([said], act=act) == [(said, True)] and not said.kept
    undone = replace(said, state={"part2": "not_covered"})
    assert promises.replay([undone], act=act) == [(undone, False)]
    kept = replace(undone, kept=True)
    assert promises.replay([kept], act=act) == [(kept, True)]
