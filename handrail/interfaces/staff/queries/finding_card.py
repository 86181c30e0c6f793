"""One person's card: whether they are looked for, every way to them, and what was tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.models import CareRelationship
from handrail.foundation.teams.queries import local
from handrail.interfaces.leads import Leads, leads_page
from handrail.interfaces.staff.finding_forms import AttemptForm, EndForm, NextForm
from handrail.interfaces.staff.queries.finding import Row, day_of, row_of
from handrail.interfaces.staff.queries.record import Record
from handrail.interfaces.staff.queries.trying import Line, lines, otherwise
from handrail.interfaces.staff.words.finding import Tap, address, try_words
from handrail.interfaces.staff.words.times import clock, here
from handrail.pillars.case_management.actions import WITHDRAWN_WITHIN
from handrail.pillars.case_management.models import Attempt, Search
from handrail.pillars.case_management.policy import may_look_for, may_note_lead, who_may_look_for

TRIES = 40


@dataclass(frozen=True, slots=True)
class Try:
    """One try in words. `slip`: the reader may take it back."""

    number: int
    when: str
    how: str
    by: str
    words: str
    withdrawn: bool
    slip: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One person: `row` while they are looked for or something is new; `last` how it ended before."""

    person: Person
    address: str
    row: Row | None
    last: str
    lines: tuple[Line, ...]
    otherwise: tuple[Tap, ...]
    tries: list[Try]
    may: bool
    notes_leads: bool
    leads: Leads
    attempt_form: AttemptForm
    next_form: NextForm
    end_form: EndForm
    reasons: list[tuple[str, Any]]


def card_of(record: Record, sent: dict[str, Any]) -> Card:
    """One person's card. `sent`: the form that was sent and did not hold, by its name."""
    person, act = record.person, record.act
    assert act.actor is not None
    newest = Search.objects.filter(person=person).select_related("owner", "person", "ended_by").order_by("-begun_at", "-pk").first()  # fmt: skip
    leads = leads_page(person, sent.get("lead"))
    points = list(ContactPoint.objects.filter(person=person, ended_at=None).safest_first())
    told = list(Attempt.objects.filter(person=person).select_related("by", "lead").newest_first()[:TRIES])
    shown = newest if newest and (newest.is_open or newest.attention_at) else None
    stands = [one for one in told if one.withdrawn_at is None]
    row = row_of(shown, points, leads.known, stands, act) if shown else None
    return Card(
        person, address(person), row, _ended(newest, act) if newest and not newest.is_open else "",
        lines(points, leads.known, local(person, act.at)), otherwise(leads.known), [_try(one, act) for one in told],
        may_look_for(act, person).allowed, may_note_lead(act, person).allowed, leads,
        sent.get("try") or AttemptForm(auto_id="try-%s"),
        sent.get("next") or NextForm(
            reader=act.actor, team=who_may_try(record), initial=_planned(newest, act), auto_id="next-%s"
        ),
        sent.get("end") or EndForm(auto_id="end-%s"), list(Search.Reason.choices),
    )  # fmt: skip


def who_may_try(record: Record) -> list[CareRelationship]:
    """Those of the team who may look for them: a restriction they asked for may leave somebody out."""
    acts = [record.act.in_place_of(care.worker) for care in record.team]
    decided = who_may_look_for(acts, record.person)
    return [care for care, found in zip(record.team, decided, strict=True) if found.allowed]


def _planned(search: Search | None, act: Act) -> dict[str, Any]:
    """What the form for another time begins with; a time that has passed is left open."""
    if search is None or search.next_at is None:
        return {}
    at = search.next_at if search.next_at > act.at else None
    return {"at": at, "way": search.next_way, "owner": search.owner_id}


def _ended(one: Search, act: Act) -> str:
    assert one.ended_at is not None
    parts = [
        str(one.get_status_display()),
        day_of(one.ended_at, act),
        str(one.ended_by or ""),
        one.ended_words,
    ]
    return " · ".join(part for part in parts if part)


def _try(one: Attempt, act: Act) -> Try:
    at = here(act, one.at)
    mine = one.by == act.actor and one.withdrawn_at is None and act.at - one.at <= WITHDRAWN_WITHIN
    return Try(
        one.pk, f"{day_of(one.at, act).capitalize()}, {clock(at)}", try_words(one) + (f" · {one.lead.words}" if one.lead else ""),
        one.by.preferred_name, one.words, one.withdrawn_at is not None, mine,
    )  # fmt: skip
