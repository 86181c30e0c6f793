"""Maya chooses who walks with her, and may go on with another at any time; nothing is lost by it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused, may
from handrail.foundation.consent.models import Conflict
from handrail.foundation.ledger.models import Entry
from handrail.foundation.teams.models import CareRelationship, Credential, Role
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import Match
from handrail.pillars.peer_support.models.matches import AlreadyAnswered
from handrail.pillars.peer_support.queries import peer_of, peers_with_room, roster

DAY = timedelta(days=1)


def names(shown):
    return [one.peer.preferred_name for one in shown]


def peers_of(person):
    found = CareRelationship.objects.filter(person=person, role=Role.PEER_SPECIALIST, until_at=None)
    return [one.worker for one in found]


def test_maya_goes_on_with_jo_and_sam_stays_until_jo_says_yes(peered):
    maya, jo = peered.act(peered.maya), peered.act(peered.jo)
    assert names(peers_with_room(peered.maya, maya)) == ["Jo E."]
    asked = peers.choose_peer(peered.jo, act=maya)
    assert peers_of(peered.maya) == [peered.sam]
    assert peers.choose_peer(peered.jo, act=maya) == asked
    assert not may(peered.act(peered.jo), "demographics", peered.maya)
    peers.accept_match(asked, act=jo)
    assert peers_of(peered.maya) == [peered.jo]
    later = peered.now + timedelta(minutes=1)
    assert may(peered.act(peered.jo, later), "peer_notes", peered.maya)
    assert not may(peered.act(peered.sam, later), "peer_notes", peered.maya)
    # And back, by the same way: the first match is over, and a new one begins.
    back = peers.accept_match(peers.choose_peer(peered.sam, act=maya), act=peered.act(peered.sam))
    assert peers_of(peered.maya) == [peered.sam]
    assert [one.state for one in Match.objects.order_by("pk")] == ["ended", "accepted"]
    assert peer_of(peered.maya, peered.act(peered.maya, later)).lived
    assert Entry.objects.get(kind="peer_support.match.ended", subject=asked.pk).facts == {
        "peer": peered.jo.pk
    }
    assert back.place == 1


def test_what_is_asked_of_another_is_taken_back_and_answered_once(peered):
    maya = peered.act(peered.maya)
    first = peers.choose_peer(peered.jo, act=maya)
    peers.end_match(first, act=maya)
    with pytest.raises(AlreadyAnswered):
        peers.accept_match(first, act=peered.act(peered.jo))
    second = peers.choose_peer(peered.jo, act=maya)
    peers.decline_match(second, act=peered.act(peered.jo))
    assert peers_of(peered.maya) == [peered.sam]


def test_maya_may_go_on_with_nobody(peered):
    maya = peered.act(peered.maya)
    match = peers.accept_match(peers.choose_peer(peered.jo, act=maya), act=peered.act(peered.jo))
    peers.end_match(match, act=maya)
    assert peers_of(peered.maya) == []


def test_the_last_place_is_taken_once(peered):
    peers.set_caseload_limit(1, act=peered.act(peered.ravi))
    match = peers.choose_peer(peered.jo, act=peered.act(peered.maya))
    with pytest.raises(IntegrityError, match="a_peers_place_is_taken_once"), transaction.atomic():
        Match.objects.create(person=peered.rosa, peer=peered.jo, place=match.place, asked_at=peered.now)
    ada = peered.people["ada"]
    with pytest.raises(Refused):
        peers.choose_peer(peered.jo, act=peered.act(ada))
    assert names(peers_with_room(peered.omar, peered.act(peered.omar))) == ["Far E."]


def test_beyond_the_limit_nobody_is_matched_and_those_cared_for_before_count(peered):
    peers.set_caseload_limit(1, act=peered.act(peered.ravi))
    (row,) = [one for one in roster(peered.act(peered.ravi)) if one.peer == peered.sam]
    assert row.people == 1
    peers.accept_match(peers.choose_peer(peered.jo, act=peered.act(peered.maya)), act=peered.act(peered.jo))
    Match.objects.create(person=peered.rosa, peer=peered.sam, place=1, asked_at=peered.now)
    with pytest.raises(peers.NoRoom):
        peers.choose_peer(peered.sam, act=peered.act(peered.maya))
    assert peers_of(peered.maya) == [peered.jo]


def test_after_its_last_day_a_certificate_matches_nobody_new_and_ends_nothing(peered):
    maya = peered.act(peered.maya)
    asked = peers.choose_peer(peered.jo, act=maya)
    Credential.objects.filter(person__in=[peered.jo, peered.sam]).update(expires_on=peered.today - DAY)
    assert peers_with_room(peered.maya, maya) == []
    with pytest.raises(peers.CertificateRanOut):
        peers.accept_match(asked, act=peered.act(peered.jo))
    assert peers_of(peered.maya) == [peered.sam]
    assert Match.objects.get(pk=asked.pk).state == "asked"


@pytest.mark.parametrize(("days", "warning"), [(91, None), (90, 90), (61, 90), (60, 60), (31, 60), (30, 30), (0, 30), (-1, 0)])  # fmt: skip
def test_a_certificate_is_spoken_of_at_90_60_and_30_days(peered, days, warning):
    Credential.objects.filter(person=peered.jo).update(expires_on=peered.today + days * DAY)
    (row,) = [one for one in roster(peered.act(peered.ravi)) if one.peer == peered.jo]
    assert row.certificate.warning == warning


def test_a_renewal_stands_beside_the_certificate_before(peered):
    ravi = peered.act(peered.ravi)
    Credential.objects.filter(person=peered.jo).update(expires_on=peered.today - DAY)
    given = {"title": "Certified peer specialist", "issuer": "Peer Academy", "number": "1"}
    with pytest.raises(ValueError, match="has run out already"):
        peers.note_certificate(peered.jo, **given, expires_on=peered.today - DAY, act=ravi)
    peers.note_certificate(peered.jo, **given, expires_on=peered.today + 700 * DAY, act=ravi)
    assert Credential.objects.filter(person=peered.jo).count() == 2
    assert names(peers_with_room(peered.maya, peered.act(peered.maya))) == ["Jo E."]


def test_nobody_is_offered_a_peer_who_knows_them_from_elsewhere(peered):
    consent.note_conflict(peered.maya, peered.jo, tie=Conflict.Tie.FAMILY, act=peered.act(peered.elin))
    assert peers_with_room(peered.maya, peered.act(peered.maya)) == []
    with pytest.raises(Refused):
        peers.choose_peer(peered.jo, act=peered.act(peered.maya))


@pytest.mark.parametrize("who", ["theo", "omar", "priya", "sam", "ravi"])
def test_who_may_not_answer_for_jo(peered, who):
    asked = peers.choose_peer(peered.jo, act=peered.act(peered.maya))
    assert not Match.objects.visible_to(peered.act(peered.people[who])).exists()
    for answer in (peers.accept_match, peers.decline_match):
        with pytest.raises(Refused):
            answer(asked, act=peered.act(peered.people[who]))


def test_theo_supervises_nobody_and_writes_no_profile(peered):
    theo = peered.act(peered.theo)
    assert roster(theo) == []
    with pytest.raises(Refused):
        peers.note_supervision(peered.sam, held_on=peered.today, minutes=60, act=theo)
    with pytest.raises(Refused):
        peers.set_caseload_limit(5, act=theo)
    with pytest.raises(Refused):
        peers.write_profile(hello="Hi", lived="", lived_for="nobody", languages=[], act=theo)


def test_supervision_of_a_day_is_noted_once(peered):
    ravi = peered.act(peered.ravi)
    peers.note_supervision(peered.sam, held_on=peered.today, minutes=60, act=ravi)
    with pytest.raises(peers.NotedAlready):
        peers.note_supervision(peered.sam, held_on=peered.today, minutes=60, act=ravi)
    with pytest.raises(ValueError, match="still ahead"):
        peers.note_supervision(peered.sam, held_on=peered.today + DAY, minutes=60, act=ravi)
    (row,) = [one for one in roster(ravi) if one.peer == peered.sam]
    assert row.minutes == 60
