"""What the person's page of one circle needs: who can see who they are, who reads and when, what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.circling import Written, moderators_of, written_in
from handrail.foundation.messaging.models import CircleMember, CircleMessage
from handrail.foundation.messaging.policy import who_knows
from handrail.foundation.messaging.threads import Hours, hours_of
from handrail.foundation.people.models import Person
from handrail.interfaces.client.circles import AliasForm
from handrail.interfaces.client.messages import MessageForm
from handrail.interfaces.client.queries.messages import Said, usually, when_said
from handrail.interfaces.client.wording import called, names


def circle_page(
    act: Act, member: CircleMember, form: MessageForm | None = None, alias: AliasForm | None = None
) -> dict[str, Any]:
    """Before they say yes: what it is for and who sees what. After it: what was written, and a box."""
    circle, moderators = member.circle, moderators_of(member.circle, act)
    known = who_knows(circle, member.person, act)
    inside = member.has_joined and bool(known)
    hours = _hours(moderators, act)
    writes = inside and circle.is_open
    return {
        "circle": circle,
        "member": member,
        "sees": _sees(known, moderators),
        "closed": not known,
        "said": _said(written_in(circle, act), member) if inside else [],
        "others": CircleMember.objects.joined().filter(circle=circle).exclude(pk=member.pk).count(),
        "when": [usually(hours[one.pk], one) for one in moderators],
        "out_of_hours": not any(hours[one.pk].are_now(one, act.at) for one in moderators),
        "form": (form or MessageForm(initial={"key": uuid4()})) if writes else None,
        "alias": (alias or AliasForm())
        if not member.has_joined and known and circle.ended_at is None
        else None,
    }


def taken_out(act: Act, circle: int) -> CircleMember | None:
    """That they were taken out of it, until they said that they read it."""
    rows = CircleMember.objects.to_be_told().filter(person=act.actor, circle=circle)
    return rows.select_related("circle", "out_by").first()


def out_page(member: CircleMember, unsent: str) -> dict[str, Any]:
    """Who decided it, what can still be read of theirs (`stays`), and words that came too late."""
    theirs = CircleMessage.objects.filter(circle=member.circle, author=member.person_id)
    stays, hidden = theirs.filter(hidden_at=None).exists(), theirs.exclude(hidden_at=None).exists()
    by = called(member.out_by.preferred_name) if member.out_by else ""
    return {"member": member, "by": by, "stays": stays, "hidden": hidden and not stays, "unsent": unsent}


def _hours(moderators: Sequence[Person], act: Act) -> dict[int, Hours]:
    """A cover reads what is written to one worker, and no circle: only who moderates is said to read."""
    reads = {one.pk for one in moderators}
    return {
        key: one if one.cover is None or one.cover.pk in reads else replace(one, cover=None)
        for key, one in hours_of(moderators, act.at).items()
    }


def _sees(known: list[Person], moderators: list[Person]) -> str:
    """Who can see who they are, and who cannot, in a sentence or two."""
    if not known:
        return ""
    told = {"names": names([called(one.preferred_name) for one in known])}
    others = [called(one.preferred_name) for one in moderators if one not in known]
    words = _("%(names)s can see who you are.") % told
    if others:
        more = _("%(names)s can see only the name you choose.")
        return f"{words} {more % {'names': names(others)}}"
    return words


def _said(messages: list[Written], member: CircleMember) -> list[Said]:
    moments = when_said(member.person, [one.message.at for one in messages])
    return [
        Said(_words(one), _who(one), one.mine, at, day, _hidden(one))
        for one, (at, day) in zip(messages, moments, strict=True)
    ]


def _who(one: Written) -> str:
    return (
        _("%(name)s, looks after the circle") % {"name": called(one.name)} if one.by_moderator else one.name
    )


def _words(one: Written) -> str:
    return "" if one.hidden and not one.mine else one.message.words


def _hidden(one: Written) -> str:
    if not one.hidden:
        return ""
    if one.mine:
        return _("Only you and who looks after the circle can read this now. Why: %(why)s") % {
            "why": one.message.hidden_why
        }
    return _("This message is hidden.")
