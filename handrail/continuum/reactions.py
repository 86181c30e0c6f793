"""What follows what, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handrail.continuum.asking import ask_after_session, follow_session
from handrail.continuum.circles import remind_of_circle
from handrail.continuum.handing_over import pass_messages_on
from handrail.continuum.hints.reactions import give_hints, give_hints_of_check_in
from handrail.continuum.reminding import (
    remind_of_answer,
    remind_of_booking,
    remind_of_change,
    remind_of_message,
)
from handrail.continuum.responses.bridges import bridge
from handrail.continuum.responses.moving_on import pass_asks_on
from handrail.continuum.responses.reactions import call_for_safety, propose_response
from handrail.continuum.texting import call_somebody
from handrail.continuum.watch.events import ConcernRaised
from handrail.continuum.watch.mending import look_again, look_now, pass_on
from handrail.continuum.watch.reactions import (
    reassess,
    weigh_medicine,
    weigh_missed,
    weigh_scale,
    weigh_sheet,
    weigh_silence,
)
from handrail.continuum.watch.returning import note_return
from handrail.foundation.accounts.actions import send_code
from handrail.foundation.accounts.events import MailedCodeAsked, TextedCodeAsked
from handrail.foundation.consent.events import ConflictNoted, ContactWayChanged, RestrictionAgreed
from handrail.foundation.ledger.actions import Reaction
from handrail.foundation.ledger.events import Event
from handrail.foundation.measures.events import CheckInRecorded, ResponseScored
from handrail.foundation.messaging.actions import answer_inbound, send_permission_code, send_texted_code
from handrail.foundation.messaging.events import (
    AwaySet,
    CameBack,
    CircleInvited,
    CircleMessageWritten,
    ConversationHandedOver,
    MessageWritten,
    PermissionAsked,
    PermissionEnded,
    PermissionGiven,
    TextCame,
)
from handrail.foundation.plans.events import PlanReviewed, StepAdded, StepCompleted, StepReopened
from handrail.foundation.practices.events import SheetWritten
from handrail.foundation.rights.events import ErasureApproved, ErasureDeclined
from handrail.foundation.scheduling.events import (
    AppointmentBooked,
    AppointmentMoved,
    AppointmentSettled,
    AttendanceNoted,
    ShownUpSaid,
)
from handrail.foundation.teams.events import CareEnded, MembershipEnded
from handrail.pillars.case_management.actions import mail_question
from handrail.pillars.case_management.events import (
    ArrangementTold,
    AttemptLogged,
    AttemptWithdrawn,
    MedicineEnded,
    MissedDoseTold,
    PickUpExpected,
    PickUpTold,
    ReferralAnswered,
    ReferralEnded,
    ReferralNudged,
    ReferralSent,
    SearchBegan,
    SearchEnded,
    SearchPlanned,
)
from handrail.pillars.crisis.events import AlertAnswersNoted, AlertAskedAgain, AlertRaised
from handrail.pillars.peer_support.events import ContactLogged, SafetyConcernTold

REACTIONS: Mapping[type[Event], Sequence[Reaction]] = {
    AlertRaised: [bridge, note_return],
    AlertAskedAgain: [note_return],
    AlertAnswersNoted: [bridge],
    CheckInRecorded: [reassess, give_hints_of_check_in],
    ResponseScored: [weigh_scale, give_hints],
    AppointmentBooked: [look_again, remind_of_booking],
    AppointmentMoved: [remind_of_booking, follow_session, look_again],
    AppointmentSettled: [
        weigh_missed,
        give_hints,
        ask_after_session,
        follow_session,
        look_again,
        note_return,
    ],  # fmt: skip
    AttendanceNoted: [weigh_missed, look_again, note_return],
    ShownUpSaid: [look_again],
    SheetWritten: [weigh_sheet],
    ConcernRaised: [propose_response],
    ContactLogged: [weigh_silence, look_again, note_return],
    AttemptLogged: [weigh_silence, look_again, note_return],
    AttemptWithdrawn: [look_again],
    SearchBegan: [look_again],
    SearchPlanned: [look_again],
    SearchEnded: [look_again],
    SafetyConcernTold: [call_for_safety],
    ArrangementTold: [look_now],
    PickUpExpected: [look_again],
    PickUpTold: [weigh_medicine, look_now],
    MissedDoseTold: [weigh_medicine],
    MedicineEnded: [look_again],
    StepAdded: [look_again],
    PlanReviewed: [look_again],
    StepCompleted: [look_again],
    StepReopened: [look_now],
    MembershipEnded: [pass_on, pass_messages_on, pass_asks_on],
    ReferralAnswered: [look_again],
    ReferralEnded: [look_again],
    MailedCodeAsked: [send_code],
    TextedCodeAsked: [send_texted_code],
    ErasureApproved: [remind_of_answer],
    ErasureDeclined: [remind_of_answer],
    ReferralSent: [mail_question],
    ReferralNudged: [mail_question],
    PermissionAsked: [send_permission_code],
    PermissionEnded: [look_now],
    PermissionGiven: [look_again],
    MessageWritten: [remind_of_message, note_return],
    CareEnded: [pass_messages_on, pass_asks_on],
    ContactWayChanged: [remind_of_change, look_again],
    AwaySet: [pass_messages_on, pass_asks_on],
    ConflictNoted: [pass_asks_on],
    RestrictionAgreed: [pass_asks_on],
    CameBack: [pass_messages_on],
    ConversationHandedOver: [remind_of_answer],
    CircleInvited: [remind_of_answer],
    CircleMessageWritten: [remind_of_circle],
    TextCame: [call_somebody, answer_inbound, note_return],
}
