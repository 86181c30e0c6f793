"""Writing a worksheet, a day card or a plan, by the person or with them; signing a plan; choosing columns."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from handrail.clinical.practices.answers import checked
from handrail.clinical.practices.definition import Method
from handrail.clinical.practices.safety import safety_of
from handrail.clinical.practices.shelf import method as method_of
from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.ledger.delivering import do_at_once
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.practices import policy
from handrail.foundation.practices.actions.practising import reachable
from handrail.foundation.practices.events import DiaryColumnsChosen, SheetSigned, SheetWritten
from handrail.foundation.practices.models import DiaryChoice, Sheet, SheetSignature, SheetVersion


class WrittenMeanwhile(ValueError):
    """Somebody wrote a newer version than the one that was open. `newest` is it; nothing was changed."""

    def __init__(self, newest: SheetVersion) -> None:
        super().__init__(
            f"{newest.written_by} changed this meanwhile. What you wrote is still here, and theirs was not changed."
        )
        self.newest = newest


@transaction.atomic
def write(
    person: Person, *, method: str, key: UUID, answers: Mapping[str, Any], act: Act, sheet: Sheet | None = None,
    instead_of: int = 0, day: date | None = None,
) -> SheetVersion:  # fmt: skip
    """Keep what was written, once per `key`. `sheet` and `instead_of`: what it goes on from.

    A day card adds to the card of its day. Answers about safety do what they owe in this very transaction.
    Raises Refused, UnknownMethod, WrongAnswer, TooLongAgo, WrittenMeanwhile.
    """
    hold(person)
    require(policy.may_write(act, person, method))
    assert act.actor is not None
    asked, on = method_of(method), reachable(person, day, act)
    there = SheetVersion.objects.filter(person=person, key=key).first()
    if there is not None:
        return there
    given, newest = checked(asked, answers), _newest(person, asked, sheet, on)
    # What was not asked now stays as it was; a second card of a day adds to the first.
    told = checked(asked, {**newest.told, **(answers if sheet else given)}) if newest else given
    if newest is not None and newest.told == told:
        return newest
    if newest is not None and asked.kind != "diary" and newest.version != instead_of:
        raise WrittenMeanwhile(newest)
    home = (
        newest.sheet
        if newest
        else Sheet.objects.create(person=person, method=method, day=on, begun_at=act.at)
    )
    return _keep(
        SheetVersion(
            sheet=home, person=person, version=newest.version + 1 if newest else 1, key=key,
            method_version=asked.version, answers=json.dumps(told) if told else "", written_by=act.actor,
            written_at=act.at,
        ), asked, given, act,
    )  # fmt: skip


def _newest(person: Person, asked: Method, sheet: Sheet | None, on: date) -> SheetVersion | None:
    sheets = Sheet.objects.of(person).filter(method=asked.id)
    if asked.kind == "plan":
        home = sheets.order_by("pk").first()
    elif asked.kind == "diary":
        home = sheets.filter(day=on).order_by("pk").first()
    else:
        home = sheets.filter(pk=sheet.pk).first() if sheet else None
    return home.newest if home else None


def _keep(written: SheetVersion, asked: Method, given: Mapping[str, Any], act: Act) -> SheetVersion:
    written.save(force_insert=True)
    entry = announce(SheetWritten(written.pk, written.person_id, asked.id, written.version), act=act)
    if safety_of(asked, given):
        do_at_once(entry)
    return written


@transaction.atomic
def sign(version: SheetVersion, *, act: Act) -> SheetSignature:
    """Stand by this version. Signing twice is signing once."""
    require(policy.may_sign(act, version.person, version.sheet.method))
    assert act.actor is not None
    signed, new = SheetSignature.objects.get_or_create(
        version=version, signed_by=act.actor, defaults={"signed_at": act.at}
    )
    if new:
        announce(SheetSigned(version.pk, version.person_id, version.sheet.method, version.version), act=act)
    return signed


@transaction.atomic
def choose_columns(
    person: Person, *, columns: Collection[str], only_mine: Collection[str], act: Act
) -> DiaryChoice:
    """Which columns the day card has, and which only the person reads; never the safety items."""
    require(policy.may_choose_columns(act, person))
    asked = method_of("diary_card").questions
    chosen = DiaryChoice.objects.create(
        person=person,
        columns=[one.id for one in asked if one.id in columns],
        only_mine=[one.id for one in asked if one.id in only_mine and not one.safety],
        chosen_at=act.at,
    )
    announce(DiaryColumnsChosen(chosen.pk, person.pk), act=act)
    return chosen
