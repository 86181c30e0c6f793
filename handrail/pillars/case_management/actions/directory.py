"""Taking a file of services in, and what providers say of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.pillars.case_management.events import DirectoryTakenIn
from handrail.pillars.case_management.filling import Row, put_in_place
from handrail.pillars.case_management.models import Provider, Service, Source
from handrail.pillars.case_management.offer import Offer

AT_ONCE = 1000
#: A file that leaves out more than this share of what its source listed is most likely cut off.
MOST_GONE = 0.5
#: Below this a directory is so small that any service may leave it.
FEW = 10

Key = tuple[str, str, str]


class TooManyGone(ValueError):
    """The file lists far fewer services than the last one of its source. `gone` of `listed` would leave."""

    def __init__(self, gone: int, listed: int) -> None:
        super().__init__(f"{gone} of {listed} services would leave the directory.")
        self.gone, self.listed = gone, listed


@dataclass(slots=True)
class Taken:
    """What a file brought: how many services are new, changed, the same, gone."""

    added: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0


@dataclass(slots=True)
class _Known:
    pk: int
    digest: str
    gone: bool


@transaction.atomic
def take_in(source: str, offers: Sequence[Offer], *, file: str, act: Act, may_shrink: bool = False) -> Taken:
    """Make the directory what this file of `source` says; what providers said of their room stays. By the house.

    Raises TooManyGone when more than half of what the source listed would leave.
    """
    require(act.actor is None)
    Source.objects.get_or_create(name=source, defaults={"file": file, "taken_at": act.at})
    of = Source.objects.select_for_update().get(name=source)
    providers, known = _providers(of, offers), _known(of)
    leaving = _leaving(known, {offer.key for offer in offers}, may_shrink)
    taken, rows = _weighed(offers, providers, known)
    put_in_place(rows, act.at)
    taken.gone = Service.objects.filter(pk__in=leaving, gone_at=None).update(gone_at=act.at)
    of.file, of.taken_at = file, act.at
    of.save(update_fields=["file", "taken_at"])
    announce(DirectoryTakenIn(of.pk, None, file, taken.added, taken.changed, taken.gone), act=act)
    return taken


def _weighed(
    offers: Iterable[Offer], providers: dict[str, int], known: dict[Key, _Known]
) -> tuple[Taken, list[Row]]:
    taken, rows = Taken(), []
    for offer in offers:
        here, digest = known.get(offer.key), offer.digest
        if here is not None and here.digest == digest and not here.gone:
            taken.same += 1
            continue
        taken.changed += here is not None
        taken.added += here is None
        rows.append(Row(providers[offer.provider_id], offer, digest))
    return taken, rows


def _leaving(known: dict[Key, _Known], offered: set[Key], may_shrink: bool) -> list[int]:
    listed = {key: row for key, row in known.items() if not row.gone}
    leaving = [row.pk for key, row in listed.items() if key not in offered]
    if not may_shrink and len(listed) > FEW and len(leaving) > MOST_GONE * len(listed):
        raise TooManyGone(len(leaving), len(listed))
    return leaving


def _known(source: Source) -> dict[Key, _Known]:
    rows = Service.objects.filter(provider__source=source).values_list(
        "provider__external_id", "external_id", "place_id", "pk", "digest", "gone_at"
    )
    return {(row[0], row[1], row[2]): _Known(row[3], row[4], row[5] is not None) for row in rows.iterator()}


def _providers(source: Source, offers: Sequence[Offer]) -> dict[str, int]:
    """Each organisation of the file, made or renamed where needed; its key by the file's id."""
    here = {one.external_id: one for one in Provider.objects.filter(source=source)}
    offered = {offer.provider_id: (offer.provider_name, offer.provider_email) for offer in offers}
    new = [
        Provider(source=source, external_id=id, name=name, email=email)
        for id, (name, email) in offered.items()
        if id not in here
    ]
    renamed = []
    for id, said in offered.items():
        if id in here and (here[id].name, here[id].email) != said:
            here[id].name, here[id].email = said
            renamed.append(here[id])
    Provider.objects.bulk_update(renamed, ["name", "email"], batch_size=AT_ONCE)
    made = Provider.objects.bulk_create(new, batch_size=AT_ONCE)
    return {one.external_id: one.pk for one in [*here.values(), *made]}
