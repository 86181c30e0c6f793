"""What a copy of everything holds: each kind of row, the cell that opens it, and its columns in the order they are read.

`tests/architecture/test_copies.py` compares this with the models: a new model with a key to a person, or a new column, stands
here or in `left_out.py` with its reason, or the build fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handrail.continuum.adjusting.models import Adjustment
from handrail.continuum.handoffs.models import Handoff
from handrail.continuum.hints.models import Hint, HintShown
from handrail.continuum.looks.models import UnexplainedLook
from handrail.continuum.responses.models import Ask, CoordinatedResponse, Proposal
from handrail.continuum.reviews.models import CaseReview, Decision, Presence, ReviewPoint
from handrail.continuum.watch.models import Absence, CheckInDays, Concern, Finding, Gap, WatchState
from handrail.foundation.accounts.models import Account, Session
from handrail.foundation.consent import models as of_consent
from handrail.foundation.consent.untold import untold_looks
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.measures.models import Assignment, CheckIn, Response, Schedule
from handrail.foundation.messaging.models import (
    ChosenPace,
    CircleMember,
    CircleMessage,
    Conversation,
    HandOver,
    InboundText,
    Message,
    Permission,
    Ping,
    Reminder,
)
from handrail.foundation.people import models as of_people
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Barrier, Goal, LevelOfCare, Plan, PlanReview, Step
from handrail.foundation.practices import models as of_practices
from handrail.foundation.rights.models import Amendment, BreachNotice, BreachPerson, Erasure, NoticeDelivery
from handrail.foundation.scheduling.models import Appointment, Attendance, MeetingName, Seat, ShownUp, Topic
from handrail.foundation.teams.models import CareRelationship, Enrolment
from handrail.pillars.case_management.models import (
    Arrangement,
    Attempt,
    Lead,
    Medicine,
    MissedDose,
    PartnerNote,
    PickUp,
    Referral,
    Search,
    ToBring,
)
from handrail.pillars.counseling.models import Addendum, FamilySession, Guest, Note, NoteReview
from handrail.pillars.crisis.models import (
    Alert,
    Answer,
    CallIn,
    CopingPlan,
    FollowUp,
    HelpLink,
    Holding,
    LogEntry,
    Recognition,
    SafetyPlan,
    Transfer,
    Urgency,
)
from handrail.pillars.peer_support.models import (
    CallTimes,
    Going,
    Match,
    Milestone,
    MilestoneShare,
    PeerContact,
    SharedUp,
    Stretch,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of row. `of` leads from it to its person; `brief` rows are read as one line each."""

    model: type[Model]
    resource: str
    title: Promise
    of: str
    order: str
    columns: str
    brief: bool = False

    @property
    def name(self) -> str:
        """`measures.CheckIn`."""
        return self.model._meta.label

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.columns.split())

    def rows(self, person: Person) -> Any:
        """This person's rows; what must not be told to them yet is not among them."""
        found = self.model._default_manager.filter(**{self.of: person.pk}).order_by(self.order, "pk")
        return found.exclude(untold(self.model, person)).select_related(*self._keys())

    def _keys(self) -> list[str]:
        named = [self.model._meta.get_field(name.split("__")[0]) for name in self.fields]
        far = ["occasion__gathering"] if "occasion__gathering" in self.fields else []
        return [field.name for field in named if field.is_relation] + far


def untold(model: type[Model], person: Person) -> Q:
    """An emergency that is kept from the person for now, and the looks under it (matrix G04), and what is not told yet."""
    if model is of_consent.EmergencyAccess:
        return Q(told_at=None)
    if model is Note:
        return Q(signed_at=None)  # part of no record yet
    if model in {BreachPerson, BreachNotice}:
        told = BreachPerson.objects.of(person)
        return ~Q(pk__in=told) if model is BreachPerson else ~Q(breach__in=told.values("breach"))
    return untold_looks(person) if model is Viewing else Q(pk__in=())


SHELF: tuple[Kept, ...] = (
    Kept(Person, "demographics", _("Who you are"), "pk", "pk",
         "preferred_name legal_name pronouns born_on language other_languages time_zone external_id made_at"),
    Kept(of_people.CarePreferences, "demographics", _("What matters to you"), "person", "pk", "what_matters goal third_question look"),
    Kept(of_people.AccessNeeds, "demographics", _("What you need to take part"), "person", "-version", "version interpreter needs helps written_by written_at"),
    Kept(of_people.CareWishes, "safe_contact", _("How you want to be treated"), "person", "-version",
         "version not_now avoid overwhelmed pace in_the_room worker_gender told_once written_by written_at"),
    Kept(of_people.ContactPoint, "safe_contact", _("How to reach you"), "person", "rank",
         "system value rank safety voicemail earliest latest words_to_say asked_on ended_at"),
    Kept(Permission, "safe_contact", _("Where you let us write"), "person", "-asked_at",
         "point__value browser__called asked_at agreed_at wording language ended_at ended_how"),
    Kept(ChosenPace, "safe_contact", _("How many notes you want, and when"), "person", "pk",
         "per_day at quiet_from quiet_until kinds first invites chosen_at"),
    Kept(Ping, "safe_contact", _("Notes that went to your phone"), "person", "-at", "at channel status", True),
    Kept(Message, "messages", _("What you and your team wrote"), "conversation__person", "-at", "at author words"),
    Kept(Conversation, "messages", _("With whom you write"), "person", "pk", "worker opened_at"),
    Kept(HandOver, "messages", _("Who read in place of somebody who was away or left"), "conversation__person", "pk", "worker why from_at ended_at", True),
    Kept(CircleMember, "messages", _("Circles you are or were in, and your name there"), "person", "-invited_at",
         "circle__name alias invited_by invited_at joined_at left_at muted_at out_at out_by out_why out_read_at"),
    Kept(CircleMessage, "messages", _("What you wrote in circles"), "author", "-at", "circle__name at words hidden_at hidden_by hidden_why"),
    Kept(InboundText, "messages", _("Texts you sent us"), "person", "-came_at", "came_at number words reads answered seen_by seen_at outcome"),
    Kept(Reminder, "safe_contact", _("What notes were about"), "person", "-set_at", "set_at kind happens_at due_at status why", True),
    Kept(Lead, "safe_contact", _("Where you may be found, and through whom"), "person", "-written_at",
         "kind words phone safety may_say words_to_say earliest latest written_by written_at ended_at"),
    Kept(of_people.RelatedPerson, "demographics", _("People you count on"), "person", "rank", "name relationship phone rank ended_at"),
    Kept(Account, "accounts", _("How you sign in"), "person", "pk", "email made_at last_login closed_at"),
    Kept(Authenticator, "accounts", _("Your second steps"), "user__person", "pk", "type created_at last_used_at"),
    Kept(Session, "accounts", _("Where you are signed in"), "account__person", "-made_at", "device factors made_at seen_at ends_at"),
    Kept(Enrolment, "sud_record", _("Your programs"), "person", "from_on", "programme from_on until_on"),
    Kept(CareRelationship, "demographics", _("Your team"), "person", "from_at", "worker role from_at until_at"),
    Kept(CheckIn, "checkins", _("Your check-ins"), "person", "-made_at",
         "made_at day mood craving stress sleep_hours sleep_quality confidence contacts use safe reach_out words imported_at"),
    Kept(Absence, "checkins", _("When you were away"), "person", "-told_at", "from_on until_on back_on told_by told_at", True),
    Kept(CheckInDays, "checkins", _("On which days you check in"), "person", "-chosen_at", "weekdays from_on until_on chosen_by chosen_at", True),
    Kept(Assignment, "measures", _("Questions we asked you to answer"), "person", "-asked_at", "instrument asked_at due_on status", True),
    Kept(Schedule, "measures", _("Questions asked of you again and again"), "person", "-made_at",
         "instrument when every_days made_by made_at asked_at ended_at"),
    Kept(Response, "measures", _("Your answers and scores"), "person", "-made_at",
         "instrument made_at way audience total band answers scoring_version"),
    Kept(Plan, "care_plan", _("Your plan"), "person", "pk", "opened_at review_on"),
    Kept(Goal, "care_plan", _("Your goals"), "plan__person", "pk", "words need priority set_on kept_on status outcome ended_at"),
    Kept(Step, "care_plan", _("Steps of your plan"), "plan__person", "-made_at",
         "title why goal strand responsible partner priority due_on status origin outcome made_at ended_at"),
    Kept(Barrier, "care_plan", _("What stood in the way"), "step__plan__person", "-told_at", "step words told_by told_at"),
    Kept(PlanReview, "care_plan", _("When your plan was looked at again"), "plan__person", "-reviewed_at", "words next_on reviewed_by reviewed_at"),
    Kept(LevelOfCare, "care_plan", _("Levels of care that were chosen"), "person", "-chosen_at", "level dimensions words chosen_by chosen_at"),
    Kept(of_practices.Practice, "care_plan", _("What you practice"), "person", "-begun_at",
         "method cadence why asked_by begun_at ended_at ended_by"),
    Kept(of_practices.PracticeLog, "care_plan", _("How your practices went"), "person", "-made_at",
         "method day told notices told_by made_at"),
    Kept(of_practices.SkillOfWeek, "care_plan", _("Your skills of the week"), "person", "-week", "week method chosen_by chosen_at dropped_at dropped_by"),
    Kept(of_practices.Sheet, "measures", _("Your worksheets"), "person", "-day", "method day begun_at", True),
    Kept(of_practices.SheetVersion, "measures", _("What you wrote in your worksheets"), "person", "-written_at",
         "sheet version answers written_by written_at"),
    Kept(of_practices.SheetSignature, "measures", _("Who signed your plans"), "version__person", "-signed_at", "version signed_by signed_at", True),
    Kept(of_practices.DiaryChoice, "measures", _("How you set up your day card"), "person", "-chosen_at", "columns only_mine chosen_at"),
    Kept(Referral, "referrals", _("Where you were referred"), "person", "-made_at",
         "service need words owner status made_at sent_at sent_how recipient visit_at outcome outcome_words ended_at"),
    Kept(PartnerNote, "referrals", _("What those who were asked said"), "referral__person", "-at", "words by at"),
    Kept(Appointment, "appointments", _("Your appointments"), "person", "-starts_at",
         "elsewhere starts_at ends_at worker strand modality place status cancelled_by in_the_way instead_of__starts_at"),
    Kept(Search, "care_plan", _("When nobody reached you, and who looked for you"), "person", "-begun_at",
         "reason owner begun_by begun_at status next_at next_way next_why ended_at ended_by ended_words heard_at"),
    Kept(Attempt, "care_plan", _("When somebody tried to be in touch with you"), "person", "-at", "at by way outcome lead__words words withdrawn_at", True),
    Kept(Arrangement, "appointments", _("What your appointments elsewhere need"), "appointment__person", "-told_at",
         "appointment__starts_at what status told_by told_at"),
    Kept(ToBring, "appointments", _("What to bring"), "appointment__person", "-written_at",
         "appointment__starts_at words written_by written_at"),
    Kept(Medicine, "medications", _("What you take"), "person", "-noted_at", "name prescription_on noted_by noted_at ended_at"),
    Kept(of_people.Allergy, "medications", _("What you must not get"), "person", "-noted_at", "substance reaction criticality says_so status noted_by noted_at ended_by ended_at"),
    Kept(of_people.NoneKnown, "medications", _("That you know of nothing you must not get"), "person", "-noted_at", "says_so noted_by noted_at ended_by ended_at"),
    Kept(PickUp, "medications", _("What you picked up"), "medicine__person", "-expected_on", "medicine__name expected_on status told_by told_at"),
    Kept(MissedDose, "medications", _("Days without it"), "medicine__person", "-day", "medicine__name day why told_by told_at"),
    Kept(Topic, "appointments", _("What you wanted to talk about"), "person", "-written_at",
         "appointment__starts_at reader words written_at"),
    Kept(Seat, "group_attendance", _("Your seats in groups"), "person", "-from_at", "gathering from_at until_at", True),
    Kept(MeetingName, "group_attendance", _("What you are called at meetings"), "person", "-chosen_at", "gathering alias chosen_at ended_at", True),
    Kept(ShownUp, "group_attendance", _("Meetings where you were there under that name"), "name__person", "-said_at",
         "occasion__gathering occasion__starts_at said_by said_at taken_back_at", True),
    Kept(Attendance, "group_attendance", _("Groups you came to"), "person", "-noted_at",
         "occasion__gathering occasion__starts_at status noted_by noted_at", True),
    Kept(Note, "counseling_notes", _("Notes of your sessions"), "person", "-begun_at",
         "begun_at author shape written words appointment__starts_at occasion__gathering occasion__starts_at signed_at cosigned_by cosigned_at"),
    Kept(Addendum, "counseling_notes", _("What was added to notes"), "note__person", "-written_at",
         "note__signed_at written_at written_by reason words"),
    Kept(FamilySession, "appointments", _("Family sessions"), "appointment__person", "-agreed_at",
         "appointment__starts_at may_be_said stays_out agreed_at written_by"),
    Kept(Guest, "appointments", _("Whom you invited to them"), "appointment__person", "-invited_at",
         "appointment__starts_at recipient invited_at answer answered_at ended_at", True),
    Kept(NoteReview, "counseling_notes", _("Who read notes for a supervisor’s work"), "note__person", "-reviewed_at", "note__signed_at reviewed_by reviewed_at", True),
    Kept(Alert, "crisis_episodes", _("When you needed someone right away"), "person", "-raised_at",
         "raised_at origin tier callback next_step closed_at closed_by outcome"),
    Kept(LogEntry, "crisis_episodes", _("What was done and said then"), "alert__person", "-at", "at kind by words"),
    Kept(Holding, "crisis_episodes", _("Who had it"), "alert__person", "-from_at", "worker from_at until_at", True),
    Kept(Answer, "crisis_episodes", _("What you were asked and said then"), "alert__person", "-at", "at question told by"),
    Kept(Urgency, "crisis_episodes", _("How urgent it was said to be"), "alert__person", "-at", "at tier words by"),
    Kept(CallIn, "crisis_episodes", _("Who was asked to come"), "alert__person", "-at", "at kind to called_by ended_at ended_by outcome", True),
    Kept(FollowUp, "crisis_episodes", _("Calls in the days after"), "alert__person", "-due_at", "kind owner due_at done_at done_by outcome tries", True),
    Kept(HelpLink, "consents", _("Addresses you made for somebody close"), "person", "-made_at", "made_at consent__recipient ended_at", True),
    Kept(Recognition, "crisis_episodes", _("Calls without a name that were said to be yours"), "person", "-at",
         "at by reason ended_at ended_by why_ended"),
    Kept(CopingPlan, "safety_plan", _("Your plans for the next three days"), "person", "-made_at", "made_at words made_by"),
    Kept(Transfer, "crisis_episodes", _("When emergency care took over"), "alert__person", "-at",
         "at place basis said by personnel affiliation nature told_at arrived_at returned_at"),
    Kept(SafetyPlan, "safety_plan", _("Your safety plan"), "person", "-version", "version words written_by written_at"),
    Kept(Match, "demographics", _("Peers you asked, and who walked with you"), "person", "-asked_at", "peer state asked_at answered_at ended_at", True),
    Kept(PeerContact, "peer_notes", _("You and your peer"), "person", "-at",
         "at peer outcome way started_by minutes wanted did own_words strengths linked concern next_at"),
    Kept(SharedUp, "peer_notes", _("What of it your team may read"), "contact__person", "-from_at", "contact by from_at until_at", True),
    Kept(CallTimes, "safe_contact", _("When it is good to call you"), "person", "-from_at", "days earliest latest said_to from_at until_at", True),
    Kept(Milestone, "peer_notes", _("What you hope for, and moments you kept"), "person", "-made_at", "words sign made_at kept_on put_away_at"),
    Kept(MilestoneShare, "peer_notes", _("With whom you share them"), "milestone__person", "-from_at", "milestone reader from_at until_at", True),
    Kept(Stretch, "peer_notes", _("Days you counted"), "person", "-from_on", "from_on until_on", True),
    Kept(Going, "peer_notes", _("Meetings you said you would go to"), "person", "-starts_at",
         "meeting starts_at said_at company company_said_at went_at taken_back_at", True),
    Kept(WatchState, "checkins", _("What the program learned from your check-ins"), "person", "pk", "began_on through_day memory"),
    Kept(Finding, "checkins", _("What the program noticed"), "person", "-found_at",
         "day headline sentence level rule inputs early_baseline found_at"),
    Kept(Concern, "checkins", _("What your team looked into"), "person", "-opened_at", "opened_at outcome closed_by closed_at"),
    Kept(Adjustment, "care_plan", _("When your plan was changed after a signal"), "person", "-made_at", "made_by made_at words was"),
    Kept(Handoff, "care_plan", _("When somebody of your team introduced you to another"), "person", "-made_at",
         "sender receiver why works avoid joins meet_by status made_at answered_at outcome"),
    Kept(ReviewPoint, "care_plan", _("What you wanted your team to talk about"), "person", "-written_at", "written_at words"),
    Kept(CaseReview, "care_plan", _("When your team talked about your plan"), "person", "-day",
         "day working in_the_way point__written_at closed_by closed_at"),
    Kept(Presence, "care_plan", _("Who was there when they talked about it"), "review__person", "-review__day", "review__day who", True),
    Kept(Decision, "care_plan", _("What your team decided"), "review__person", "-noted_at",
         "review__day step__title noted_by noted_at"),
    Kept(Gap, "care_plan", _("Small gaps round you, and when they were mended"), "person", "-found_at",
         "kind since found_at owner status mended_at aside_by aside_until words"),
    Kept(Hint, "care_plan", _("When a review was suggested"), "person", "-given_at",
         "title why subject inputs missing source limits rule version given_at status answered_by answered_at words"),
    Kept(HintShown, "care_plan", _("Who saw that a review was suggested"), "hint__person", "-at", "reader at", True),
    Kept(CoordinatedResponse, "care_plan", _("When your team was asked to act"), "person", "-opened_at", "opened_at playbook", True),
    Kept(Proposal, "care_plan", _("What was proposed"), "response__person", "-pk",
         "title why role strand due_at status answered_by answered_at words"),
    Kept(Ask, "care_plan", _("Who was asked to do it"), "proposal__response__person", "-asked_at",
         "proposal asked asked_at answer_by ended_at", True),
    Kept(of_consent.Consent, "consents", _("What you agreed to"), "person", "-signed_at",
         "kind discloser recipient participants resources purpose ends expires_on firm_until text signed_name signed_by signed_how"
         " signed_at recorded_by witness wording language revoked_at revoked_how revoked_by"),
    Kept(Amendment, "consents", _("What you asked to have corrected"), "person", "-asked_at",
         "asked_at stands wrong right state ground answer decided_by decided_at disagreement disagreed_at answer_by"),
    Kept(Erasure, "consents", _("Asking to erase your record"), "person", "-opened_at",
         "opened_at opened_by reason state answer decided_by decided_at years ended_at"),
    Kept(NoticeDelivery, "consents", _("Privacy notices you were given"), "person", "-delivered_at",
         "delivered_at version language how delivered_by", True),
    Kept(BreachPerson, "consents", _("When something happened with your records"), "person", "-named_at",
         "breach__found_on breach__happened_on told_on way told_by read_at"),
    Kept(BreachNotice, "consents", _("What we told you about it"), "breach__people__person", "-written_at", "written_at language happened information protect doing ask"),
    Kept(of_consent.Grant, "consents", _("Whom you let see something"), "person", "-from_at", "reader resource from_at until_at", True),
    Kept(of_consent.Restriction, "consents", _("What you asked to keep from somebody"), "person", "-asked_at",
         "words reader recipient role resources ground state asked_at decided_by decided_at answer ended_at"),
    Kept(of_consent.RestrictedRecord, "consents", _("When your record was closed to most"), "person", "-from_at", "from_at until_at reason noted_by"),
    Kept(of_consent.Packet, "disclosure_log", _("What was sent to others to read"), "person", "-sent_at",
         "recipient resources sent_at until_at closed_at"),
    Kept(of_consent.Sending, "disclosure_log", _("What waited to be sent"), "packet__person", "-queued_at",
         "packet how state queued_at due_at attempts ended_at", True),
    Kept(of_consent.Disclosure, "disclosure_log", _("What went to whom"), "person", "-made_at",
         "made_at recipient resources purpose ground how made_by notice", True),
    Kept(of_consent.EmergencyAccess, "emergency_access", _("Opened in an emergency"), "person", "-opened_at",
         "opened_at reader role circle reason words until_at ended_at personnel affiliation nature happened_at told_at"
         " reviewed_by reviewed_at outcome review"),
    Kept(of_consent.CasePerson, "audit", _("Matters looked into"), "person", "-pk", "case__purpose case__reader case__opened_at case__until_at case__closed_at"),
    Kept(Viewing, "audit", _("Who looked at your record"), "person", "-at", "at viewer resource basis", True),
    Kept(UnexplainedLook, "audit", _("Looks that we asked about"), "person", "-day", "day viewer outcome closed_at", True),
)  # fmt: skip

#: The cells that a copy of everything asks for.
RESOURCES = frozenset(kept.resource for kept in SHELF)
