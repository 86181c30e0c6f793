"""Which entries are no part of anybody's story."""

#: Entries that are nobody’s story: how somebody signs in, how they want their pages; and each page that a partner
#: reads, which the accounting of disclosures tells as a few lines.
NO_STORY = (
    "accounts.",
    "looks.",
    # That who looked was written down late: the person reads the look itself.
    "ledger.viewings.",
    "measures.third_question.",
    "measures.sitting.",
    "measures.assignment.moved",
    "practices.diary.",
    "consent.disclosure.",
    "consent.partner",
    "case_management.directory.",
    "case_management.service.",
    # That time passed and that its owner looked: work of the team, no story of the person.
    "case_management.referral.aged",
    "case_management.referral.nudged",
    "case_management.referral.mail_returned",
    "case_management.referral.seen",
    "case_management.search.seen",
    "case_management.referral.handed_over",
    # That something small was missing, and that it was mended: work of the team, which the person hears of as that.
    "watch.gap",
    # What was decided is told as the step it became; a point for a review is read where it is talked about.
    "reviews.decision.",
    "reviews.point.",
    "peer_support.call_times.",
    # What somebody keeps of their own way is theirs: whom they let read it reads it there.
    "peer_support.milestone.",
    "peer_support.stretch.",
    # Where somebody goes among others is theirs, and no meeting is told of to a team.
    "peer_support.meetings.",
    "peer_support.going.",
    "peer_support.company.",
    # Who walks with whom is told as care begun and ended; whom somebody asked is theirs alone.
    "peer_support.match.",
    "peer_support.profile.",
    "peer_support.limit.",
    "peer_support.supervision.",
    "peer_support.topic.",
    "peer_support.wellness.",
    "teams.credential.",
    # What was asked and done in a crisis stands in its running log; what is owed after it, with whoever owes it: the
    # story tells that it was asked, answered and ended, and how each contact afterwards went.
    "crisis.alert.noted",
    "crisis.alert.answers_noted",
    "crisis.alert.urgency_set",
    "crisis.call_in.",
    # Whether a worker's mailbox is there is about that worker.
    "crisis.call.",
    "crisis.follow_up.made",
    "crisis.follow_up.handed_on",
)
