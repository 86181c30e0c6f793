"""What each programme is told of, as forms for whoever supervises it."""

from __future__ import annotations

from handrail.continuum.watch.models import Sensitivity
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.policy import supervised
from handrail.foundation.teams.models import Programme
from handrail.interfaces.staff.telling_forms import TellingForm

Line = tuple[Programme, TellingForm]


def telling_of(act: Act, sent: tuple[int, TellingForm] | None = None) -> list[Line]:
    """A form for each programme they supervise; `sent` is one that came back with something missing."""
    programmes = Programme.objects.filter(pk__in=supervised(act)).order_by("name")
    said = {one.programme_id: one for one in Sensitivity.objects.filter(programme__in=programmes)}
    return [(one, _form(one, said.get(one.pk), sent)) for one in programmes]


def _form(
    programme: Programme, said: Sensitivity | None, sent: tuple[int, TellingForm] | None
) -> TellingForm:
    if sent and sent[0] == programme.pk:
        return sent[1]
    now = {
        "told_of": said.told_of if said else Sensitivity.ToldOf.CLEAR,
        "strong_calls": said is not None and said.strong_calls,
    }
    return TellingForm(initial=now, auto_id=f"t{programme.pk}-%s")
