"""The circles a worker moderates, and one of them: who is in it as far as they may know, what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.clinical.language.worries import worries_in
from handrail.foundation.consent.asker import asker
from handrail.foundation.consent.denial import not_denied
from handrail.foundation.consent.evaluator import keys_for, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewings_of
from handrail.foundation.messaging.circling import Written, circles_moderated, moderators_of, written_in
from handrail.foundation.messaging.models import Circle, CircleMember, Moderating
from handrail.foundation.messaging.models.circles import CircleMemberQuerySet, moderates
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership, Programme, Role
from handrail.interfaces.staff.circle_forms import CircleForm, HidingForm, TakingOutForm, WhoForm
from handrail.interfaces.staff.message_forms import WriteForm
from handrail.interfaces.staff.words.times import here, when


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the circle: `person` only where the reader may see who they are. `number` to take them out by.

    Of who was taken out, by whom (`out_by`) and `why`.
    """

    number: int
    alias: str
    person: Person | None
    asked_by: str
    joined: bool
    taking_out: TakingOutForm | None
    out_by: str
    why: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `number` to hide it by, `person` where the reader may see who wrote it, `hidden`: why it is."""

    number: int
    words: str
    who: str
    person: Person | None
    mine: bool
    at: str
    worries: list[str]
    hidden: str
    hiding: HidingForm | None


def circles_page(act: Act, form: CircleForm | None = None) -> dict[str, Any]:
    """What the reader moderates; where nobody does any more, for a supervisor; and a form for a new one."""
    programmes = _programmes(act)
    alone = list(Circle.objects.without_a_moderator(act).order_by("pk"))
    return {
        "rows": circles_moderated(act),
        "alone": [(one, who_form(one, act)) for one in alone],
        "form": form or (CircleForm(programmes=programmes) if programmes else None),
    }


def circle_loop(act: Act) -> tuple[str, str, str, str] | None:
    """One line on Today of a supervisor where nobody moderates a circle any more. One query, for supervisors."""
    if all(one.role != Role.SUPERVISOR for one in standings(act)):
        return None
    if not (many := Circle.objects.without_a_moderator(act).count()):
        return None
    words = ngettext(
        "%(n)s circle with nobody to moderate it", "%(n)s circles with nobody to moderate them", many
    )
    return (
        words % {"n": many},
        _("Nobody can write in it until somebody does"),
        reverse("staff:circles"),
        "chats-circle",
    )


def circle_form(act: Act, data: Any) -> CircleForm:
    return CircleForm(data, programmes=_programmes(act))


def _programmes(act: Act) -> list[Programme]:
    inside = [one.programme for one in standings(act) if one.programme and moderates(one.role)]
    return list(Programme.objects.filter(pk__in=inside).order_by("name"))


def who_form(circle: Circle, act: Act, data: Any = None) -> WhoForm:
    """Who could moderate it too: whoever works there in a role that may."""
    roles = [role for role in Role.values if moderates(role)]
    held = Membership.objects.at(act.at).filter(programme=circle.programme_id, role__in=roles)
    now = [one.pk for one in moderators_of(circle, act)]
    people = Person.objects.filter(pk__in=held.values("person")).exclude(pk__in=now)
    found = list(people.order_by("preferred_name", "pk"))
    return WhoForm(data, people=found, label=_("Who moderates it"), auto_id=f"moderator-{circle.pk}-%s")


def invite_form(circle: Circle, act: Act, data: Any = None) -> WhoForm:
    """Whom the reader could ask in: the people they may see and write with, who are not in it."""
    inside = CircleMember.objects.inside().filter(circle=circle)
    people = Person.objects.filter(
        not_denied(act, asker(act), "messages"), pk__in=keys_for(act, "demographics")
    )
    people = people.exclude(pk__in=inside.values("person")).exclude(pk=act.actor.pk if act.actor else 0)
    found = list(people.order_by("preferred_name", "pk")[:500])
    return WhoForm(data, people=found, label=_("Ask somebody in"), auto_id="invite-%s")


def circle_page(
    act: Act, circle: Circle, *, write: WriteForm | None = None, invite: WhoForm | None = None,
    moderator: WhoForm | None = None, hiding: tuple[int, HidingForm] | None = None,
    taking_out: tuple[int, TakingOutForm] | None = None, opened: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """One circle. That its members' words were read is written down when it is `opened`."""
    members, known = _rows(CircleMember.objects.inside(), circle), known_in(circle, act)
    out = _rows(CircleMember.objects.taken_out(), circle)
    if opened:
        record_viewings_of(
            [one.person_id for one in members if one.has_joined], "messages", "participant", act=act
        )
    open_form, leaving = dict([hiding]) if hiding else {}, dict([taking_out]) if taking_out else {}
    held = set(Moderating.objects.at(act.at).filter(circle=circle).values_list("worker", flat=True))
    return {
        "circle": circle,
        "members": [_member(one, known, held, leaving) for one in members],
        "out": [_member(one, known, held, leaving) for one in out],
        "moderators": [one.preferred_name for one in moderators_of(circle, act)],
        "said": [_said(one, act, known, open_form) for one in written_in(circle, act)],
        "write": write or (WriteForm(initial={"key": uuid4()}) if circle.is_open else None),
        "invite": (invite or invite_form(circle, act)) if circle.ended_at is None else None,
        "moderator": (moderator or who_form(circle, act)) if circle.ended_at is None else None,
    }


def _rows(members: CircleMemberQuerySet, circle: Circle) -> list[CircleMember]:
    named = members.filter(circle=circle).select_related("person", "invited_by", "out_by")
    return list(named.order_by("pk"))


def known_in(circle: Circle, act: Act) -> dict[int, Person]:
    """Who of those that are or were in it the reader may see."""
    inside = CircleMember.objects.filter(circle=circle).values("person")
    people = Person.objects.filter(
        not_denied(act, asker(act), "messages"), pk__in=keys_for(act, "demographics")
    )
    return people.filter(pk__in=inside).in_bulk()


def _member(
    one: CircleMember, known: Mapping[int, Person], moderating: set[int], forms: Mapping[int, TakingOutForm]
) -> Member:
    """Nobody takes out who moderates too."""
    form = None
    if one.has_joined and one.person_id not in moderating:
        form = forms.get(one.pk) or TakingOutForm(auto_id=f"out-{one.pk}-%s")
    by = one.out_by.preferred_name if one.out_by else ""
    return Member(
        one.pk, one.alias, known.get(one.person_id), one.invited_by.preferred_name, one.has_joined, form, by, one.out_why
    )  # fmt: skip


def _said(one: Written, act: Act, known: Mapping[int, Person], forms: Mapping[int, HidingForm]) -> Said:
    message = one.message
    words = [] if one.by_moderator else [worry.words.rstrip("*") for worry in worries_in(message.words)]
    form = None if one.hidden else forms.get(message.pk) or HidingForm(auto_id=f"hide-{message.pk}-%s")
    at = when(here(act, message.at), here(act, act.at))
    who = None if one.by_moderator else known.get(message.author_id)
    return Said(message.pk, message.words, one.name, who, one.mine, at, words, message.hidden_why, form)
