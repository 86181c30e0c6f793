"""Whose row each parameter of an address names, and which of them is Maya's."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils import timezone

from handrail.continuum.handoffs.models import Handoff
from handrail.continuum.hints.models import Hint
from handrail.continuum.looks.models import LookQuestion, UnexplainedLook
from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.models import Concern, Gap
from handrail.foundation.accounts.models import Session
from handrail.foundation.consent.models import (
    Case,
    CasePerson,
    Conflict,
    Consent,
    EmergencyAccess,
    Grant,
    Recipient,
    RecipientMember,
    RestrictedRecord,
    Restriction,
)
from handrail.foundation.measures.models import Assignment, CheckIn, Response, Schedule
from handrail.foundation.messaging.models import (
    Circle,
    CircleMember,
    CircleMessage,
    Conversation,
    InboundText,
    Permission,
)
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Goal, Step
from handrail.foundation.practices.models import Practice, Sheet, SheetVersion
from handrail.foundation.rights.models import (
    Amendment,
    Breach,
    BreachPerson,
    Complaint,
    Erasure,
    LegalRequest,
)
from handrail.foundation.scheduling.models import (
    Appointment,
    Availability,
    Elsewhere,
    Gathering,
    MeetingName,
    Occasion,
    Seat,
)
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership, Programme
from handrail.foundation.welcome.models import Declaration, RoleRequest
from handrail.pillars.case_management.models import Referral, Service
from handrail.pillars.counseling.models import Guest, Note
from handrail.pillars.crisis.models import Alert, FollowUp, LogEntry, Shift
from handrail.pillars.peer_support.models import (
    Going,
    Match,
    Milestone,
    OpenMeeting,
    PeerContact,
    SupervisionTopic,
)

#: Of the follow-ups, the one in which one looks back together.
DEBRIEF = FollowUp.Kind.DEBRIEF
#: Of the consents, the one to somebody close.
SUPPORTED = Consent.Kind.SUPPORTER
#: An appointment that is not with us.
OUTING = Elsewhere
#: Of the alerts, the one that had no name first.
RECOGNIZED = LogEntry.Kind.RECOGNIZED

#: Of the meetings, one where nobody is asked who they are; and of the times, one of such a meeting.
UNASKED = Gathering.Called.ALIAS

#: Whose row a parameter of an address names. `pk` says nothing by itself: the route's name says it.
NAMED = {
    "person_id": Person, "proposal_id": Proposal, "step_id": Step, "goal_id": Goal, "concern_id": Concern,
    "appointment_id": Appointment, "access_id": EmergencyAccess, "restriction_id": Restriction, "complaint_id": Complaint, "amendment_id": Amendment, "erasure_id": Erasure, "client:erasing_end": Erasure,
    "breach_id": Breach, "legal_request_id": LegalRequest, "breach_person_id": BreachPerson, "client:letter_read": BreachPerson,
    "conflict_id": Conflict, "record_id": RestrictedRecord, "case_id": Case,
    "consent_id": Consent, "question_id": LookQuestion, "look_id": UnexplainedLook,
    "session_id": Session, "passkey_id": Authenticator, "member_id": RecipientMember, "recipient_id": Recipient,
    "practice_id": Practice, "sheet_id": Sheet, "client:sheet": Sheet, "client:sheet_words": Sheet, "client:sheet_signature": Sheet,
    "client:sheet_end": SheetVersion, "programme_id": Programme, "schedule_id": Schedule,
    "referral_id": Referral, "service_id": Service, "client:referral_answer": Referral,
    "alert_id": Alert, "follow_up_id": FollowUp, "staff:look_back": DEBRIEF, "client:help_link": SUPPORTED, "staff:close_one": SUPPORTED, "client:help_link_end": SUPPORTED, "staff:alert_recognition": RECOGNIZED, "staff:alert_recognition_end": RECOGNIZED, "shift_id": Shift,
    "worker_id": Person, "membership_id": Membership, "request_id": RoleRequest, "declaration_id": Declaration, "care_id": CareRelationship,
    "enrolment_id": Enrolment,
    "match_id": Match, "contact_id": PeerContact, "milestone_id": Milestone, "going_id": Going, "topic_id": SupervisionTopic, "meeting_id": OpenMeeting,
    "client:answer": Proposal, "client:scale": Assignment, "client:scale_declining": Assignment,
    "client:goal": Goal, "client:ranking": Step, "client:step": Step, "client:completion": Step, "client:barriers": Step,
    "client:share_end": Grant, "client:disagreement": Amendment, "client:limit_end": Restriction,
    "circle_id": Circle, "circle_message_id": CircleMessage, "circle_member_id": CircleMember, "text_id": InboundText, "conversation_id": Conversation, "client:thread": Conversation, "client:way_code": Permission, "client:way_end": Permission,
    "client:consent": Consent, "client:consent_end": Consent,
    "client:coming": UNASKED, "client:coming_end": UNASKED, "client:there": MeetingName, "staff:occasion_there": MeetingName,
    "gap_id": Gap, "handoff_id": Handoff, "hint_id": Hint, "hours_id": Availability, "guest_id": Guest, "gathering_id": Gathering, "seat_id": Seat, "occasion_id": Occasion, "client:appointment_file": Appointment, "outing_id": OUTING, "client:outing": OUTING, "note_id": Note, "client:note": Note,
    "client:check_in": CheckIn, "client:scale_end": Response,
}  # fmt: skip

#: How a row leads to its person, where it is not `person`.
TO_PERSON = {
    Proposal: "response__person",
    Step: "plan__person",
    Goal: "plan__person",
    LookQuestion: "looks__person",
    Session: "account__person",
    Authenticator: "user__person",
    Circle: "members__person",
    CircleMessage: "author",
    FollowUp: "alert__person",
    Breach: "people__person",
}


#: Of nobody in particular, or of many: whichever there is.
ANY = {
    Complaint, RoleRequest, Declaration, Availability, Gathering, Guest, Occasion, SupervisionTopic, OpenMeeting, Shift,
}  # fmt: skip


def rows_of(model: Any, person: Person) -> Any:
    """The rows that an address of this person's may name."""
    if model in {Recipient, RecipientMember}:
        return model.objects.filter(
            Q(name="Harbor House") if model is Recipient else Q(recipient__name="Harbor House")
        )
    if model in ANY:
        return model.objects.all()
    if model is UNASKED:
        return Gathering.objects.filter(called=UNASKED)
    if model is MeetingName:
        return Occasion.objects.filter(gathering__names__person=person)
    if model is Programme:
        return model.objects.filter(name="Outpatient")
    if model is Membership:
        return model.objects.filter(person__preferred_name="Lena O.")
    if model is OUTING:
        return Appointment.objects.of(person).elsewhere()
    if model is Appointment:
        return Appointment.objects.of(person).filter(ends_at__gt=timezone.now())
    if model is Service:
        return Service.objects.filter(provider__name="Harbor House")
    if model is DEBRIEF:
        return FollowUp.objects.filter(kind=FollowUp.Kind.DEBRIEF, alert__person=person)
    if model is SUPPORTED:
        return Consent.objects.filter(kind=SUPPORTED, person=person)
    if model is RECOGNIZED:
        return Alert.objects.filter(recognitions__person=person)
    if model is Alert:
        return Alert.objects.open().filter(person=person)
    if model is Case:
        return Case.objects.filter(pk__in=CasePerson.objects.filter(person=person).values("case"))
    return model.objects.filter(**{TO_PERSON.get(model, "person"): person})
