"""Small gaps: mine first, then those of the people I may see, each with where it is mended."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.clinical.gaps import rules
from handrail.continuum.watch.models import Gap, GapDays
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.policy import supervised
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.policy import tells_what_for
from handrail.foundation.teams.models import Programme
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.gap_forms import AsideForm, DaysForm
from handrail.interfaces.staff.words.times import day_words
from handrail.pillars.case_management.models import Arrangement

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One gap in words. `mend`: what to do, and where."""

    gap: Gap
    since: str
    why: str
    mend: str
    href: str
    form: AsideForm


@dataclass(frozen=True, slots=True)
class Page:
    """`more`: how many of the others are not shown."""

    mine: list[Line]
    others: list[Line]
    more: int
    days: list[tuple[Programme, DaysForm]]


def gaps_page(
    act: Act, sent: tuple[int, AsideForm] | None = None, days: tuple[int, DaysForm] | None = None
) -> Page:
    """Open gaps, the oldest first; and for supervisors how many days are too many."""
    rows = (
        Gap.objects.visible_to(act)
        .open()
        .exclude(person=act.actor)
        .select_related("person", "owner")
        .oldest_first()
    )
    mine, others = rows.filter(owner=act.actor), rows.exclude(owner=act.actor)
    shown = list(others[:SHOWN])
    more = others.count() - SHOWN if len(shown) == SHOWN else 0
    own = list(mine[:SHOWN])
    rides = _rides([*own, *shown], act)
    return Page(
        [_line(one, act, sent, rides) for one in own],
        [_line(one, act, sent, rides) for one in shown],
        more,
        _days(act, days),
    )


def gaps_about(person: Person, act: Act) -> list[Line]:
    """Those of one person, for their plan."""
    rows = Gap.objects.visible_to(act).open().filter(person=person).exclude(person=act.actor)
    found = list(rows.select_related("person", "owner").oldest_first())
    rides = _rides(found, act)
    return [_line(one, act, None, rides) for one in found]


def gap_loop(act: Act) -> tuple[str, str, str, str] | None:
    """One line on Today when somebody is asked to look at gaps. One query."""
    mine: QuerySet[Gap] = Gap.objects.visible_to(act).open().filter(owner=act.actor)
    if not (many := mine.count()):
        return None
    words = ngettext("%(n)s small gap to mend", "%(n)s small gaps to mend", many) % {"n": many}
    return words, _("Before one becomes a crisis"), reverse("staff:gaps"), "warning-circle"


def _rides(found: list[Gap], act: Act) -> dict[int, int]:
    """To which appointment each missing ride belongs: the step that arranges it -> the appointment."""
    steps = [one.row for one in found if one.kind == rules.NO_RIDE]
    if not steps or not tells_what_for(act):
        return {}
    rows = Arrangement.objects.visible_to(act).filter(step__in=steps)
    return dict(rows.values_list("step_id", "appointment_id"))


def _line(one: Gap, act: Act, sent: tuple[int, AsideForm] | None, rides: dict[int, int]) -> Line:
    assert act.actor is not None
    today = local(act.actor, act.at).date()
    form = sent[1] if sent and sent[0] == one.pk else AsideForm(today=today, auto_id=f"g{one.pk}-%s")
    mend, page = _mending(one)
    if (ride := rides.get(one.row or 0)) is not None and one.kind == rules.NO_RIDE:
        page = reverse("staff:outing", args=[ride])
    return Line(one, day_words(one.since, today), _why(one), mend, page, form)


def _why(one: Gap) -> str:
    return {
        rules.BACK_ALONE: _("The first day after emergency care matters most."),
        rules.NOBODY: _("Nobody who works here is on their team."),
        rules.UNANSWERED: _("They wrote, and whoever read it does not work with them any more."),
        rules.MISSED: _("No other time is booked, and nobody heard from them since."),
        rules.NO_CONTACT: _(
            "No check-in, visit, group or conversation for as long as the program says is too long."
        ),
        rules.SILENT: _("The service was asked seven days ago or more."),
        rules.OWNER_AWAY: _("It is due before its owner is back."),
        rules.STEP_ALONE: _("Whoever was to do this step does not work here any more."),
        rules.REVIEW_DUE: _("The plan has not been looked at together for as long as was agreed."),
        rules.NO_RIDE: _("A ride is needed, and nobody has said yet that there is one."),
        rules.MISSED_PICK_UP: _("Its day is over, and nobody said that it was picked up."),
        rules.SEARCH_LATE: _(
            "The next try was planned for that day, or whoever tries does not work here any more."
        ),
        rules.CONSENT_ENDING: _("After that day nothing can be shared on it."),
        rules.LOST_WAY: _("Nothing is sent there any more. They may wait for notes that do not come."),
        rules.NO_NEXT_STEP: _("All steps have ended, and no new one was agreed."),
    }[one.kind]


def _mending(one: Gap) -> tuple[str, str]:
    """What to do, and the page on which it is done."""
    person = [one.person_id]
    return {
        rules.BACK_ALONE: (_("Speak with them"), reverse("staff:person", args=person)),
        rules.NOBODY: (_("Say who cares for them"), reverse("staff:person", args=person)),
        rules.UNANSWERED: (_("Say who answers them"), reverse("staff:person", args=person)),
        rules.MISSED: (_("Reach them, and book another time"), reverse("staff:person", args=person)),
        rules.NO_CONTACT: (_("Reach out"), reverse("staff:finding_of", args=person)),
        rules.SEARCH_LATE: (_("Try, or say who tries"), reverse("staff:finding_of", args=person)),
        rules.SILENT: (_("Call the service, or choose another"), reverse("staff:referrals", args=person)),
        rules.OWNER_AWAY: (_("Keep an eye on it meanwhile"), reverse("staff:referrals", args=person)),
        rules.STEP_ALONE: (_("Agree who does it"), reverse("staff:plan", args=person)),
        rules.REVIEW_DUE: (_("Review the plan"), reverse("staff:plan", args=person)),
        rules.NO_RIDE: (_("Arrange the ride"), reverse("staff:appointments_of", args=person)),
        rules.MISSED_PICK_UP: (_("Ask whether there is enough"), reverse("staff:medicines", args=person)),
        rules.CONSENT_ENDING: (
            _("Ask whether they wish to renew it"),
            reverse("staff:consents_of", args=person),
        ),
        rules.LOST_WAY: (
            _("Ask them, and take it away or let them give another"),
            reverse("staff:reach", args=person),
        ),
        rules.NO_NEXT_STEP: (_("Agree on one small step"), reverse("staff:plan", args=person)),
    }[one.kind]


def _days(act: Act, sent: tuple[int, DaysForm] | None) -> list[tuple[Programme, DaysForm]]:
    programmes = list(Programme.objects.filter(pk__in=supervised(act)).order_by("name"))
    said = {
        (one.programme_id, one.kind): one.days for one in GapDays.objects.filter(programme__in=programmes)
    }
    found = []
    for one in programmes:
        now = {kind: said.get((one.pk, kind)) for kind in rules.SET_BY_PROGRAMME}
        form = sent[1] if sent and sent[0] == one.pk else DaysForm(initial=now, auto_id=f"d{one.pk}-%s")
        found.append((one, form))
    return found
