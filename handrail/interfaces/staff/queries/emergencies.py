"""Emergency access, as its pages show it: what is open now, what lacks a fact, what waits for its review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.consent.models import EmergencyAccess, EmergencySearch
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import local, organisation, zone
from handrail.interfaces.staff.emergency_forms import FactsForm, ReviewForm
from handrail.interfaces.staff.words.times import by_day, clock, day_words

SHOWN = 50
LOOK_BACK = timedelta(days=30)

FACT_WORDS = {
    "personnel": _l("who received it"),
    "affiliation": _l("where they work"),
    "nature": _l("what the medical emergency was"),
    "happened_at": _l("when"),
}


@dataclass(frozen=True, slots=True)
class OpenEmergency:
    """The reader's own emergency access to this person: until when, its number, whether it lacks a fact."""

    until: str
    number: int
    lacks: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One emergency access in words. `form` is there for whoever may review it."""

    access: EmergencyAccess
    role: str
    opened: str
    state: str
    lasting: bool
    told: str
    lacks: str
    due: str
    form: Form | None

    @property
    def may_tell(self) -> bool:
        """Kept from the person so far."""
        return self.form is not None and self.access.told_at is None


def emergencies(act: Act, sent: tuple[int, Form] | None = None) -> dict[str, list[Shown] | list[Tries]]:
    """Those the reader may know of: what waits for a review first, the newest ones that were reviewed after it."""
    assert act.actor is not None
    seen = EmergencyAccess.objects.filter(person__in=keys_for(act, "emergency_access"))
    rows = seen.select_related("person", "reader", "reviewed_by", "withheld_by").newest_first()
    return {
        "waiting": [_shown(one, act, sent) for one in rows.unreviewed()],
        "reviewed": [_shown(one, act, None) for one in rows.exclude(reviewed_at=None)[:SHOWN]],
        "fruitless": fruitless(act),
    }


@dataclass(frozen=True, slots=True)
class Tries:
    """Searches of one worker on one day that opened nothing: how many, for how many different people."""

    reader: str
    day: str
    times: int
    people: int
    words: str


def fruitless(act: Act) -> list[Tries]:
    """What was searched in the last weeks and opened nothing, for the privacy officer; never for whom."""
    if not keeps_privacy(act) or act.actor is None:
        return []
    since, now = act.at - LOOK_BACK, local(act.actor, act.at)
    rows = EmergencySearch.objects.filter(access=None, at__gte=since).exclude(reader=act.actor)
    by_day: dict[tuple[int, date], list[EmergencySearch]] = {}
    for one in rows.select_related("reader").order_by("-at", "-pk"):
        by_day.setdefault((one.reader_id, one.at.astimezone(now.tzinfo).date()), []).append(one)
    return [
        Tries(
            str(made[0].reader),
            day_words(day, now.date()),
            len(made),
            len({one.mark for one in made}),
            made[0].words,
        )
        for (_reader, day), made in by_day.items()
    ]


def waiting_for_review(act: Act) -> int:
    """How many the reader may know of and nobody has reviewed."""
    return EmergencyAccess.objects.unreviewed().filter(person__in=keys_for(act, "emergency_access")).count()


def late_facts(act: Act) -> int:
    """Disclosures that the clock found without one of their facts, for the privacy officer."""
    if not keeps_privacy(act):
        return 0
    late = EmergencyAccess.objects.missing_facts().exclude(facts_alarmed_at=None)
    return late.filter(person__in=keys_for(act, "emergency_access")).count()


def owed_facts(act: Act) -> list[tuple[EmergencyAccess, str, FactsForm]]:
    """The reader's own disclosures that lack a fact, with a form for what is missing. No name: they know it."""
    assert act.actor is not None
    now, found = local(act.actor, act.at), EmergencyAccess.objects.missing_facts().filter(reader=act.actor)
    return [(one, _at(one.opened_at, now), facts_form(one, act)) for one in found.newest_first()]


def facts_form(access: EmergencyAccess, act: Act, data: object = None) -> FactsForm:
    """A form for the facts this access lacks."""
    assert act.actor is not None
    form = FactsForm(data, reader=act.actor, at=act.at, auto_id=f"facts-{access.pk}-%s")
    for name in [name for name in form.fields if name not in access.lacks]:
        form.fields[name].disabled = True
        form.fields[name].initial = getattr(access, name)
    return form


def open_on(person: Person, act: Act) -> EmergencyAccess | None:
    """The reader's own emergency access to this person that lasts now."""
    return EmergencyAccess.objects.at(act.at).filter(reader=act.actor, person=person).newest_first().first()


def until_words(access: EmergencyAccess, now: datetime) -> str:
    """By when it ends, on the reader's clock."""
    ends = access.until_at.astimezone(now.tzinfo)
    return clock(ends) if ends.date() == now.date() else _at(access.until_at, now)


def _shown(one: EmergencyAccess, act: Act, sent: tuple[int, Form] | None) -> Shown:
    assert act.actor is not None
    now = local(act.actor, act.at)
    may = keeps_privacy(act) and one.reader_id != act.actor.pk and one.reviewed_at is None
    form = (
        (sent[1] if sent and sent[0] == one.pk else ReviewForm(auto_id=f"review-{one.pk}-%s"))
        if may
        else None
    )
    return Shown(
        access=one,
        role=str(Role(one.role).label),
        opened=_at(one.opened_at, now),
        state=_state(one, now),
        lasting=one.lasts(act.at),
        told=_told(one, now),
        lacks=", ".join(str(FACT_WORDS[name]) for name in one.lacks),
        due=_due(one, now.date()),
        form=form,
    )


def _state(one: EmergencyAccess, now: datetime) -> str:
    if one.lasts(now):
        return _("Open until %(time)s") % {"time": until_words(one, now)}
    return _("Ended %(when)s") % {"when": _at(one.ended_at or one.until_at, now)}


def _told(one: EmergencyAccess, now: datetime) -> str:
    if one.told_at is not None:
        return _("The person was told %(when)s.") % {"when": _at(one.told_at, now)}
    why = {"who": one.withheld_by, "why": one.withheld_because}
    return _("The person is not told yet. %(who)s wrote: %(why)s") % why


def _due(one: EmergencyAccess, today: date) -> str:
    if one.reviewed_at is not None:
        return ""
    return _("Review: %(by)s") % {"by": by_day(one.review_by(zone(organisation().time_zone)), today)}


def _at(moment: datetime, now: datetime) -> str:
    here = moment.astimezone(now.tzinfo)
    return _("%(day)s, %(time)s") % {"day": day_words(here.date(), now.date()), "time": clock(here)}
