"""Kinds of entries that need no row to be told; and a kind that nobody described yet: shown plainly, never hidden by a
mistake and never a crash."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from handrail.continuum.journey.telling import Rows, Told, in_english
from handrail.foundation.ledger.models import Entry

TITLES = {
    "consent.conflict.noted": gettext_noop("The record was closed to a worker who knows them"),
    "consent.conflict.ended": gettext_noop("The record is no longer closed to a worker who knows them"),
    "consent.contact_safety.changed": gettext_noop("It changed how safe a way to reach them is"),
    "consent.restricted_record.noted": gettext_noop("The record was closed to most"),
    "consent.restricted_record.ended": gettext_noop("The record is open to the team again"),
    "consent.restricted_reader.listed": gettext_noop("Somebody may read the closed record"),
    "consent.restricted_reader.unlisted": gettext_noop("Somebody may no longer read the closed record"),
    "counseling.note.begun": gettext_noop("A note was begun"),
    "counseling.note.dropped": gettext_noop("The draft of a note was put away"),
    "messaging.circle.invited": gettext_noop("Was asked into a circle"),
    "messaging.circle.joined": gettext_noop("Joined a circle"),
    "messaging.circle.left": gettext_noop("Left a circle"),
    "messaging.circle_member.taken_out": gettext_noop("Was taken out of a circle"),
    "messaging.circle_message.written": gettext_noop("Wrote in a circle"),
    "messaging.circle_message.hidden": gettext_noop("Something written in a circle was hidden"),
    "messaging.conversation.opened": gettext_noop("A conversation was begun"),
    "messaging.conversation.handed_over": gettext_noop("Somebody else of the team reads a conversation"),
    "messaging.conversation.returned": gettext_noop("A conversation is read as before"),
    "messaging.message.written": gettext_noop("A message was written"),
    "messaging.pace.chosen": gettext_noop("Chose how many notes come, and when"),
    "messaging.permission.asked": gettext_noop("A code went to a number or address"),
    "messaging.permission.given": gettext_noop("Agreed that notes go to a number or address"),
    "messaging.permission.ended": gettext_noop("No more notes go to a number or address"),
    "messaging.ping.answered": gettext_noop("It was told what became of a note"),
    "messaging.reminder.set": gettext_noop("A reminder was set"),
    "messaging.reminder.called_off": gettext_noop("A reminder was called off"),
    "messaging.reminder.withheld": gettext_noop("A reminder was held back"),
    "messaging.text.came": gettext_noop("A text came in"),
    "messaging.text.seen": gettext_noop("A text was read"),
    "people.record.brought_in": gettext_noop("The record was brought in from another system"),
    "scheduling.meeting_name.chosen": gettext_noop("Chose a name for a meeting"),
    "scheduling.meeting_name.ended": gettext_noop("A name for a meeting is no longer used"),
    "scheduling.shown_up.said": gettext_noop("Was at a meeting"),
    "scheduling.shown_up.taken_back": gettext_noop("That they were at a meeting was taken back"),
    "welcome.person.taken_in": gettext_noop("The record was begun"),
}


def plainly(entry: Entry, rows: Rows) -> Told:
    if entry.kind in TITLES:
        return Told(_(TITLES[entry.kind]))
    noun, _dot, verb = entry.kind.partition(".")[2].rpartition(".")
    # The name of an event is English: elsewhere it would only look as if it were told.
    if not noun or not in_english():
        return Told(_("Something was recorded"))
    words = f"{noun} {verb}".replace("_", " ").replace(".", " ")
    return Told(words.capitalize())
