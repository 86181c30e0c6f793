"""Whose crisis is open: the night rows over the board."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.interfaces.staff.queries.alerts import name_of
from handrail.interfaces.staff.queries.items import care_of
from handrail.interfaces.staff.wanted import Wanted
from handrail.interfaces.staff.words.times import here, when
from handrail.pillars.crisis.models import Alert, Holding

AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Now:
    """One open alert. `held`: who has it, in words; `person` is None for somebody without a record."""

    number: int
    person: int | None
    name: str
    pronouns: str
    why: str
    held: str
    since: str


def open_now(act: Act, wanted: Wanted) -> tuple[Now, ...]:
    """Open alerts the reader may see: those they have, and those of their people or of the whole team."""
    if wanted.strand not in ("", "crisis"):
        return ()
    seen = Alert.objects.visible_to(act).open()
    if not wanted.team:
        mine = Holding.objects.filter(alert=OuterRef("pk"), until_at=None, worker=act.actor)
        seen = seen.filter(Q(person__in=care_of(act)) | Q(Exists(mine)))
    named = seen.with_holder().select_related("person")
    return tuple(_now(alert, act) for alert in named.soonest_first()[:AT_MOST])


def people_in_crisis(act: Act) -> QuerySet[Alert]:
    """Open alerts the reader may see, of one person of an outer query."""
    return Alert.objects.visible_to(act).open().filter(person=OuterRef("pk"))


def _now(alert: Alert, act: Act) -> Now:
    holder: str | None = alert.holder  # type: ignore[attr-defined]
    return Now(
        alert.pk, alert.person_id, name_of(alert), alert.person.pronouns if alert.person else "",
        str(alert.get_origin_display()),
        _("%(name)s has it") % {"name": holder} if holder else _("Nobody has it yet"),
        _("Open since %(time)s") % {"time": when(here(act, alert.raised_at), here(act, act.at))},
    )  # fmt: skip
