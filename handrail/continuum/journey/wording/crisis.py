"""A crisis in words: that it happened, who answered and how it ended, never what was said in it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.continuum.journey.telling import Rows, Told
from handrail.foundation.ledger.models import Entry
from handrail.pillars.crisis.models import Alert, FollowUp


def alert_raised(entry: Entry, rows: Rows) -> Told:
    words: dict[str, str] = {
        Alert.Origin.PERSON: _("Asked for help"),
        Alert.Origin.SAFETY_ANSWER: _("An answer about safety called for somebody"),
        Alert.Origin.DETECTOR: _("A strong change called for somebody"),
        Alert.Origin.OVERDOSE: _("An overdose was reported"),
        Alert.Origin.WORKER: _("Somebody on the team asked for help"),
        Alert.Origin.SUPPORTER: _("Somebody close asked for help for them"),
        Alert.Origin.PARTNER: _("A partner organization asked for help for them"),
    }
    return Told(words.get(str(entry.facts.get("origin")), _("Somebody was called for")))


def alert_asked_again(entry: Entry, rows: Rows) -> Told:
    return Told(_("Asked for help again"))


def alert_called(entry: Entry, rows: Rows) -> Told:
    return Told(_("People on call were called"))


def alert_acknowledged(entry: Entry, rows: Rows) -> Told:
    took_over = entry.facts.get("took_over")
    return Told(_("Took over the call for help") if took_over else _("Answered the call for help"))


def alert_next_step_set(entry: Entry, rows: Rows) -> Told:
    return Told(_("Said what happens next"))


def alert_ran_out(entry: Entry, rows: Rows) -> Told:
    return Told(_("The time for the next step is past: people are called again"))


def alert_recognized(entry: Entry, rows: Rows) -> Told:
    return Told(_("Said that a call for help without a name was theirs"))


def recognition_taken_back(entry: Entry, rows: Rows) -> Told:
    return Told(_("Said that the call was not theirs after all, and took it out"))


def help_link_made(entry: Entry, rows: Rows) -> Told:
    return Told(_("Made an address for somebody close"))


def help_link_ended(entry: Entry, rows: Rows) -> Told:
    return Told(_("Ended the address for somebody close"))


def alert_closed(entry: Entry, rows: Rows) -> Told:
    outcome = str(entry.facts.get("outcome", ""))
    ended = str(Alert.Outcome(outcome).label) if outcome in Alert.Outcome.values else ""
    return Told(_("The crisis was closed"), text=ended)


def transfer_noted(entry: Entry, rows: Rows) -> Told:
    return Told(_("Emergency care took over"))


def arrival_confirmed(entry: Entry, rows: Rows) -> Told:
    return Told(_("Arrived at emergency care"))


def return_noted(entry: Entry, rows: Rows) -> Told:
    return Told(_("Back from emergency care"))


def follow_up_done(entry: Entry, rows: Rows) -> Told:
    ends: dict[str, str] = {
        FollowUp.Outcome.REACHED: _("Spoke together"),
        FollowUp.Outcome.DONE: _("Done"),
        FollowUp.Outcome.TRIED: _("Tried, not reached"),
        FollowUp.Outcome.UNREACHED: _("Not reached, and it was tried often enough"),
        FollowUp.Outcome.DECLINED: _("Not wanted"),
        FollowUp.Outcome.OTHERWISE: _("It ended another way"),
        FollowUp.Outcome.MISSED: _("Not made in time. The next one on the team was asked"),
    }
    sort = str(entry.facts.get("sort", ""))
    what = str(FollowUp.Kind(sort).label) if sort in FollowUp.Kind.values else _("After the crisis")
    return Told(what, text=ends.get(str(entry.facts.get("outcome")), ""))


def safety_plan_written(entry: Entry, rows: Rows) -> Told:
    return Told(_("Wrote the safety plan"))


def coping_plan_made(entry: Entry, rows: Rows) -> Told:
    return Told(_("Planned the next three days together"))
