"""What the privacy officer decides: requests of people, conflicts, restricted records, cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.forms import Form
from django.utils.translation import gettext as _

from handrail.continuum.journey.wording.consent import resource_words
from handrail.foundation.consent.evaluator import keys_for, people_for
from handrail.foundation.consent.models import Case, Conflict, RestrictedRecord, Restriction
from handrail.foundation.consent.offices import keeps_privacy, may_approve_cases
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.office_forms import AnswerForm, ReaderForm
from handrail.interfaces.staff.words.times import on_day

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks to keep from somebody. `form` while it waits for its answer."""

    asked: Restriction
    whom: str
    what: str
    on: str
    must: bool
    form: Form | None


def requests(act: Act, sent: tuple[int, Form] | None = None) -> list[Request]:
    """Those that wait first, then the newest."""
    rows = Restriction.objects.filter(person__in=keys_for(act, "consents", "write")).exclude(person=act.actor)
    rows = rows.select_related("person", "reader", "recipient")
    waiting = rows.filter(state=Restriction.State.ASKED).order_by("asked_at")
    others = rows.exclude(state=Restriction.State.ASKED).order_by("-asked_at")[:SHOWN]
    return [_request(one, act, sent) for one in (*waiting, *others)]


def waiting_requests(act: Act) -> int:
    """How many wait for the officer's answer."""
    people = keys_for(act, "consents", "write")
    return Restriction.objects.filter(person__in=people, state=Restriction.State.ASKED).count()


def against_words(asked: Restriction) -> str:
    """Whom it is against."""
    if asked.role:
        return _("everybody with the role: %(role)s") % {"role": Role(asked.role).label}
    return str(asked.reader or asked.recipient or _("nobody named yet"))


def what_words(asked: Restriction) -> str:
    """Which parts of the record."""
    return ", ".join(map(resource_words, asked.resources)) or _("the whole record")


def _request(asked: Restriction, act: Act, sent: tuple[int, Form] | None) -> Request:
    form = None
    if asked.state in {Restriction.State.ASKED, Restriction.State.DECLINED}:
        empty = AnswerForm(asked=asked, act=act, auto_id=f"answer-{asked.pk}-%s")
        form = sent[1] if sent and sent[0] == asked.pk else empty
    return Request(
        asked, against_words(asked), what_words(asked), _day(asked.asked_at, act),
        asked.ground == Restriction.Ground.PAID_IN_FULL, form,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Closed:
    """Who stays away from whom, and the records that only a list opens."""

    conflicts: list[Conflict]
    records: list[tuple[RestrictedRecord, list[tuple[int, str]], ReaderForm]]


def closed(act: Act) -> Closed:
    """What holds now. The officer's own conflicts are for another officer."""
    assert act.actor is not None
    ties = Conflict.objects.at(act.at).exclude(reader=act.actor).exclude(person=act.actor)
    records = RestrictedRecord.objects.at(act.at).exclude(person=act.actor).select_related("person")
    return Closed(
        list(ties.select_related("reader", "person").order_by("person__preferred_name", "pk")),
        [
            (one, _readers(one), ReaderForm(act=act, auto_id=f"list-{one.pk}-%s"))
            for one in records.order_by("pk")
        ],
    )


def _readers(record: RestrictedRecord) -> list[tuple[int, str]]:
    listed = record.readers.filter(until_at=None).select_related("reader").order_by("reader__preferred_name")
    return [(one.reader_id, one.reader.preferred_name) for one in listed]


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case, its people, and what this reader may do with it."""

    case: Case
    people: list[tuple[int, str]]
    state: str
    opens: bool
    may_approve: bool
    may_close: bool


def cases(act: Act) -> list[ShownCase]:
    """All of them for the officer; for others those they read, or may approve."""
    rows = Case.objects.select_related("reader", "opened_by", "approved_by").order_by("-opened_at", "-pk")
    shown = [_case(one, act) for one in rows.filter(closed_at=None)]
    shown += [_case(one, act) for one in rows.exclude(closed_at=None)[:SHOWN]] if keeps_privacy(act) else []
    return [one for one in shown if keeps_privacy(act) or one.may_approve or one.case.reader == act.actor]


def _case(case: Case, act: Act) -> ShownCase:
    people = [(one.person_id, one.person.preferred_name) for one in case.people.select_related("person")]
    open_now = case.closed_at is None and case.until_at > act.at
    mine = act.actor is not None and case.reader_id == act.actor.pk
    return ShownCase(
        case, people, _state(case, act), mine and open_now and case.approved_at is not None,
        open_now and case.approved_at is None and _may_approve(case, [key for key, _name in people], act),
        case.closed_at is None and (mine or keeps_privacy(act)),
    )  # fmt: skip


def _may_approve(case: Case, named: list[int], act: Act) -> bool:
    if act.actor is None or act.actor.pk in {case.opened_by_id, case.reader_id, *named}:
        return False
    seen = people_for(act, "demographics").filter(pk__in=named).count()
    return may_approve_cases(act) and (keeps_privacy(act) or seen == len(named))


def _state(case: Case, act: Act) -> str:
    if case.closed_at is not None:
        return _("Closed on %(day)s") % {"day": _day(case.closed_at, act)}
    if case.until_at <= act.at:
        return _("Ended on %(day)s") % {"day": _day(case.until_at, act)}
    if case.approved_at is None:
        return _("Waits for a second person; it opens nothing yet")
    told = {"who": case.approved_by, "day": _day(case.until_at, act)}
    return _("Approved by %(who)s, until %(day)s") % told


def _day(moment: datetime, act: Act) -> str:
    assert act.actor is not None
    today: date = local(act.actor, act.at).date()
    return on_day(local(act.actor, moment).date(), today)
