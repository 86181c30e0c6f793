"""Every kind of entry the timeline knows: the cell that opens it, what it is about, and who puts it into words."""

from __future__ import annotations

from handrail.continuum.adjusting import events as of_adjusting
from handrail.continuum.adjusting.models import Adjustment
from handrail.continuum.handoffs import events as of_handoffs
from handrail.continuum.hints import events as of_hints
from handrail.continuum.hints.models import Hint
from handrail.continuum.journey.telling import Kind
from handrail.continuum.journey.wording import (
    adjusting,
    cases,
    closing,
    consent,
    counseling,
    crisis,
    finding,
    handoffs,
    hints,
    measures,
    needs,
    peer_support,
    plans,
    practices,
    responses,
    reviews,
    rights,
    scheduling,
    teams,
    watch,
)
from handrail.continuum.journey.wording.plainly import plainly
from handrail.continuum.responses import events as of_responses
from handrail.continuum.responses.models import CoordinatedResponse, Proposal
from handrail.continuum.reviews import events as of_reviews
from handrail.continuum.reviews.models import CaseReview
from handrail.continuum.watch import events as of_watch
from handrail.continuum.watch.models import Finding
from handrail.foundation.consent import events as of_consent
from handrail.foundation.consent.events import needs as of_needs
from handrail.foundation.consent.models import Recipient
from handrail.foundation.measures import events as of_measures
from handrail.foundation.measures.models import CheckIn, Response
from handrail.foundation.people.models import Allergy, Person
from handrail.foundation.plans import events as of_plans
from handrail.foundation.plans.models import Barrier, Goal, PlanReview, Step
from handrail.foundation.practices import events as of_practices
from handrail.foundation.practices.models import Practice, PracticeLog
from handrail.foundation.rights import events as of_rights
from handrail.foundation.scheduling import events as of_scheduling
from handrail.foundation.scheduling.models import Appointment, Attendance, Seat
from handrail.foundation.teams import events as of_teams
from handrail.foundation.teams.models import Programme
from handrail.foundation.welcome import events as of_welcome
from handrail.pillars.case_management import events as of_cases
from handrail.pillars.case_management.models import Medicine, Referral
from handrail.pillars.counseling import events as of_counseling
from handrail.pillars.crisis import events as of_crisis
from handrail.pillars.peer_support import events as of_peers

SELF = "self"
ASKED = {"asked": Person}
READER = {"reader": Person}

KINDS: dict[str, Kind] = {
    of_measures.CheckInRecorded.kind: Kind("checkins", measures.check_in_recorded, CheckIn, SELF),
    of_measures.CheckInsImported.kind: Kind("checkins", measures.check_ins_imported, strand=SELF),
    of_measures.ResponseScored.kind: Kind("measures", measures.response_scored, Response, SELF),
    of_measures.ScaleAsked.kind: Kind("measures", measures.scale_asked, strand="counsel"),
    of_measures.ScaleScheduled.kind: Kind("measures", measures.scale_scheduled, strand="counsel"),
    of_measures.ScheduleEnded.kind: Kind("measures", measures.schedule_ended, strand="counsel"),
    of_measures.ScaleDeclined.kind: Kind("measures", measures.scale_declined, strand=SELF),
    of_plans.GoalSet.kind: Kind("care_plan", plans.goal_set, Goal, SELF),
    of_plans.GoalEnded.kind: Kind("care_plan", plans.goal_ended, Goal, SELF),
    of_plans.StepAdded.kind: Kind("care_plan", plans.step_added, Step),
    of_plans.StepStarted.kind: Kind("care_plan", plans.step_started, Step),
    of_plans.StepCompleted.kind: Kind("care_plan", plans.step_completed, Step),
    of_plans.StepReopened.kind: Kind("care_plan", plans.step_reopened, Step),
    of_plans.StepChanged.kind: Kind("care_plan", plans.step_changed, Step),
    of_plans.StepRanked.kind: Kind("care_plan", plans.step_ranked, Step),
    of_plans.BarrierTold.kind: Kind("care_plan", plans.barrier_told, Barrier, also={"step": Step}),
    of_plans.PlanReviewed.kind: Kind("care_plan", plans.plan_reviewed, PlanReview, "counsel"),
    of_plans.LevelChosen.kind: Kind("care_plan", plans.level_chosen, strand="counsel"),
    of_practices.PracticeBegun.kind: Kind("care_plan", practices.practice_begun, Practice, SELF),
    of_practices.PracticeEnded.kind: Kind("care_plan", practices.practice_ended, strand=SELF),
    of_practices.SheetWritten.kind: Kind("measures", practices.sheet_written, strand=SELF),
    of_practices.SheetSigned.kind: Kind("measures", practices.sheet_signed, strand=SELF),
    of_practices.PracticeTold.kind: Kind("care_plan", practices.practice_told, PracticeLog, SELF),
    of_practices.SkillChosen.kind: Kind("care_plan", practices.skill_chosen, strand=SELF),
    of_practices.SkillDropped.kind: Kind("care_plan", practices.skill_dropped, strand=SELF),
    of_scheduling.AppointmentBooked.kind: Kind("appointments", scheduling.appointment_booked, Appointment),
    of_scheduling.AppointmentSettled.kind: Kind("appointments", scheduling.appointment_settled, Appointment),
    of_scheduling.AppointmentMoved.kind: Kind("appointments", scheduling.appointment_moved, Appointment),
    of_scheduling.SeatGiven.kind: Kind("group_attendance", scheduling.seat_given, Seat),
    of_scheduling.SeatEnded.kind: Kind("group_attendance", scheduling.seat_ended, Seat),
    of_scheduling.AttendanceNoted.kind: Kind("group_attendance", scheduling.attendance_noted, Attendance),
    of_cases.ArrangementTold.kind: Kind(
        "appointments", cases.arrangement_told, strand="case", also={"appointment": Appointment}
    ),
    of_cases.ToBringWritten.kind: Kind("appointments", cases.to_bring_written, strand="case"),
    **{
        kind: Kind("medications", tell, about, "case", {"medicine": Medicine})
        for kind, tell, about in (
            (of_cases.MedicineNoted.kind, cases.medicine_noted, Medicine),
            (of_cases.MedicineEnded.kind, cases.medicine_ended, Medicine),
            (of_cases.PrescriptionDated.kind, cases.prescription_dated, Medicine),
            (of_cases.PickUpExpected.kind, cases.pick_up_expected, None),
            (of_cases.PickUpTold.kind, cases.pick_up_told, None),
            (of_cases.MissedDoseTold.kind, cases.missed_dose_told, None),
        )
    },
    # Who tries to reach somebody, and through whom, is told only to whoever may know how they are reached.
    **{
        kind: Kind("safe_contact", tell, strand="case")
        for kind, tell in {
            of_cases.LeadNoted.kind: finding.lead_noted,
            of_cases.LeadEnded.kind: finding.lead_ended,
            of_cases.SearchBegan.kind: finding.search_began,
            of_cases.SearchPlanned.kind: finding.search_planned,
            of_cases.SearchEnded.kind: finding.search_ended,
            of_cases.SearchReopened.kind: finding.search_reopened,
            of_cases.HeardAgain.kind: finding.heard_again,
            of_cases.AttemptLogged.kind: finding.attempt_logged,
            of_cases.AttemptWithdrawn.kind: finding.attempt_withdrawn,
        }.items()
    },
    of_counseling.NoteSigned.kind: Kind("counseling_notes", counseling.note_signed, strand="counsel"),
    of_counseling.NoteCosigned.kind: Kind("counseling_notes", counseling.note_cosigned, strand="counsel"),
    of_counseling.NoteAmended.kind: Kind("counseling_notes", counseling.note_amended, strand="counsel"),
    of_counseling.FamilyAgreed.kind: Kind("appointments", counseling.family_agreed, strand="counsel"),
    of_counseling.GuestInvited.kind: Kind("consents", counseling.guest_invited, strand="counsel"),
    of_counseling.GuestAnswered.kind: Kind("consents", counseling.guest_answered, strand="counsel"),
    of_counseling.GuestLeft.kind: Kind("consents", counseling.guest_left, strand="counsel"),
    of_counseling.NoteReviewed.kind: Kind("counseling_notes", counseling.note_reviewed, strand="counsel"),
    of_teams.CareBegun.kind: Kind("demographics", teams.care_begun, also={"worker": Person}),
    of_teams.CareEnded.kind: Kind("demographics", teams.care_ended, also={"worker": Person}),
    of_teams.PersonEnrolled.kind: Kind(
        "demographics", teams.enrolment_opened, strand="case", also={"programme": Programme}
    ),
    of_teams.EnrolmentEnded.kind: Kind(
        "demographics", teams.enrolment_ended, strand="case", also={"programme": Programme}
    ),
    of_watch.ConcernRaised.kind: Kind(
        "checkins", watch.concern_raised, strand=SELF, also={"finding": Finding}
    ),
    of_watch.SupportOffered.kind: Kind("checkins", watch.support_offered, Finding, SELF),
    of_watch.ConcernSettled.kind: Kind("checkins", watch.concern_settled, strand=SELF),
    of_watch.AbsenceTold.kind: Kind("checkins", watch.absence_told, strand=SELF),
    of_watch.CheckInDaysChosen.kind: Kind("checkins", watch.days_chosen, strand=SELF),
    of_watch.AbsenceEnded.kind: Kind("checkins", watch.absence_ended, strand=SELF),
    of_peers.ContactLogged.kind: Kind("peer_notes", peer_support.contact_logged, strand="peer"),
    of_peers.ContactShared.kind: Kind("peer_notes", peer_support.contact_shared, strand=SELF),
    of_peers.ContactKept.kind: Kind("peer_notes", peer_support.contact_kept, strand=SELF),
    of_peers.SafetyConcernTold.kind: Kind("peer_notes", peer_support.concern_told, strand="peer"),
    of_adjusting.CareAdjusted.kind: Kind("care_plan", adjusting.care_adjusted, Adjustment, "counsel"),
    of_reviews.CaseReviewClosed.kind: Kind("care_plan", reviews.case_review_closed, CaseReview, "counsel"),
    **{
        kind: Kind("care_plan", tell, strand="counsel", also={"to": Person})
        for kind, tell in {
            of_handoffs.HandoffOffered.kind: handoffs.offered,
            of_handoffs.HandoffAccepted.kind: handoffs.accepted,
            of_handoffs.HandoffDeclined.kind: handoffs.declined,
            of_handoffs.HandoffTakenBack.kind: handoffs.taken_back,
        }.items()
    },
    of_hints.HintGiven.kind: Kind("measures", hints.hint_given, Hint, "counsel"),
    of_hints.HintTakenUp.kind: Kind("measures", hints.hint_taken_up, Hint, "counsel"),
    of_hints.HintDismissed.kind: Kind("measures", hints.hint_dismissed, Hint, "counsel"),
    of_responses.ResponseProposed.kind: Kind(
        "care_plan", responses.response_proposed, CoordinatedResponse, SELF
    ),
    of_responses.ProposalAccepted.kind: Kind("care_plan", responses.proposal_accepted, Proposal),
    of_responses.ProposalChanged.kind: Kind("care_plan", responses.proposal_changed, Proposal),
    of_responses.ProposalDeclined.kind: Kind("care_plan", responses.proposal_declined, Proposal),
    of_responses.ProposalMovedOn.kind: Kind("care_plan", responses.proposal_moved_on, Proposal, also=ASKED),
    of_responses.PromiseHandedOn.kind: Kind("care_plan", responses.promise_handed_on, Proposal, also=ASKED),
    of_consent.ShareGranted.kind: Kind("consents", consent.share_given, strand=SELF, also={"reader": Person}),
    of_consent.ShareWithdrawn.kind: Kind(
        "consents", consent.share_withdrawn, strand=SELF, also={"reader": Person}
    ),
    **{
        kind: Kind("consents", tell, strand=SELF)
        for kind, tell in {
            of_rights.AmendmentAsked.kind: rights.amendment_asked,
            of_rights.AmendmentAccepted.kind: rights.amendment_accepted,
            of_rights.AmendmentDeclined.kind: rights.amendment_declined,
            of_rights.AmendmentDisagreed.kind: rights.amendment_disagreed,
            of_rights.BreachNoticeRead.kind: rights.breach_read,
            of_rights.ErasureOpened.kind: rights.erasure_opened,
            of_rights.ErasureApproved.kind: rights.erasure_approved,
            of_rights.ErasureDeclined.kind: rights.erasure_declined,
            of_rights.ErasureCalledOff.kind: rights.erasure_called_off,
            of_rights.RecordErased.kind: rights.record_erased,
        }.items()
    },
    of_rights.NoticeDelivered.kind: Kind("consents", rights.notice_delivered, strand="case"),
    of_rights.BreachPersonTold.kind: Kind("consents", rights.breach_told, strand="case"),
    of_consent.WishesWritten.kind: Kind("safe_contact", consent.wishes_written, strand=SELF),
    of_needs.AllergyNoted.kind: Kind("medications", needs.allergy_noted, Allergy, SELF),
    of_needs.AllergyEnded.kind: Kind("medications", needs.allergy_ended, Allergy, SELF),
    of_needs.NoAllergyTold.kind: Kind("medications", needs.no_allergy_told, strand=SELF),
    of_needs.AccessNeedsWritten.kind: Kind("demographics", needs.access_needs_written, strand=SELF),
    of_consent.ContactWayChanged.kind: Kind("safe_contact", consent.way_changed, strand=SELF),
    of_consent.GoalChosen.kind: Kind("care_plan", consent.goal_chosen, strand=SELF),
    of_crisis.SafetyPlanWritten.kind: Kind("safety_plan", crisis.safety_plan_written, strand="crisis"),
    of_crisis.CopingPlanMade.kind: Kind("safety_plan", crisis.coping_plan_made, strand="crisis"),
    of_crisis.HelpLinkMade.kind: Kind("consents", crisis.help_link_made, strand=SELF),
    of_crisis.HelpLinkEnded.kind: Kind("consents", crisis.help_link_ended, strand=SELF),
    of_welcome.CloseOneLetIn.kind: Kind("consents", consent.close_one_let_in, strand="case"),
    of_consent.ConsentGiven.kind: Kind("consents", consent.consent_given, strand=SELF),
    of_consent.ConsentRevoked.kind: Kind("consents", consent.consent_revoked, strand=SELF),
    **{
        kind: Kind("emergency_access", tell, strand="crisis", also=READER)
        for kind, tell in {
            of_consent.EmergencyAccessOpened.kind: closing.emergency_opened,
            of_consent.EmergencyAccessEnded.kind: closing.emergency_ended,
            of_consent.EmergencyAccessTold.kind: closing.emergency_told,
            of_consent.EmergencyAccessReviewed.kind: closing.emergency_reviewed,
            of_consent.EmergencyFactsWritten.kind: closing.emergency_facts_written,
            of_consent.EmergencyFactsMissing.kind: closing.emergency_facts_missing,
        }.items()
    },
    **{
        kind: Kind("disclosure_log", tell, strand="case", also={"recipient": Recipient})
        for kind, tell in {
            of_consent.PacketSent.kind: consent.packet_sent,
            of_consent.PacketClosed.kind: consent.packet_closed,
            of_consent.SendingStopped.kind: consent.sending_stopped,
        }.items()
    },
    **{
        kind: Kind("referrals", tell, Referral, strand="case")
        for kind, tell in {
            of_cases.ReferralProposed.kind: cases.referral_proposed,
            of_cases.ReferralSent.kind: cases.referral_sent,
            of_cases.ReferralAnswered.kind: cases.referral_answered,
            of_cases.VisitPlanned.kind: cases.visit_planned,
            of_cases.ReferralVisited.kind: cases.referral_visited,
            of_cases.ReferralEnded.kind: cases.referral_ended,
            of_cases.PartnerNoted.kind: cases.partner_noted,
        }.items()
    },
    **{
        kind: Kind("sud_record", tell, strand="crisis")
        for kind, tell in {
            of_crisis.AlertRaised.kind: crisis.alert_raised,
            of_crisis.AlertAskedAgain.kind: crisis.alert_asked_again,
            of_crisis.AlertCalled.kind: crisis.alert_called,
            of_crisis.AlertAcknowledged.kind: crisis.alert_acknowledged,
            of_crisis.AlertNextStepSet.kind: crisis.alert_next_step_set,
            of_crisis.AlertRanOut.kind: crisis.alert_ran_out,
            of_crisis.AlertClosed.kind: crisis.alert_closed,
            of_crisis.AlertRecognized.kind: crisis.alert_recognized,
            of_crisis.RecognitionTakenBack.kind: crisis.recognition_taken_back,
            of_crisis.TransferNoted.kind: crisis.transfer_noted,
            of_crisis.TransferFactsWritten.kind: closing.emergency_facts_written,
            of_crisis.ArrivalConfirmed.kind: crisis.arrival_confirmed,
            of_crisis.ReturnNoted.kind: crisis.return_noted,
            of_crisis.FollowUpDone.kind: crisis.follow_up_done,
        }.items()
    },
    # Whom somebody keeps from their record is nothing for a team to read: the audit trail opens to the person alone.
    **{
        kind: Kind("audit", tell, strand=SELF, also=READER)
        for kind, tell in {
            of_scheduling.TopicWritten.kind: scheduling.topic_written,
            of_consent.RestrictionAsked.kind: closing.restriction_asked,
            of_consent.RestrictionAgreed.kind: closing.restriction_agreed,
            of_consent.RestrictionDeclined.kind: closing.restriction_declined,
            of_consent.RestrictionEnded.kind: closing.restriction_ended,
            of_consent.CaseOpened.kind: closing.case_opened,
            of_consent.CaseApproved.kind: closing.case_approved,
            of_consent.CaseClosed.kind: closing.case_closed,
        }.items()
    },
}

#: What a change after a signal holds: told as one line with it (`adjusting`), not each by itself.
IN_AN_ADJUSTMENT = (
    of_plans.StepAdded.kind,
    of_plans.LevelChosen.kind,
    of_practices.PracticeBegun.kind,
    of_practices.PracticeEnded.kind,
    of_scheduling.AppointmentBooked.kind,
    of_scheduling.AppointmentMoved.kind,
    of_measures.ScaleScheduled.kind,
    of_measures.ScheduleEnded.kind,
    of_watch.CheckInDaysChosen.kind,
    of_responses.ProposalAccepted.kind,
)

#: What this page does not know is shown plainly, to whoever may read the whole record.
UNKNOWN = Kind("sud_record", plainly)


def kind_of(name: str) -> Kind:
    """The kind of that name, or the plain one."""
    return KINDS.get(name, UNKNOWN)
