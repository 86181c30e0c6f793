"""The rows of the board, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.contact_words import in_short
from handrail.interfaces.staff.charts import leading, strip
from handrail.interfaces.staff.queries.around import Around
from handrail.interfaces.staff.queries.items import ASKED, PROMISED, Item
from handrail.interfaces.staff.queries.worksheets import Worksheet, to_write
from handrail.interfaces.staff.words.facts import Facts, facts_of, not_shared
from handrail.interfaces.staff.words.times import SOON, by_day, by_time, clock, day_words, until
from handrail.interfaces.staff.words.told import Told, told_of_proposal, told_of_step
from handrail.ui.charts import Spark

LEVELS = [Finding.Level.STRONG.value, Finding.Level.ALERT.value, Finding.Level.WATCH.value]


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that was sent and has something to say: which row, which answer, and what was typed."""

    key: str
    verb: str
    form: forms.Form


@dataclass(frozen=True, slots=True)
class Also:
    """What somebody else was asked for about the same person."""

    title: str
    owner: str
    due: str
    strand: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the board. `kind` is asked, promised or waiting; `number` the proposal's or step's.

    `also`: what others were asked for about the same person, where one row stands for all of it.
    """

    key: str
    kind: str
    number: int
    name: str
    pronouns: str
    href: str
    why: str
    detail: str
    contact: str
    due: str
    soon: bool
    owner: str
    mine: bool
    strand: str
    title: str
    due_on: date
    when: str
    facts: Facts | None
    spark: Spark | None
    told: Told | None
    opened: Opened | None
    also: tuple[Also, ...] = ()
    worksheet: Worksheet | None = None


def row_of(item: Item, seen: Around, act: Act, opened: Opened | None) -> Row:
    """Put one item into words, as far as the reader may see."""
    assert act.actor is not None
    now = local(act.actor, act.at)
    shared, told = _is_shared(item, seen), item.person.pk in seen.sight["checkins"]
    promised = item.promised.astimezone(now.tzinfo)
    mine = item.owner.pk == act.actor.pk
    return Row(
        key=item.key,
        kind=item.kind,
        number=int(item.key[1:]),
        name=item.person.preferred_name,
        pronouns=item.person.pronouns,
        href=reverse("staff:person", args=[item.person.pk]),
        why=_why(item, shared),
        detail=_detail(item, shared, mine=mine),
        contact=_contact(item, seen),
        due=_due(item, promised, now),
        soon=item.kind != "waiting" and promised - now < SOON,
        owner=_("You") if mine else item.owner.preferred_name,
        mine=mine,
        strand=item.strand,
        title=item.title,
        due_on=_due_on(item, now),
        when=_when(item, now),
        facts=_facts(item, shared),
        spark=_spark(item, seen, now.date()) if told else None,
        told=_told(item, act),
        opened=opened if opened is not None and opened.key == item.key else None,
        worksheet=to_write(item.proposal, item.person, act) if mine else None,
    )


def order_of(item: Item, seen: Around) -> tuple[object, ...]:
    """What was promised first; then the larger change; then whoever was met longest ago."""
    shared = item.finding is not None and _is_shared(item, seen)
    level = LEVELS.index(item.finding.level) if shared and item.finding else len(LEVELS)
    met = seen.last_met.get(item.person.pk)
    return item.promised, level, met.timestamp() if met else 0.0, item.key


def _is_shared(item: Item, seen: Around) -> bool:
    """Whether the reader may read what was found: in the check-ins, or in a scale."""
    return item.person.pk in seen.sight[item.finding.resource if item.finding else "checkins"]


def _why(item: Item, shared: bool) -> str:
    return item.finding.headline if shared and item.finding else item.title


def _detail(item: Item, shared: bool, *, mine: bool) -> str:
    if item.finding is not None and not shared:
        return _("Something changed in how things are going.")
    if item.kind == PROMISED and item.finding is not None:
        told = {"title": item.title, "who": item.owner}
        return (_("You took on: %(title)s") if mine else _("%(who)s took on: %(title)s")) % told
    return item.title if item.finding is not None else (item.step.why if item.step else "")


def _contact(item: Item, seen: Around) -> str:
    if item.kind == "waiting" or item.person.pk not in seen.sight["safe_contact"]:
        return ""
    return in_short(seen.contacts.get(item.person.pk, []))


def _due(item: Item, promised: datetime, now: datetime) -> str:
    if item.kind == PROMISED:
        return by_day(promised.date(), now.date())
    return by_time(promised, now) if item.kind == ASKED else until(promised, now)


def _due_on(item: Item, now: datetime) -> date:
    """The day a change of the proposal starts from."""
    if item.proposal is None:
        return now.date()
    return max(now.date(), local(item.person, item.proposal.due_at).date())


def _when(item: Item, now: datetime) -> str:
    if item.ask is None or item.proposal is None:
        return ""
    asked, answer_by = item.ask.asked_at.astimezone(now.tzinfo), item.ask.answer_by.astimezone(now.tzinfo)
    done_by = item.proposal.due_at.astimezone(now.tzinfo)
    return _("Asked %(asked)s. Answer by %(answer_by)s; to be done by %(done_by)s.") % {
        "asked": _moment(asked, now),
        "answer_by": _moment(answer_by, now),
        "done_by": _moment(done_by, now),
    }


def _moment(moment: datetime, now: datetime) -> str:
    return f"{day_words(moment.date(), now.date())}, {clock(moment)}"


def _facts(item: Item, shared: bool) -> Facts | None:
    if item.finding is None:
        return None
    return facts_of(item.finding) if shared else not_shared()


def _spark(item: Item, seen: Around, today: date) -> Spark | None:
    if item.finding is None:
        return None
    signal = leading(item.finding.inputs, item.finding.rule)
    return strip(signal, seen.told.get(item.person.pk, {}), today)


def _told(item: Item, act: Act) -> Told | None:
    if item.kind == PROMISED:
        return told_of_step(item.step, act) if item.step else None
    return told_of_proposal(item.proposal, act) if item.proposal else None
