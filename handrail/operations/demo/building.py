"""Building the demo: part by part and person by person, in one transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from handrail.foundation.ledger.models import Entry
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.teams.models import Role
from handrail.operations.demo.alive import check_in_now
from handrail.operations.demo.appointments import Appointments, Diary
from handrail.operations.demo.cast import PASSWORD
from handrail.operations.demo.check_ins import CheckIns
from handrail.operations.demo.choosing import say_for_themselves
from handrail.operations.demo.copying import Book
from handrail.operations.demo.directory import list_services
from handrail.operations.demo.elsewhere import go_elsewhere
from handrail.operations.demo.erasing import ask_to_erase
from handrail.operations.demo.finding import look_for_people
from handrail.operations.demo.gaps import say_how_many_days
from handrail.operations.demo.hard_afternoon import tell_of_a_hard_afternoon
from handrail.operations.demo.journal import Journal
from handrail.operations.demo.levels import choose_levels
from handrail.operations.demo.life import Life
from handrail.operations.demo.moving_on import move_on
from handrail.operations.demo.needs import say_needs
from handrail.operations.demo.on_call import plan_on_call
from handrail.operations.demo.organisation import (
    ZONE,
    Part,
    found_organisation,
    open_part,
    parts_of,
)  # fmt: skip
from handrail.operations.demo.partner import open_partner
from handrail.operations.demo.peers import bring_in_meetings, say_hello
from handrail.operations.demo.people import FORMER, Arrivals
from handrail.operations.demo.placement import Placement, Placing
from handrail.operations.demo.plans import Plans
from handrail.operations.demo.referrals import refer_maya
from handrail.operations.demo.responding import Responding
from handrail.operations.demo.reviewing import hold_reviews
from handrail.operations.demo.scales import Scales
from handrail.operations.demo.second_steps import set_up_second_steps
from handrail.operations.demo.sessions import meet
from handrail.operations.demo.sheets import open_book
from handrail.operations.demo.staff import Hiring, Worker
from handrail.operations.demo.stays import Stays
from handrail.operations.demo.stories import STORIES
from handrail.operations.demo.story_steps import tell_story_steps
from handrail.operations.demo.summary import Progress, Summary
from handrail.operations.demo.telling import last_told, note_told, refuse_other_data
from handrail.operations.demo.watching import Watching
from handrail.operations.demo.weather import weather
from handrail.operations.demo.window import Window, moment_of, until_now


def build(
    people: int = 600,
    seed: int = 7,
    days: int = 730,
    *,
    today: date | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Build the demo in an empty database, or tell the story of one that is there up to now. All or nothing.

    `days` of history end today; with `today` they end on the afternoon of that day, and the same seed gives the
    same organisation. Where a demo is already there, `people`, `seed` and `days` stay as they were, what visitors
    entered stays, and the missing days are added. Raises DemoRefused where other people's data is.
    """
    now = moment_of(today, ZONE) if today else timezone.now().astimezone(ZONE)
    say = progress or (lambda _done, _of: None)
    with transaction.atomic():
        # Constraints are checked at the end of each COPY: what PostgreSQL must remember stays small.
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        last = last_told()
        if last is None:
            refuse_other_data()
        told = move_on(last, now, say) if last else _build_new(people, seed, days, now, say)
        set_up_second_steps(now)
        return told


def _build_new(people: int, seed: int, days: int, now: datetime, say: Progress) -> Summary:
    window, book = until_now(ZONE, now, days, seed), open_book()
    book.begin_counting()
    found_organisation(window.today)
    building = Building(book, window, say, people)
    for part in parts_of(people):
        building.build(part)
    book.end_counting()
    note_told(seed, people, days, window.now)
    open_partner(window, make_password(PASSWORD))
    list_services(window)
    refer_maya(window)
    go_elsewhere(window)
    say_needs(window)
    say_how_many_days(window)
    plan_on_call(window)
    tell_of_a_hard_afternoon(window)
    say_hello(window)
    meet(window)
    choose_levels(window)
    hold_reviews(window)
    bring_in_meetings(window)
    ask_to_erase(window)
    say_for_themselves(window)
    check_in_now(window)
    look_for_people(window)
    counted = book.counts
    return Summary(True, people, building.hiring.hired, counted[CheckIn], counted[Entry], window.now)


class Building:
    """Everything that writes, opened once and used for one person after the other."""

    def __init__(self, book: Book, window: Window, say: Progress, people: int) -> None:
        self.book, self.window, self.say = book, window, say
        self.journal = Journal()
        password = make_password(PASSWORD)
        self.hiring = Hiring(book, window, self.journal, password)
        self.arrivals = Arrivals(book, window, password)
        self.plans = Plans(book, window)
        self.watching = Watching(book, window, Responding(book, window, self.plans))
        self.check_ins, self.scales = CheckIns(book, window), Scales(book, window)
        self.done, self.whole = 0, people + round(people * FORMER)

    def build(self, part: Part) -> None:
        """Everybody of one part of the organisation."""
        open_part(part)
        staff = self.hiring.staff_of(part)
        self.journal.write(self.book)
        placing = Placing(staff, self.window.random("placement", part.number))
        stories = STORIES if part.number == 1 else ()
        here = placing.place(part.people, stories)
        former = placing.place_former(round(part.people * FORMER))
        stays = Stays(self.book, self.window, part, placing)
        appointments = Appointments(self.book, self.window, Diary())
        for n, placed in enumerate(here + former):
            life = self._arrive(placed, staff, former=n >= len(here))
            stays.tell(life, placed)
            self._tell(life, appointments)
        self.book.send()

    def _arrive(self, placed: Placement, staff: list[Worker], *, former: bool) -> Life:
        self.done += 1
        supervisors = [
            one.person
            for one in staff
            if one.role == Role.SUPERVISOR and not set(one.programmes).isdisjoint(placed.workers)
        ]
        return self.arrivals.arrive(self.done, placed.story, former, supervisors)

    def _tell(self, life: Life, appointments: Appointments) -> None:
        self.plans.open(life)
        days = weather(life, self.window)
        # Who checks in a moment ago, by the real action, has not done so earlier today.
        later = frozenset([self.window.today]) if life.story and life.story.now else frozenset()
        told = self.check_ins.tell(life, days, later)
        totals = self.scales.tell(life, days)
        appointments.tell(life)
        self.plans.tell(life)
        tell_story_steps(self.plans, life)
        self.watching.tell(life, told, totals)
        life.journal.write(self.book)
        self.book.send_when_full()
        self.say(self.done, self.whole)
