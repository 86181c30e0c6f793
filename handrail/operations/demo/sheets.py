"""Which rows the demo writes, and in which order: a row comes after those it points to."""

from __future__ import annotations

from handrail.continuum.responses.models import Ask, CoordinatedResponse, Proposal
from handrail.continuum.watch.models import Concern, Finding, WatchState
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.models import Grant
from handrail.foundation.ledger.models import Entry, Viewing
from handrail.foundation.measures.models import Assignment, CheckIn, Response
from handrail.foundation.people.models import CarePreferences, ContactPoint, Person, RelatedPerson
from handrail.foundation.plans.models import Barrier, Goal, Plan, Step
from handrail.foundation.rights.models import NoticeDelivery
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import CareRelationship, Credential, Enrolment, Membership
from handrail.operations.demo.copying import Book

SHEETS = (
    (
        Person,
        "id preferred_name legal_name pronouns born_on language time_zone external_id made_at",
    ),
    (Account, "id person_id email password made_at"),
    (ContactPoint, "id person_id system value rank safety voicemail words_to_say asked_on ended_at"),
    (CarePreferences, "id person_id what_matters goal third_question"),
    (RelatedPerson, "id person_id name relationship phone rank"),
    (Credential, "id person_id title issuer number expires_on"),
    (Membership, "id person_id programme_id site_id role from_on"),
    (Enrolment, "id person_id programme_id site_id from_on until_on"),
    (CareRelationship, "id person_id worker_id role from_at until_at"),
    (NoticeDelivery, "id person_id version language how delivered_at"),
    (Grant, "id person_id reader_id resource from_at until_at"),
    (
        CheckIn,
        "id person_id key day made_at mood craving stress sleep_hours sleep_quality confidence contacts "
        "use safe reach_out words",
    ),
    (Assignment, "id person_id instrument asked_at due_on status"),
    (Response, "id person_id key instrument assignment_id made_at answers total band scoring_version"),
    (Plan, "id person_id opened_at review_on"),
    (Goal, "id plan_id words set_on kept_on status outcome"),
    (
        Step,
        "id plan_id title why strand responsible_id partner due_on status origin outcome made_at ended_at",
    ),
    (Barrier, "id step_id words told_by_id told_at"),
    (Appointment, "id person_id worker_id strand modality place starts_at ends_at status"),
    (WatchState, "id person_id began_on through_day memory"),
    (Concern, "id person_id opened_at closed_at closed_by_id outcome"),
    (
        Finding,
        "id person_id concern_id day level rule headline sentence inputs early_baseline found_at",
    ),
    (CoordinatedResponse, "id person_id concern_id finding_id playbook opened_at"),
    (
        Proposal,
        "id response_id role strand title why due_at answer_within status answered_by_id answered_at words "
        "step_id",
    ),
    (Ask, "id proposal_id asked_id asked_at answer_by ended_at"),
    (Viewing, "id person_id viewer_id resource basis at via"),
    (Entry, "id kind person_id actor_id at via subject facts"),
)


def open_book() -> Book:
    """A book with an empty sheet for each model."""
    return Book((model, fields.split()) for model, fields in SHEETS)
