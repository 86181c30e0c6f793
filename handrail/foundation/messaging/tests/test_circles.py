"""Maya and Ana are in a circle that Sam opened: each reads a name that was chosen, and nothing that leads back."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.aliases import NotAnAlias, alias_mark, tells, tidy
from handrail.foundation.messaging.circling import circles_moderated, circles_of, is_unread, written_in
from handrail.foundation.messaging.models import Circle, CircleMember, CircleMessage, Moderating
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Membership, Programme, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def outpatient(cast):
    return Programme.objects.get(name="Outpatient")


@pytest.fixture
def ana(cast, outpatient):
    """Sam walks with her too."""
    ana = Person.objects.create(preferred_name="Ana B.", made_at=cast.now)
    teams.enrol(ana, outpatient, act=cast.act(None, at=cast.now - timedelta(days=9)))
    teams.begin_care(cast.sam, ana, Role.PEER_SPECIALIST, act=cast.act(None, at=cast.now - timedelta(days=9)))
    return ana


@pytest.fixture
def circle(cast, outpatient, ana):
    sam = cast.act(cast.sam)
    made = messaging.open_circle(outpatient, name="Evenings", goal="Calm evenings without drinking.", act=sam)
    for person, alias in ((cast.maya, "Blue Heron"), (ana, "Río")):
        messaging.invite_to_circle(made, person, act=sam)
        messaging.join_circle(made, alias, act=cast.act(person))
    return made


def test_each_reads_names_that_were_chosen_and_writes_once(cast, circle, ana):
    key, maya = uuid4(), cast.act(cast.maya)
    for _time in range(2):
        messaging.write_in_circle(circle, "Tea helps me.", key=key, act=maya)
    with pytest.raises(messaging.SomethingElse):
        messaging.write_in_circle(circle, "Other words", key=key, act=maya)
    messaging.write_in_circle(circle, "Welcome, both.", key=uuid4(), act=cast.act(cast.sam))
    read = written_in(circle, cast.act(ana))
    assert [(one.name, one.by_moderator, one.mine) for one in read] == [
        ("Blue Heron", False, False),
        ("Sam R.", True, False),
    ]
    assert is_unread(cast.act(ana)) and [one.unread for one in circles_moderated(cast.act(cast.sam))] == [
        False
    ]
    messaging.read_circle(circle, CircleMessage.objects.latest("pk"), act=cast.act(ana))
    assert not is_unread(cast.act(ana))
    told = Entry.objects.filter(kind="messaging.circle_message.written")
    assert {one.person_id for one in told} == {None}


@pytest.mark.parametrize(
    "why, alias",
    [("own_name", "Maya the bee"), ("own_name", "m.a.y.a pell"), ("moderator", "Sam two"), ("taken", "RIO"),
     ("shape", "  "), ("shape", "7"), ("shape", "call 555 0111"), ("shape", "a\u202eb"), ("shape", "a@b.example"), ("shape", "x" * 41)],
)  # fmt: skip
def test_a_name_that_is_hers_or_somebody_elses_is_refused(cast, circle, why, alias):
    messaging.leave_circle(circle, act=cast.act(cast.maya))
    CircleMember.objects.filter(person=cast.maya).delete()
    messaging.invite_to_circle(circle, cast.maya, act=cast.act(cast.sam))
    Person.objects.filter(pk=cast.maya.pk).update(legal_name="Maya Pell")
    with pytest.raises(NotAnAlias) as refused:
        messaging.join_circle(circle, alias, act=cast.act(cast.maya))
    assert refused.value.why == why and not CircleMember.objects.get(person=cast.maya).has_joined


def test_names_are_compared_as_they_look():
    assert tidy("  Blue\u00a0 Heron ") == "Blue Heron"
    assert alias_mark("Río") == alias_mark("ri-o") != alias_mark("Rio 2")
    assert (
        tells("little lena", ["Lena O."])
        and not tells("Alder", ["Al D."])
        and tells("mayapell", ["Maya Pell"])
    )


def test_theo_noor_and_ravi_find_no_circle_and_nobody_asks_whom_they_may_not_see(cast, circle, outpatient):
    for other in (cast.theo, cast.noor, cast.ravi, cast.lena, cast.rosa, cast.omar):
        act = cast.act(other)
        assert circles_of(act) == [] and circles_moderated(act) == []
        for refused in (
            lambda act=act: messaging.write_in_circle(circle, "Hi", key=uuid4(), act=act),
            lambda act=act: messaging.join_circle(circle, "Otter", act=act),
            lambda act=act: messaging.leave_circle(circle, act=act),
            lambda act=act: messaging.end_circle(circle, act=act),
            lambda act=act: messaging.invite_to_circle(circle, cast.maya, act=act),
            lambda act=act: messaging.add_moderator(circle, cast.priya, act=act),
        ):
            with pytest.raises(Refused):
                refused()
    for worker in (cast.lena, cast.ada, cast.ravi):
        with pytest.raises(Refused):
            messaging.open_circle(outpatient, name="A", goal="B", act=cast.act(worker))
    for person, worker in ((cast.omar, cast.sam), (cast.rosa, cast.sam)):
        with pytest.raises(Refused):
            messaging.invite_to_circle(circle, person, act=cast.act(worker))
    with pytest.raises(Refused):
        messaging.add_moderator(circle, cast.theo, act=cast.act(cast.sam))


def test_who_leaves_is_out_at_once_and_comes_back_under_the_same_name_only_by_saying_yes(cast, circle, ana):
    messaging.leave_circle(circle, act=cast.act(ana))
    with pytest.raises(Refused):
        messaging.write_in_circle(circle, "Still here", key=uuid4(), act=cast.act(ana))
    messaging.invite_to_circle(circle, ana, act=cast.act(cast.sam))
    assert [one.asked for one in circles_of(cast.act(ana))] == [True]
    with pytest.raises(Refused):
        messaging.write_in_circle(circle, "Not yet", key=uuid4(), act=cast.act(ana))
    assert messaging.join_circle(circle, "Somebody new", act=cast.act(ana)).alias == "Río"


def test_a_hidden_message_is_kept_with_why_and_a_paused_circle_takes_no_words(cast, circle):
    sam, maya = cast.act(cast.sam), cast.act(cast.maya)
    said = messaging.write_in_circle(circle, "Buy it at the corner.", key=uuid4(), act=maya)
    messaging.hide_message(said, "It says where to buy.", act=sam)
    messaging.hide_message(said, "Said again.", act=sam)
    kept = CircleMessage.objects.get(pk=said.pk)
    assert (kept.words, kept.hidden_why, kept.hidden_by) == (
        "Buy it at the corner.",
        "It says where to buy.",
        cast.sam,
    )
    messaging.pause_circle(circle, act=sam)
    for act in (maya, sam):
        with pytest.raises(messaging.CircleIsClosed):
            messaging.write_in_circle(circle, "Hello", key=uuid4(), act=act)
    messaging.resume_circle(circle, act=sam)
    messaging.write_in_circle(circle, "Hello", key=uuid4(), act=maya)
    messaging.end_circle(circle, act=sam)
    with pytest.raises(messaging.CircleHasEnded):
        messaging.invite_to_circle(circle, cast.maya, act=sam)
    assert [one.circle for one in circles_of(maya)] == [circle]


def test_when_nobody_who_moderates_knows_her_any_more_it_is_closed_to_her(cast, circle, outpatient):
    for care in CareRelationship.objects.filter(person=cast.maya, worker=cast.sam, until_at=None):
        teams.end_care(care, act=cast.act(None))
    later = cast.act(cast.maya, at=cast.now + timedelta(minutes=1))
    with pytest.raises(Refused):
        messaging.write_in_circle(circle, "Is anybody here?", key=uuid4(), act=later)
    messaging.add_moderator(circle, cast.priya, act=cast.act(cast.sam, at=later.at))
    messaging.write_in_circle(circle, "Is anybody here?", key=uuid4(), act=later)
    with pytest.raises(messaging.LastModerator):
        for worker in (cast.sam, cast.priya):
            messaging.stop_moderating(circle, act=cast.act(worker, at=later.at))


def test_a_circle_whose_moderators_left_waits_with_their_supervisor(cast, circle):
    assert not Circle.objects.without_a_moderator(cast.act(cast.ravi)).exists()
    for role in Membership.objects.filter(person=cast.sam):
        teams.end_membership(role, act=cast.act(None))
    act = cast.act(cast.ravi, at=cast.now + timedelta(days=1))
    assert list(Circle.objects.without_a_moderator(act)) == [circle]
    assert not Circle.objects.without_a_moderator(cast.act(cast.theo, at=act.at)).exists()
    messaging.add_moderator(circle, cast.priya, act=act)
    assert not Circle.objects.without_a_moderator(cast.act(cast.ravi, at=act.at)).exists()


def test_sam_takes_ana_out_once_with_why_and_she_comes_back_only_when_asked_anew(cast, circle, ana):
    for words in ("I know where you live.", "You will see."):
        messaging.write_in_circle(circle, words, key=uuid4(), act=cast.act(ana))
    hers, sam = CircleMember.objects.get(person=ana), cast.act(cast.sam)
    for who in (cast.theo, cast.maya, ana, cast.ravi, cast.lena):
        with pytest.raises(Refused):
            messaging.take_out_of_circle(hers, "No.", hide=True, act=cast.act(who))
    for _time in range(2):
        messaging.take_out_of_circle(hers, "Your words frighten others.", hide=True, act=sam)
    hers.refresh_from_db()
    assert (hers.has_joined, hers.out_by, hers.out_why) == (False, cast.sam, "Your words frighten others.")
    assert {(one.words[:1], one.hidden_why) for one in CircleMessage.objects.filter(author=ana)} == {
        ("I", hers.out_why), ("Y", hers.out_why)
    }  # fmt: skip
    kinds = list(
        Entry.objects.filter(kind__contains="circle_m").order_by("pk").values_list("kind", flat=True)
    )
    assert kinds.count("messaging.circle_member.taken_out") == 1
    assert kinds.count("messaging.circle_message.hidden") == 2
    assert [(one.out, one.asked, one.unread) for one in circles_of(cast.act(ana))] == [(True, False, False)]
    for refused in (
        lambda: messaging.write_in_circle(circle, "Still here", key=uuid4(), act=cast.act(ana)),
        lambda: messaging.join_circle(circle, "Otter", act=cast.act(ana)),
    ):
        with pytest.raises(Refused):
            refused()
    messaging.read_taken_out(circle, act=cast.act(ana))
    assert circles_of(cast.act(ana)) == [] and not is_unread(cast.act(ana))
    messaging.invite_to_circle(circle, ana, act=sam)
    assert messaging.join_circle(circle, "Another", act=cast.act(ana)).alias == "Río"
    assert not CircleMember.objects.taken_out().exists()
    Moderating.objects.create(
        circle=circle, worker=ana, from_at=cast.now
    )  # and nobody takes out who moderates
    with pytest.raises(Refused):
        messaging.take_out_of_circle(hers, "No.", act=sam)
