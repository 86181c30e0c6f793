"""Who looked at the person's record and why, in their words: one line for each reader, day and reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Paginator
from django.db.models import Min, Q
from django.db.models.functions import TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from handrail.continuum.looks.models import UnexplainedLook
from handrail.continuum.looks.rule import Why
from handrail.foundation.consent.models import Recipient, RecipientMember
from handrail.foundation.consent.naming import named
from handrail.foundation.consent.untold import untold_looks
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Viewing
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership, Role
from handrail.foundation.teams.queries import zone

ON_A_PAGE = 40
#: The rule that opened it, as the person reads it. A rule that is not here is told as work for them.
WHY = {
    "assigned": gettext_lazy("They care for you."),
    "programme": gettext_lazy("They work in your program and answer for the care there."),
    "granted": gettext_lazy("You chose to share this with them."),
    "shared_up": gettext_lazy("It was marked for sharing."),
    "released": gettext_lazy("You or the one who wrote it let them see it."),
    "author": gettext_lazy("They wrote it."),
    "participant": gettext_lazy("They take part in it."),
    "emergency": gettext_lazy("They opened it in an emergency."),
    "referral": gettext_lazy("You agreed to share it with their organization."),
    "case": gettext_lazy("They look into a matter that a second person approved."),
    "episode": gettext_lazy("They answered when you needed someone right away."),
    "asked": gettext_lazy("You asked for someone, and they were on call."),
    "org": gettext_lazy("Their office is to look after how records are used."),
}  # fmt: skip
OTHERWISE = gettext_lazy("It was part of their work.")
UNKNOWN = gettext_lazy("We do not know yet.")
ASKED = gettext_lazy("We asked them what this look was for.")
#: What came of it, by the outcome that the privacy officer chose.
CAME_OF_IT = {
    UnexplainedLook.Outcome.WORK: gettext_lazy("It was part of their work."),
    UnexplainedLook.Outcome.TALKED: gettext_lazy("It was not needed. Our privacy officer talked with them."),
    UnexplainedLook.Outcome.BREACH: gettext_lazy("It should not have been. We look into it and let you know more."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """One reader on one day, for one reason. `role` is "" for somebody whose role of that day is not known."""

    who: str
    role: str
    when: str
    what: str
    why: str
    asked: str


def looks_page(act: Act, number: str) -> dict[str, Any]:
    """The newest first. What must not be told yet is left out, and so is the person's own reading."""
    person = act.actor
    assert person is not None
    page = Paginator(_grouped(person), ON_A_PAGE).get_page(number)
    rows: list[dict[str, Any]] = list(page.object_list)
    people = Person.objects.in_bulk({row["viewer"] for row in rows})
    roles, asked = _roles(rows), _asked_about(person, set(people))
    looks = [_look(row, people[row["viewer"]], roles, asked.get((row["viewer"], row["day"]))) for row in rows]
    return {"looks": looks, "page": page}


def _grouped(person: Person) -> Any:
    return (
        Viewing.objects.filter(person=person)
        .exclude(untold_looks(person))
        .annotate(day=TruncDate("at", tzinfo=zone(person.time_zone)))
        .values("viewer", "day", "basis")
        .annotate(parts=ArrayAgg("resource", distinct=True), first=Min("at"))
        .order_by("-day", "-first", "viewer", "basis")
    )


def _asked_about(person: Person, viewers: set[int]) -> dict[tuple[int, date], UnexplainedLook]:
    """The looks of these viewers that somebody was asked about, by viewer and day."""
    here = zone(person.time_zone)
    found = UnexplainedLook.objects.filter(person=person, viewer__in=viewers)
    return {(one.viewer_id, one.first_at.astimezone(here).date()): one for one in found}


def _look(
    row: dict[str, Any], viewer: Person, roles: dict[tuple[int, date], str], asked: UnexplainedLook | None
) -> Look:
    why, about = _told(asked, str(WHY.get(row["basis"], OTHERWISE)))
    return Look(
        who=viewer.preferred_name,
        role=roles.get((viewer.pk, row["day"]), ""),
        when=date_format(row["day"], "DATE_FORMAT"),
        what=", ".join(named(row["parts"])),
        why=why,
        asked=about,
    )


def _told(asked: UnexplainedLook | None, why: str) -> tuple[str, str]:
    """Why, and what was asked about it. What opened nothing at that moment is no reason."""
    if asked is None:
        return why, ""
    came = str(CAME_OF_IT[UnexplainedLook.Outcome(asked.outcome)]) if asked.closed_at else ""
    if asked.why == Why.CLOSED:
        why, came = came or str(UNKNOWN), ""
    return why, " ".join(part for part in (str(ASKED) if asked.question_id else "", came) if part)


def _roles(rows: Iterable[dict[str, Any]]) -> dict[tuple[int, date], str]:
    """As what each reader worked here on that day; for somebody of another organisation, its name."""
    readers = {row["viewer"] for row in rows}
    found: dict[tuple[int, date], list[str]] = {}
    held = [(m.person_id, m.from_on, m.until_on, str(Role(m.role).label)) for m in _memberships(readers)]
    held += [(m.person_id, m.from_on, m.until_on, m.recipient.name) for m in _partners(readers)]
    for row in rows:
        for reader, begins, ends, word in held:
            if reader == row["viewer"] and begins <= row["day"] and (ends is None or row["day"] < ends):
                words = found.setdefault((reader, row["day"]), [])
                if word not in words:
                    words.append(word)
    return {key: ", ".join(words) for key, words in found.items()}


def _memberships(readers: set[int]) -> Iterable[Membership]:
    return Membership.objects.filter(person__in=readers).order_by("pk")


def _partners(readers: set[int]) -> Iterable[RecipientMember]:
    organisations = Q(recipient__kind=Recipient.Kind.ORGANISATION)
    return RecipientMember.objects.filter(organisations, person__in=readers).select_related("recipient")
