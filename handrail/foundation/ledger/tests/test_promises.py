"""What was revoked, closed or made safe stays so, also when the database goes back to a time before."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.consent.models import Grant
from handrail.foundation.ledger import promise_file, promises
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Membership
from tests.cast import Cast

LONG_AGO = timedelta(days=1)
UNSAFE, SAFE = ContactPoint.Safety.UNSAFE, ContactPoint.Safety.SAFE
NO, YES = ContactPoint.Voicemail.NO, ContactPoint.Voicemail.YES


@pytest.fixture(autouse=True)
def ledger(settings, tmp_path: Path) -> Path:
    settings.PROMISES = tmp_path / "promises.jsonl"
    return settings.PROMISES


def promised() -> list[promises.Promise]:
    return promises.made_after(timezone.now() - LONG_AGO, promise_file.read(promises.place()))


def undone_and_replayed(change) -> list[bool]:
    """Do something, undo it in the database as a restore would, replay; says what changed."""
    with transaction.atomic():
        point = transaction.savepoint()
        change()
        transaction.savepoint_rollback(point)
    done = promises.replay(promised(), act=Act(actor=None, at=timezone.now(), via="restore"))
    return [changed for _promise, changed in done]


def test_maya_stops_sharing_and_a_restore_does_not_share_again(cast: Cast) -> None:
    given = Grant.objects.get(person=cast.maya, reader=cast.sam)
    assert undone_and_replayed(lambda: consent.withdraw(given, act=cast.act(cast.maya))) == [True]
    given.refresh_from_db()
    assert given.until_at == cast.now
    entry = Entry.objects.get(kind="ledger.promise.made_true")
    assert entry.facts == {"promised": "consent.grant.withdrawn", "number": 1}


def test_a_closed_account_a_reset_an_ended_care_and_a_role_given_up_hold_again(cast: Cast) -> None:
    act = cast.act(cast.elin)
    account = Account.objects.get(person=cast.sam)
    care = CareRelationship.objects.get(person=cast.maya, worker=cast.sam)
    role = Membership.objects.get(person=cast.sam)
    Account.objects.filter(person=cast.priya).update(password="it-opens")

    def leave() -> None:
        accounts.close_account(account, act=act)
        accounts.reset_sign_in(Account.objects.get(person=cast.priya), act=act)
        teams.end_care(care, act=act)
        teams.end_membership(role, act=act)

    assert undone_and_replayed(leave) == [True] * 4
    assert not Account.objects.get(person=cast.sam).is_active
    assert not Account.objects.get(person=cast.priya).has_usable_password()
    assert CareRelationship.objects.get(pk=care.pk).until_at == cast.now
    assert Membership.objects.get(pk=role.pk).until_on == act.at.date()


def test_replaying_twice_changes_nothing_the_second_time(cast: Cast) -> None:
    given = Grant.objects.get(person=cast.maya, reader=cast.sam)
    consent.withdraw(given, act=cast.act(cast.maya))
    again = promises.replay(promised(), act=cast.act(None))
    assert [changed for _promise, changed in again] == [False]


def test_theo_cannot_say_what_is_safe_for_maya_and_priya_can(cast: Cast) -> None:
    phone = ContactPoint.objects.get(person=cast.maya)
    with pytest.raises(Refused):
        consent.set_contact_safety(phone, safety=UNSAFE, voicemail=NO, act=cast.act(cast.theo))
    assert promised() == []
    consent.set_contact_safety(phone, safety=UNSAFE, voicemail=NO, act=cast.act(cast.priya))
    phone.refresh_from_db()
    assert (phone.safety, phone.asked_on) == ("unsafe", cast.act(cast.priya).at.date())
    assert Entry.objects.get(kind="consent.contact_safety.changed").facts == {
        "safety": "unsafe",
        "voicemail": "no",
    }


def test_a_change_that_may_have_been_undone_holds_only_in_the_careful_direction(cast: Cast) -> None:
    phone, act = ContactPoint.objects.get(person=cast.maya), cast.act(cast.maya)
    assert undone_and_replayed(
        lambda: consent.set_contact_safety(phone, safety=UNSAFE, voicemail=YES, act=act)
    ) == [True]
    phone.refresh_from_db()
    assert (phone.safety, phone.voicemail) == ("unsafe", "no")
    promises.place().unlink()
    assert undone_and_replayed(
        lambda: consent.set_contact_safety(phone, safety=SAFE, voicemail=YES, act=act)
    ) == [False]
    phone.refresh_from_db()
    assert phone.safety == "unsafe"


@pytest.mark.django_db(transaction=True)
def test_a_commit_is_confirmed_and_then_both_directions_hold(live_cast: Cast) -> None:
    phone, act = ContactPoint.objects.get(person=live_cast.maya), live_cast.act(live_cast.maya)
    consent.set_contact_safety(phone, safety=SAFE, voicemail=YES, act=act)
    assert [(one.kept, one.state) for one in promised()] == [(True, {"safety": "safe", "voicemail": "yes"})]
    ContactPoint.objects.filter(pk=phone.pk).update(voicemail="no")
    assert [changed for _one, changed in promises.replay(promised(), act=act)] == [True]
    phone.refresh_from_db()
    assert phone.voicemail == "yes"


def test_what_was_promised_before_the_restored_moment_is_in_the_backup_already(cast: Cast) -> None:
    consent.withdraw(Grant.objects.get(person=cast.maya, reader=cast.sam), act=cast.act(cast.maya))
    later = timezone.now() + promises.MARGIN + timedelta(seconds=1)
    assert promises.made_after(later, promise_file.read(promises.place())) == []


def test_without_a_place_for_the_promise_nothing_is_changed(cast: Cast, settings) -> None:
    settings.PROMISES = "/dev/full"
    given = Grant.objects.get(person=cast.maya, reader=cast.sam)
    with pytest.raises(promises.PromiseNotWritten):
        consent.withdraw(given, act=cast.act(cast.maya))
    given.refresh_from_db()
    assert given.until_at is None


def test_a_promise_holds_no_name_and_no_words(cast: Cast) -> None:
    for words in ("Maya P.", "she asked not to be called", "+15550111"):
        with pytest.raises(ValueError, match="ids and states only"):
            promises.promise("consent.x.y", person=1, subject=1, state={"why": words}, act=cast.act(None))
    assert not promises.place().exists()


def test_a_promise_this_version_cannot_keep_stops_the_replay(cast: Cast) -> None:
    promises.promise("later.kind.known", person=cast.maya.pk, subject=1, state={}, act=cast.act(None))
    with pytest.raises(promises.PromiseUnknown, match=r"later\.kind\.known"):
        promises.replay(promised(), act=cast.act(None))
