"""Who the people are: name, ways to reach them with their rules, how they want to be treated, whom they count on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from handrail.foundation.accounts.events import AccountOpened
from handrail.foundation.accounts.models import Account
from handrail.foundation.people.models import CarePreferences, ContactPoint, Person, RelatedPerson
from handrail.foundation.rights.events import NoticeDelivered
from handrail.foundation.rights.models import NoticeDelivery
from handrail.foundation.rights.privacy_notice import CURRENT
from handrail.operations.demo.copying import Book
from handrail.operations.demo.life import Life
from handrail.operations.demo.names import GIVEN, Name, draw_name, draw_phone
from handrail.operations.demo.organisation import ZONE
from handrail.operations.demo.stays import grant
from handrail.operations.demo.story import Story
from handrail.operations.demo.traits import Traits, draw_traits
from handrail.operations.demo.window import Window
from handrail.operations.demo.words import RELATIONS, SAY, WHAT_MATTERS

PLACE = "example.org"
CODE = "RB-{:05d}"
PHONE_WORKS, TEXTS_AGREED, NUMBERS_A_YEAR, HAS_EMAIL = 0.70, 0.88, 1.6, 0.4
#: Of those here today, most were here before the first day told; the rest came since. Some have moved on.
HERE_BEFORE, FORMER = 0.72, 0.12
Safety, Voicemail = ContactPoint.Safety, ContactPoint.Voicemail
#: One in so many has not got the privacy notice.
WITHOUT_NOTICE = 11


def draw(window: Window, number: int, story: Story | None) -> tuple[Name, Traits, Random]:
    """Who person `number` is, the same in every window, and the chances left for the rest of their arrival."""
    rng = window.lasting("person", number)
    name = story.name if story else draw_name(rng)
    return name, draw_traits(rng, window.told_on), rng


class Arrivals:
    """Writes down the people themselves."""

    def __init__(self, book: Book, window: Window, password: str) -> None:
        self.book, self.window, self.password = book, window, password

    def arrive(self, number: int, story: Story | None, former: bool, supervisors: Sequence[int]) -> Life:
        """One person with everything that is theirs alone."""
        name, traits, rng = draw(self.window, number, story)
        begun, ended = self._time_here(story, former, rng)
        life = Life(number, self.book.key(Person), traits, begun, ended, story, supervisors=supervisors)
        came = self.window.at(life.from_on, 8 * 60 + 30)
        zone = story.zone_from[0] if story and story.zone_from else ZONE.key
        self.book.add(
            Person, life.person, name.preferred, name.legal, name.pronouns, life.traits.born_on,
            life.traits.language, zone, CODE.format(number), came,
        )  # fmt: skip
        self._account(life, name, came)
        self._notice(life, came)
        self._ways_to_reach(life, name, rng)
        self._preferences(life, rng)
        self._counts_on(life, rng)
        if story and story.family:
            self._family(life, *story.family)
        return life

    def _time_here(self, story: Story | None, former: bool, rng: Random) -> tuple[date, date | None]:
        window, whole = self.window, (self.window.today - self.window.first).days
        if story:
            return max(window.today - timedelta(days=story.enrolled), window.first), None
        begun = window.first + timedelta(days=rng.randrange(max(whole, 1)))
        if rng.random() < HERE_BEFORE:
            begun = window.first - timedelta(days=rng.randrange(300))
        if not former:
            return begun, None
        stayed = rng.uniform(0.2, 0.95) * (window.today - max(begun, window.first)).days
        return begun, max(begun, window.first) + timedelta(days=int(stayed))

    def _account(self, life: Life, name: Name, came: datetime) -> None:
        short = life.story is not None and life.story.id == "maya"
        email = f"{name.given.lower()}@{PLACE}" if short else name.address(life.number, PLACE)
        key = self.book.key(Account)
        self.book.add(Account, key, life.person, email, self.password, came)
        told = max(came, self.window.at(self.window.first, 8 * 60 + 30))
        life.journal.tell(AccountOpened(key, life.person), min(told, self.window.now))

    def _notice(self, life: Life, came: datetime) -> None:
        # A few have not been given it yet: they are shown it when they sign in.
        if life.story is None and life.number % WITHOUT_NOTICE == 0:
            return
        key, how = self.book.key(NoticeDelivery), NoticeDelivery.How.SCREEN.value
        told = min(max(came, self.window.at(self.window.first, 8 * 60 + 30)), self.window.now)
        self.book.add(NoticeDelivery, key, life.person, CURRENT, life.traits.language, how, told)
        given = NoticeDelivered(key, life.person, CURRENT, how, life.traits.language)
        life.journal.tell(given, told, life.person)

    def _ways_to_reach(self, life: Life, name: Name, rng: Random) -> None:
        works = rng.random() < PHONE_WORKS if life.story is None else life.story.id != "not_reached"
        for _n in range(_numbers_before(life, self.window, rng)):
            self._phone(life, draw_phone(rng), rng, ended=True)
        number = draw_phone(rng)
        self._phone(life, number, rng, ended=not works)
        if rng.random() < TEXTS_AGREED:
            self._point(life, "sms", number, rank=2, safety=Safety.SAFE if works else Safety.UNKNOWN)
        if rng.random() < HAS_EMAIL:
            self._point(life, "email", name.address(life.number, PLACE), rank=3, safety=Safety.UNKNOWN)

    def _phone(self, life: Life, number: str, rng: Random, *, ended: bool) -> None:
        voicemail = rng.choices(list(Voicemail), (5, 3, 2))[0]
        safety = rng.choices((Safety.SAFE, Safety.UNKNOWN, Safety.UNSAFE), (8, 3, 1))[0]
        say = rng.choice(SAY) if voicemail == Voicemail.NO and rng.random() < 0.5 else ""
        if life.story and life.story.words_to_say and not ended:
            voicemail, safety, say = Voicemail.NO, Safety.SAFE, life.story.words_to_say
        since = max(life.from_on, self.window.first)
        gone = self.window.at(since, 600) + timedelta(
            days=rng.randrange(max(1, (self.window.today - since).days))
        )
        self._point(
            life, "phone", number, rank=1, safety=safety, voicemail=voicemail, say=say,
            ended=min(gone, self.window.now) if ended else None,
        )  # fmt: skip

    def _point(
        self, life: Life, system: str, value: str, *, rank: int, safety: Safety,
        voicemail: Voicemail = Voicemail.UNKNOWN, say: str = "", ended: datetime | None = None,
    ) -> None:  # fmt: skip
        asked = None if safety == Safety.UNKNOWN else max(life.from_on, self.window.first)
        key = self.book.key(ContactPoint)
        self.book.add(
            ContactPoint,
            key,
            life.person,
            system,
            value,
            rank,
            safety.value,
            voicemail.value,
            say,
            asked,
            ended,
        )

    def _preferences(self, life: Life, rng: Random) -> None:
        words = life.story.what_matters if life.story else rng.choice(WHAT_MATTERS)
        goal = life.story.goal if life.story else rng.choice(list(CarePreferences.Goal)).value
        third = "sleep_quality" if life.story else life.traits.third
        self.book.add(CarePreferences, self.book.key(CarePreferences), life.person, words, goal, third)

    def _counts_on(self, life: Life, rng: Random) -> None:
        drawn = [(rng.choice(GIVEN[rng.choice(list(GIVEN))]), rng.choice(RELATIONS)) for _n in range(2)]
        people = life.story.my_people if life.story else drawn[: rng.randrange(3)]
        for rank, (name, relation) in enumerate(people, start=1):
            key = self.book.key(RelatedPerson)
            self.book.add(RelatedPerson, key, life.person, name, relation, draw_phone(rng), rank)

    def _family(self, life: Life, name: str, given: int, withdrawn: int) -> None:
        key, today = self.book.key(Person), self.window.today
        since = max(today - timedelta(days=given), life.from_on)
        begun = self.window.at(since, 14 * 60)
        ended = self.window.at(max(today - timedelta(days=withdrawn), since), 14 * 60 + 10)
        came = self.window.at(life.from_on, 8 * 60)
        self.book.add(Person, key, name, "", "", None, "es", ZONE.key, None, came)
        grant(self.book, life, key, begun, ended)


def _numbers_before(life: Life, window: Window, rng: Random) -> int:
    years = (window.today - max(life.from_on, window.first)).days / 365
    return min(round(rng.expovariate(1) * NUMBERS_A_YEAR * years), 4)
