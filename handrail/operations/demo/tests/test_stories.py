"""Each story that the demo promises can be read in what is there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Avg

from handrail.continuum.responses.models import Proposal
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.models import Grant
from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership
from handrail.operations.demo.stories import STORIES
from tests.opened import among

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def sees_check_ins(riverbend, viewer, person):
    return CheckIn.objects.visible_to(riverbend.act(viewer)).filter(person=person).exists()


def programmes(person):
    return set(
        Enrolment.objects.filter(person=person, until_on=None).values_list("programme__name", flat=True)
    )


def test_mayas_hard_day_asks_her_counselor_her_peer_and_her_case_manager(riverbend):
    maya = riverbend.of("maya")
    concern = riverbend.open_concern(maya)
    assert "urges" in concern.findings.get().headline.lower()
    assert riverbend.now - concern.opened_at < timedelta(hours=1)
    waiting = riverbend.waiting(maya)
    assert waiting["counselor"] == "Priya N."
    assert waiting["peer_specialist"] == "Sam R."
    assert waiting["case_manager"] == "Lena O."
    assert "client" in waiting


def test_mayas_team_reads_her_words_and_theo_does_not(riverbend):
    maya = riverbend.of("maya")
    assert riverbend.check_ins(maya, 0).get().words == "Drove past the old place. Twice."
    for name in ("Priya", "Sam", "Lena", "Ada"):
        assert sees_check_ins(riverbend, riverbend.worker(name), maya)
    assert not sees_check_ins(riverbend, riverbend.worker("Theo"), maya)


def test_mayas_safety_plan_is_her_counselors_to_go_through(riverbend):
    (step,) = among(riverbend.steps(riverbend.of("maya")), title="Go through the safety plan together")
    assert step.responsible == riverbend.worker("Priya")


def test_devon_returned_to_use_and_came_back(riverbend):
    devon = riverbend.of("came_back")
    used = riverbend.check_ins(devon, 60).filter(use="yes")
    assert {(riverbend.today - one.day).days for one in used} == {42, 41, 37}
    since = riverbend.check_ins(devon, 36)
    assert since.count() > 20 and not since.filter(use="yes").exists()
    assert riverbend.findings(devon, 42, 36).filter(rule="reported_use").exists()
    assert "Outpatient" in programmes(devon)
    assert any(one.title.startswith("Look at what helped") for one in riverbend.steps(devon).open())


def test_tess_moved_town_in_the_middle_of_her_plan(riverbend):
    tess = riverbend.of("moved_town")
    assert tess.time_zone == "America/Chicago"
    (before,) = among(riverbend.steps(tess), title="Bus pass for the old route")
    assert before.status == "changed" and "Moved away" in before.outcome
    waits_for = riverbend.steps(tess).open().exclude(partner="").get()
    assert waits_for.partner == "Lakeshore Health"
    assert riverbend.check_ins(tess, 12, 12).get().words == "Found the library."


def test_hazel_said_no_to_a_peer_and_was_heard(riverbend):
    hazel = riverbend.of("no_peer")
    assert "Peer recovery" not in programmes(hazel)
    assert not CareRelationship.objects.filter(person=hazel, role="peer_specialist", until_at=None).exists()
    assert not sees_check_ins(riverbend, riverbend.worker("Sam"), hazel)
    (offer,) = among(riverbend.steps(hazel), title="Meet Sam for a coffee")
    assert offer.status == "changed" and offer.outcome.endswith("The offer stands.")


def test_luis_let_his_mother_read_and_then_took_it_back(riverbend):
    luis = riverbend.of("family")
    grant = Grant.objects.exclude(reader__in=Membership.objects.values("person")).get(person=luis)
    mother = grant.reader
    assert grant.until_at is not None and grant.until_at < riverbend.now
    assert among(luis.people_i_count_on.all(), name=mother.preferred_name, relationship="My mother")
    assert not sees_check_ins(riverbend, mother, luis)
    told = Entry.objects.about(luis).filter(subject=grant.pk, kind__startswith="consent.").order_by("at")
    assert [one.kind for one in told] == ["consent.grant.given", "consent.grant.withdrawn"]


def test_nobody_has_reached_amara_for_thirty_days(riverbend):
    amara = riverbend.of("not_reached")
    assert not riverbend.check_ins(amara, 30).exists()
    assert riverbend.check_ins(amara, 60, 31).exists()
    assert not riverbend.clients.get(pk=amara.pk).contact_points.filter(system="phone", ended_at=None)
    lately = Appointment.objects.of(amara).between(riverbend.now - 30 * DAY, riverbend.now)
    assert set(lately.values_list("status", flat=True)) <= {"did_not_come", "cancelled"}
    assert lately.exists()
    assert riverbend.open_concern(amara).findings.filter(headline__startswith="Fewer check-ins").exists()
    assert riverbend.steps(amara).open().filter(strand="case").exists()


def test_opal_works_at_the_front_desk_and_comes_here_too_as_two_people(riverbend):
    client, worker = riverbend.of("worker_too"), riverbend.worker("Opal")
    assert client.preferred_name == worker.preferred_name and client != worker
    assert Membership.objects.get(person=worker).role == "front_desk"
    assert not Membership.objects.filter(person=client).exists()
    addresses = Account.objects.filter(person__in=(client, worker)).values_list("email", flat=True)
    assert len(set(addresses)) == 2
    assert not sees_check_ins(riverbend, worker, client)


def test_marisol_lost_her_job_and_what_was_promised_and_not_done_came_to_the_supervisor(riverbend):
    marisol = riverbend.of("lost_job")
    assert riverbend.check_ins(marisol, 11, 11).get().words == "They let eleven of us go today."
    assert among(riverbend.steps(marisol).open(), title="Sit down with the claim together")
    handed_on = Proposal.objects.waiting().get(response__person=marisol, role="supervisor")
    assert handed_on.follows.step.ended_at is None
    assert handed_on.follows.answered_by == riverbend.worker("Priya")
    assert handed_on.asks.get().asked == riverbend.worker("Ravi")


def test_a_friend_reversed_rays_overdose_and_today_he_is_not_sure_of_being_safe(riverbend):
    ray = riverbend.of("reversed")
    assert "Nils had the spray" in riverbend.check_ins(ray, 8, 8).get().words
    assert among(ray.people_i_count_on.all(), name="Nils")
    assert {"Crisis", "Medication"} <= programmes(ray)
    assert riverbend.check_ins(ray, 0).get().safe == "not_sure"
    assert riverbend.open_concern(ray).findings.filter(rule="not_sure_of_safety", level="strong").exists()
    # Noor answers alerts and writes in no plan: what is proposed to her role is asked of his counselor.
    assert riverbend.waiting(ray)["crisis_responder"] == "Priya N."


def test_nias_hard_week_passed(riverbend):
    nia = riverbend.of("hard_week")
    hard, since = riverbend.check_ins(nia, 20, 15), riverbend.check_ins(nia, 10)
    mood = "mood__avg"
    assert since.aggregate(Avg("mood"))[mood] > hard.aggregate(Avg("mood"))[mood] + 1
    assert riverbend.findings(nia, 21, 13).filter(concern__closed_at__isnull=False).exists()
    assert not riverbend.findings(nia, 10).exists()
    assert [one.status for one in riverbend.steps(nia) if one.title.startswith("Call each evening")] == [
        "done"
    ]


def test_nobody_else_bears_the_name_of_somebody_in_a_story(riverbend):
    names = [story.name.legal for story in STORIES]
    assert Person.objects.filter(legal_name__in=names, external_id__startswith="RB-0").count() == len(names)
