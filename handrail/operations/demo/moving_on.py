"""Another day: the story goes on from where it was told last, and what real people did meanwhile stays."""

from __future__ import annotations

from datetime import datetime

from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import CheckIn
from handrail.operations.demo.alive import check_in_now, people_due
from handrail.operations.demo.answering import answer_waiting
from handrail.operations.demo.appointments import Appointments
from handrail.operations.demo.check_ins import CheckIns
from handrail.operations.demo.copying import Book
from handrail.operations.demo.crises import Crises
from handrail.operations.demo.life import Life
from handrail.operations.demo.on_call import plan_on_call
from handrail.operations.demo.organisation import ZONE
from handrail.operations.demo.pending import Pending
from handrail.operations.demo.plans import Plans
from handrail.operations.demo.remembering import Remembering
from handrail.operations.demo.responding import Responding
from handrail.operations.demo.returning import Returning
from handrail.operations.demo.scales import Scales
from handrail.operations.demo.sheets import open_book
from handrail.operations.demo.summary import Progress, Summary
from handrail.operations.demo.telling import LastTold, note_told
from handrail.operations.demo.watching import Watching
from handrail.operations.demo.weather import weather
from handrail.operations.demo.window import Window, going_on


def move_on(last: LastTold, now: datetime, say: Progress) -> Summary:
    """Add what is missing between the last moment told and `now`, for everybody who is still here.

    Nobody arrives or leaves. Steps and appointments that somebody made or changed by hand stay as they are.
    """
    if now <= last.through:
        return Summary(False, last.people, 0, 0, 0, last.through)
    window, book = going_on(ZONE, last.built, last.days, last.seed, last.through, now), open_book()
    answered = answer_waiting(window)
    here, moving = Returning(window), Moving(book, window)
    for n, life in enumerate(here, start=1):
        moving.tell(life, here.crisis_of(life))
        if book.is_full:
            book.send()
        say(n, len(here))
    book.send()
    note_told(last.seed, last.people, last.days, window.now)
    plan_on_call(window)
    check_in_now(window)
    return Summary(False, len(here), 0, book.counts[CheckIn], book.counts[Entry] + answered, window.now)


class Moving:
    """Everything that writes, opened once and used for one person after the other."""

    def __init__(self, book: Book, window: Window) -> None:
        self.book, self.window = book, window
        self.pending, self.memory = Pending(window), Remembering(window)
        self.crises, self.plans = Crises(book, window), Plans(book, window)
        self.watching = Watching(book, window, Responding(book, window, self.plans))
        self.check_ins, self.scales = CheckIns(book, window), Scales(book, window)
        self.appointments = Appointments(book, window, self.pending.diary())
        self.due = people_due(window)

    def tell(self, life: Life, crisis: int | None) -> None:
        """What happened to one person since; `crisis` is the crisis programme of their part."""
        self.crises.tell(life, crisis)
        days, pending = weather(life, self.window), self.pending
        quiet = self.watching.expecting.quiet_days(life.person, self.window.first, self.window.today)
        skip = pending.days_told(life) | quiet
        if life.person in self.due:
            skip |= {self.window.today}
        told = self.check_ins.tell(life, days, skip)
        totals = self.scales.tell(life, days, pending.scales(life))
        self.appointments.tell(life, pending.appointments(life))
        self.plans.tell(life, pending.steps(life))
        self.watching.tell(life, told, totals, self.memory.before(life, told))
        life.journal.write(self.book)
