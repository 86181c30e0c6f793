"""What somebody needs to take part: written by them, or by whoever may write who they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from handrail.foundation.consent.actions.versions import NewerVersion
from handrail.foundation.consent.evaluator import decide, require
from handrail.foundation.consent.events.needs import AccessNeedsWritten
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import AccessNeeds, Person, access_needs_of

#: The field sets of `demographics` that hold access needs (access_matrix.yaml, `field_sets`); `contact` does not.
HOLD_ACCESS_NEEDS = frozenset({"full", "desk", "critical"})


@dataclass(frozen=True, slots=True)
class Access:
    """What was said. `interpreter` is a language code, "" for none; nothing at all says that nothing is needed."""

    interpreter: str = ""
    needs: tuple[str, ...] = ()
    helps: str = ""


class AccessChanged(NewerVersion[AccessNeeds]):
    """What they need was written anew meanwhile."""


@transaction.atomic
def write_access(person: Person, said: Access, *, instead_of: int, act: Act) -> AccessNeeds:
    """A new version, in place of version `instead_of` (0: there was none). Unchanged needs make none.

    Raises Refused, AccessChanged.
    """
    hold(person)
    require(decide(act, "demographics", person, "write"))
    assert act.actor is not None
    newest = access_needs_of(person)
    if newest is not None and said == access_in(newest):
        return newest
    if newest is not None and newest.version != instead_of:
        raise AccessChanged(newest)
    written = AccessNeeds.objects.create(
        person=person, version=newest.version + 1 if newest else 1, interpreter=said.interpreter,
        needs=list(said.needs), helps=said.helps, written_by=act.actor, written_at=act.at,
    )  # fmt: skip
    announce(AccessNeedsWritten(written.pk, person.pk, written.version), act=act)
    return written


def access_in(written: AccessNeeds) -> Access:
    """What a version says."""
    return Access(written.interpreter, tuple(written.needs), written.helps)
