"""Looking for gaps: each night over everybody, and over one person as soon as something may have mended one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction

from handrail.clinical.gaps import keeping, rules
from handrail.continuum.watch import policy
from handrail.continuum.watch.events import GapDaysSet, GapSetAside, GapsWeighed
from handrail.continuum.watch.gap_facts import Facts, days_by_programme, facts_of
from handrail.continuum.watch.models import Gap, GapDays, GapNight
from handrail.continuum.watch.responsible import Workforce, workforce
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce, announce_all
from handrail.foundation.ledger.each_alone import resting, together
from handrail.foundation.messaging.handing import with_nobody
from handrail.foundation.messaging.threads import waiting_of
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Enrolment, Programme
from handrail.foundation.teams.queries import organisation_day, organisation_zone
from handrail.pillars.case_management.actions import hand_over
from handrail.pillars.case_management.models import Referral

#: At this hour of the organisation a night's look begins; so many people are looked at in one transaction.
BEGINS, AT_ONCE = 2, 500
#: Who could not be looked at is looked at in the next night, which may be an hour longer away.
UNTIL_NEXT_NIGHT = timedelta(hours=25)
#: A gap rests no longer than this before somebody looks again.
LONGEST_ASIDE = timedelta(days=92)
Status = Gap.Status


def look_for_gaps(now: datetime) -> int:
    """The next people of tonight, in one transaction; returns how many. Safe in two processes."""
    local = now.astimezone(organisation_zone())
    if local.hour < BEGINS or GapNight.objects.filter(day=local.date(), done_at__isnull=False).exists():
        return 0
    with transaction.atomic():
        GapNight.objects.get_or_create(day=local.date())
        night = (
            GapNight.objects.select_for_update(skip_locked=True)
            .filter(day=local.date(), done_at=None)
            .first()
        )
        if night is None:
            return 0
        ahead = Enrolment.objects.at(now).filter(person__gt=night.through).order_by("person")
        people = list(ahead.values_list("person", flat=True).distinct()[:AT_ONCE])
        act = Act(actor=None, at=now, via="clock")
        looked = together(
            "gaps_looked_for", people, partial(weigh_gaps, act=act), now=now, wait=UNTIL_NEXT_NIGHT
        )
        if people:
            night.through = people[-1]
        else:
            night.done_at = now
            end_looking(act=act)
        night.save(update_fields=["through", "done_at"])
    looked.count()
    return len(people)


@transaction.atomic
def weigh_gaps(people: Collection[int], *, act: Act) -> int:
    """Make the gaps of these people say what is so; returns how many came, came back or went."""
    if not people:
        return 0
    staff = workforce(act.at)
    days = days_by_programme()
    facts = facts_of(people, days, staff, act.at)
    if passed := _pass_on(facts, staff, act):
        facts |= facts_of(passed, days, staff, act.at)
    rows: defaultdict[int, dict[keeping.Key, Gap]] = defaultdict(dict)
    for gap in Gap.objects.select_for_update(of=("self",)).filter(person__in=list(facts)).order_by("pk"):
        rows[gap.person_id][gap.kind, gap.basis] = gap
    new: list[Gap] = []
    changed: list[Gap] = []
    events = []
    for person, one in facts.items():
        told = _changes(person, one, rows[person], staff, act, new, changed)
        if told is not None:
            events.append(told)
    Gap.objects.bulk_create(new)
    Gap.objects.bulk_update(
        changed, ["status", "owner", "mended_at", "aside_by", "aside_until", "words", "found_at"]
    )
    announce_all(events, act=act)
    return len(events)


def _changes(
    person: int, facts: Facts, rows: dict[keeping.Key, Gap], staff: Workforce, act: Act, new: list[Gap], changed: list[Gap]
) -> GapsWeighed | None:  # fmt: skip
    kept = {key: keeping.Row(gap.status, gap.aside_until) for key, gap in rows.items()}
    found = rules.gaps(facts.known)
    told = keeping.changes(kept, found, facts.known.today)
    for one in told.new:
        owner = _owner(facts, one.kind, one.row, staff)
        new.append(
            Gap(
                person_id=person,
                kind=one.kind,
                basis=one.basis,
                row=one.row,
                owner_id=owner,
                since=one.since,
                found_at=act.at,
            )
        )
    for key in told.mended:
        rows[key].status, rows[key].mended_at = Status.MENDED, act.at
        _awake(rows[key])
    for key in told.again:
        rows[key].status, rows[key].mended_at, rows[key].found_at = Status.OPEN, None, act.at
        _awake(rows[key])
    moved = _without_owner(facts, rows, staff)
    changed.extend(rows[key] for key in {*told.mended, *told.again, *moved})
    if not (told.new or told.again or told.mended):
        return None
    came = sorted({one.kind for one in told.new} | {kind for kind, _basis in told.again})
    return GapsWeighed(
        person, person, ",".join(came), ",".join(sorted({kind for kind, _basis in told.mended}))
    )


def _awake(gap: Gap) -> None:
    gap.aside_by = gap.aside_until = None
    gap.words = ""


def _without_owner(facts: Facts, rows: dict[keeping.Key, Gap], staff: Workforce) -> list[keeping.Key]:
    """Open gaps whose owner is not here any more, and who is asked instead."""
    moved = []
    for key, gap in rows.items():
        cares = {who for who, _role in facts.team.caring} | {
            w for some in staff.supervisors.values() for w in some
        }
        if gap.status != Status.OPEN or (gap.owner_id in cares and staff.is_here(gap.owner_id or 0)):
            continue
        owner = _owner(facts, gap.kind, gap.row, staff)
        if owner != gap.owner_id:
            gap.owner_id = owner
            moved.append(key)
    return moved


def _owner(facts: Facts, kind: str, row: int | None, staff: Workforce) -> int | None:
    what = rules.OWNED.get(kind)
    first = facts.owners.get((what, row)) if what is not None and row is not None else None
    return facts.team.asked(rules.RESOURCES[kind], staff, first)


def _pass_on(facts: dict[int, Facts], staff: Workforce, act: Act) -> set[int]:
    """A referral whose owner left has a new owner before anybody has to ask for it; returns whose."""
    left = {pk: one for one in facts.values() for pk in one.left}
    passed = set()
    for referral in Referral.objects.filter(pk__in=list(left)).order_by("pk") if left else ():
        to = left[referral.pk].team.asked("referrals", staff)
        if to is not None and to != referral.owner_id:
            hand_over(referral, to=Person.objects.get(pk=to), act=act)
            passed.add(referral.person_id)
    return passed


@transaction.atomic
def mend_gaps(people: Iterable[int], *, act: Act, kind: str = "") -> int:
    """Something happened with them: what was open is looked at again, and ends where it is mended. `kind`: the only
    one that it can mend."""
    of_kind = Gap.objects.open().filter(kind=kind) if kind else Gap.objects.open()
    open_now = of_kind.filter(person__in=list(people)).order_by().values_list("person", flat=True).distinct()
    return weigh_gaps(sorted(open_now), act=act)


def ask_for_an_answer(now: datetime) -> int:
    """Whoever wrote to somebody who is gone, with nobody left to read it, is a gap at once, and mended at once when
    somebody is given to them; returns how many changed."""
    act = Act(actor=None, at=now, via="clock")
    told = Gap.objects.filter(kind=rules.UNANSWERED).exclude(status=Status.MENDED)
    alone = with_nobody(act).filter(person__in=Enrolment.objects.at(now).values("person"))
    new = alone.exclude(pk__in=told.values("row")).values_list("person", flat=True)
    given = (
        told.filter(status=Status.OPEN).exclude(row__in=alone.values("pk")).values_list("person", flat=True)
    )
    people = {*waiting_of(sorted({*new})), *given}
    if people:
        people -= set(resting("answers_asked_for", now).values_list("row", flat=True))
    return together("answers_asked_for", sorted(people), partial(weigh_gaps, act=act), now=now).count()


@transaction.atomic
def end_looking(*, act: Act) -> int:
    """What is open about people who are in no programme any more is over."""
    inside = Enrolment.objects.at(act.at).values("person")
    over = Gap.objects.exclude(status=Status.MENDED).exclude(person__in=inside)
    return over.update(status=Status.MENDED, mended_at=act.at, aside_by=None, aside_until=None, words="")


@transaction.atomic
def set_gap_aside(gap: Gap, *, until: date, words: str, act: Act) -> Gap:
    """Somebody looked: it rests until a day, with why. One that is not open any more stays as it is. Raises ValueError."""
    gap = Gap.objects.select_for_update(of=("self",)).select_related("person").get(pk=gap.pk)
    require(policy.may_set_aside(act, gap))
    today = organisation_day(act.at)
    if not today < until <= today + LONGEST_ASIDE:
        raise ValueError("Choose a day ahead, within three months. Nothing was changed.")
    if gap.status != Status.OPEN:
        return gap
    gap.status, gap.aside_by, gap.aside_until, gap.words = Status.ASIDE, act.actor, until, words
    gap.save(update_fields=["status", "aside_by", "aside_until", "words"])
    announce(GapSetAside(gap.pk, gap.person_id, until.isoformat()), act=act)
    return gap


@transaction.atomic
def set_gap_days(programme: Programme, *, kind: str, days: int | None, act: Act) -> None:
    """How many days are too many here; None: this kind is not looked for. The next night looks by it."""
    require(policy.may_set_days(act, programme))
    there = GapDays.objects.select_for_update().filter(programme=programme, kind=kind)
    if (there.values_list("days", flat=True).first() or None) == days:
        return
    if days is None:
        there.delete()
    else:
        assert act.actor is not None
        GapDays.objects.update_or_create(
            programme=programme, kind=kind, defaults={"days": days, "set_by": act.actor, "set_at": act.at}
        )
    announce(GapDaysSet(programme.pk, None, kind, days or 0), act=act)
