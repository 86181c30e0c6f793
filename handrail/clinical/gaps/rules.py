"""What is a gap in somebody's care: nobody, nothing next, no word, no review, no answer, not met again, a number that leads to
somebody else, a try to find somebody that nobody made.

Sources: a referral that nobody answers, protocols.md section 7 (aging alerts at 7, 14 and 30 days); contact within 24
hours after emergency care, triage/way_back.py (design). How many days without contact or before a consent runs out are a
gap is no number of ours: an organisation says it for each programme, and without it these two find nothing. How many
days before an appointment a ride has to stand is the organisation's number too; where it said none, three days (design:
two working days to find one). When a plan is due for a review is said by the plans. All others have no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from handrail.clinical.needs.referral_clock import NUDGE_AFTER
from handrail.clinical.triage.way_back import REENTRY_WITHIN

VERSION = "2026-11.3"
NOBODY, NO_NEXT_STEP, STEP_ALONE, REVIEW_DUE = "nobody", "no_next_step", "step_alone", "review_due"
NO_CONTACT, MISSED, SILENT, OWNER_AWAY = "no_contact", "missed", "silent", "owner_away"
BACK_ALONE, CONSENT_ENDING, NO_RIDE, LOST_WAY = "back_alone", "consent_ending", "no_ride", "lost_way"
UNANSWERED, MISSED_PICK_UP, SEARCH_LATE = "unanswered", "missed_pick_up", "search_late"

#: Each kind, and the resource of the access matrix that it tells something of.
RESOURCES = {
    BACK_ALONE: "crisis_episodes", NOBODY: "care_plan", MISSED: "appointments", NO_CONTACT: "checkins",
    SILENT: "referrals", OWNER_AWAY: "referrals", STEP_ALONE: "care_plan", REVIEW_DUE: "care_plan",
    CONSENT_ENDING: "consents", NO_NEXT_STEP: "care_plan", NO_RIDE: "appointments", UNANSWERED: "care_plan",
    LOST_WAY: "safe_contact", MISSED_PICK_UP: "medications", SEARCH_LATE: "safe_contact",
}  # fmt: skip
#: What the row of a kind is, where somebody owns it. Rows of different tables have the same numbers.
STEP, REFERRAL, SEARCH = "step", "referral", "search"
OWNED = {STEP_ALONE: STEP, NO_RIDE: STEP, SILENT: REFERRAL, OWNER_AWAY: REFERRAL, SEARCH_LATE: SEARCH}
#: What an organisation says how many days are too many for.
SET_BY_PROGRAMME = (NO_CONTACT, CONSENT_ENDING, NO_RIDE)
#: So many days before an appointment a ride that is needed has to be arranged, unless the programme says otherwise.
RIDE_DAYS = 3


@dataclass(frozen=True, slots=True)
class Dated:
    """A row and the time that counts for it. `until`: when its owner is back."""

    id: int
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person; `now` is on the organisation's clock. `days`: how many are too many, by kind; a kind that is not in it finds nothing.

    `heard`: the last word from them in whatever way; `missed`: the last appointment, when they did not come, and
    nothing is booked since; `waiting`: conversations in which they wrote last; `lost`: numbers and addresses that
    stopped leading to them; `silent`: referrals that wait for an answer; `away`: those whose owner is away, with the
    time when they are due; `review_due`: when the plan is looked at again, by the days its programme set or a day
    somebody chose; `rides`: steps that arrange a ride and are not done, with when the appointment begins;
    `searches`: whoever is looked for, with when they are tried next; `searches_alone`: those whose owner does not work here;
    `pick_ups`: medicine that was not picked up on its day, with the day; `back`: the
    last way back from emergency care, and nobody spoke with them since.
    """

    now: datetime
    today: date
    taken_in: date
    days: dict[str, int]
    cared_for: bool = True
    has_plan: bool = False
    review_due: date | None = None
    open_steps: int = 0
    steps_alone: tuple[int, ...] = ()
    heard: datetime | None = None
    missed: Dated | None = None
    waiting: tuple[Dated, ...] = ()
    lost: tuple[Dated, ...] = ()
    silent: tuple[Dated, ...] = ()
    away: tuple[Dated, ...] = ()
    rides: tuple[Dated, ...] = ()
    pick_ups: tuple[tuple[int, date], ...] = ()
    searches: tuple[Dated, ...] = ()
    searches_alone: tuple[int, ...] = ()
    back: Dated | None = None
    ending: tuple[tuple[int, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap. On the same `basis` it is the same gap; `row`: the step, referral or appointment it is about."""

    kind: str
    basis: str
    since: date
    row: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.basis


def gaps(known: Known) -> tuple[Gap, ...]:
    """Every gap, the most urgent first."""
    return (
        *_people(known),
        *_searches(known),
        *_meetings(known),
        *_rides(known),
        *_pick_ups(known),
        *_referrals(known),
        *_plan(known),
        *_consents(known),
    )


def _day(moment: datetime, known: Known) -> date:
    return moment.astimezone(known.now.tzinfo).date()


def _people(known: Known) -> Iterator[Gap]:
    if known.back is not None and known.now - known.back.at >= REENTRY_WITHIN:
        yield Gap(BACK_ALONE, str(known.back.id), _day(known.back.at, known), known.back.id)
    if not known.cared_for:
        yield Gap(NOBODY, "", known.taken_in)
        for one in known.waiting:
            yield Gap(UNANSWERED, str(one.id), _day(one.at, known), one.id)
    for one in known.lost:
        yield Gap(LOST_WAY, str(one.id), _day(one.at, known), one.id)


def _searches(known: Known) -> Iterator[Gap]:
    """The day of the next try is over, or nobody is left who tries."""
    for one in known.searches:
        if (day := _day(one.at, known)) < known.today and one.id not in known.searches_alone:
            yield Gap(SEARCH_LATE, f"{one.id}/{day:%Y%m%d}", day, one.id)
    for search in known.searches_alone:
        yield Gap(SEARCH_LATE, f"{search}/alone", known.today, search)


def _meetings(known: Known) -> Iterator[Gap]:
    if known.missed is not None:
        yield Gap(MISSED, str(known.missed.id), _day(known.missed.at, known), known.missed.id)
    last = _day(known.heard, known) if known.heard else known.taken_in
    if NO_CONTACT in known.days and (known.today - last).days >= known.days[NO_CONTACT]:
        yield Gap(NO_CONTACT, last.isoformat(), last)


def _rides(known: Known) -> Iterator[Gap]:
    for ride in known.rides:
        left = (_day(ride.at, known) - known.today).days
        if ride.at > known.now and left <= known.days.get(NO_RIDE, RIDE_DAYS):
            yield Gap(NO_RIDE, str(ride.id), known.today, ride.id)


def _pick_ups(known: Known) -> Iterator[Gap]:
    for pick_up, day in known.pick_ups:
        yield Gap(MISSED_PICK_UP, str(pick_up), day)


def _referrals(known: Known) -> Iterator[Gap]:
    for one in known.silent:
        if known.now - one.at >= NUDGE_AFTER:
            yield Gap(SILENT, f"{one.id}/{one.at:%Y%m%d}", _day(one.at, known), one.id)
    for one in known.away:
        if one.until is not None and one.at < one.until:
            yield Gap(OWNER_AWAY, f"{one.id}/{one.at:%Y%m%d}", known.today, one.id)


def _plan(known: Known) -> Iterator[Gap]:
    for step in known.steps_alone:
        yield Gap(STEP_ALONE, str(step), known.today, step)
    if (due := known.review_due) is not None and due <= known.today:
        yield Gap(REVIEW_DUE, due.isoformat(), due)
    if known.has_plan and not known.open_steps:
        yield Gap(NO_NEXT_STEP, "", known.today)


def _consents(known: Known) -> Iterator[Gap]:
    for consent, ends in known.ending:
        left = (ends - known.today).days
        if CONSENT_ENDING in known.days and 0 <= left <= known.days[CONSENT_ENDING]:
            yield Gap(CONSENT_ENDING, str(consent), ends, consent)
