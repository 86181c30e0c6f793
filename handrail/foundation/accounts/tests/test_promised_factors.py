"""After a restore, what Priya took away from her sign-in opens nothing again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.limits import STAFF
from handrail.foundation.accounts.models import Account, RecoveryCode, TotpKey
from handrail.foundation.accounts.totp import new_secret
from handrail.foundation.ledger import promise_file, promises
from tests.passkeys import a_passkey

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def priya(cast, tmp_path, settings):
    settings.PROMISES = tmp_path / "promises"
    account = Account.objects.get(person=cast.priya)
    act = cast.act(cast.priya, cast.now - 60 * MINUTE)
    accounts.add_totp(account, new_secret(), act=act)
    accounts.add_passkey(account, a_passkey(), "Phone", act=act)
    accounts.make_recovery_codes(account, act=act)
    return account


def rows():
    """Everything that opens something, as it lies in a backup."""
    return [list(model.objects.all()) for model in (Authenticator, TotpKey, RecoveryCode)]


def restored(before):
    """Put back what a backup of an hour ago has."""
    for model, kept in zip((Authenticator, TotpKey, RecoveryCode), before, strict=True):
        model.objects.all().delete()
        model.objects.bulk_create(kept)


def kept_again(cast):
    """Everything promised since the backup is made true, as a restore does."""
    contents = promise_file.read(promises.place())
    made = promises.made_after(cast.now - 10 * MINUTE, contents)
    assert made
    promises.replay(made, act=cast.act(None))


@pytest.mark.parametrize("theirs", ["theo", "priya"])
def test_the_lost_phone_stays_lost(cast, priya, theirs):
    before = rows()
    theo = Account.objects.get(person=cast.theo)
    accounts.reset_second_step(priya if theirs == "priya" else theo, act=cast.act(None))
    restored(before)
    kept_again(cast)
    assert TotpKey.objects.filter(account=priya).exists() == (theirs == "theo")
    assert Authenticator.objects.filter(user=priya).exists() == (theirs == "theo")
    assert RecoveryCode.objects.filter(account=priya).exists() == (theirs == "theo")


def test_one_passkey_taken_away_stays_away_and_the_app_stays(cast, priya):
    before, mine = rows(), Authenticator.objects.get()
    accounts.remove_passkey(priya, mine.pk, act=cast.act(cast.priya))
    restored(before)
    kept_again(cast)
    assert not Authenticator.objects.exists() and TotpKey.objects.exists()


def test_codes_that_were_replaced_open_nothing(cast, priya):
    before = rows()
    accounts.make_recovery_codes(priya, act=cast.act(cast.priya))
    restored(before)
    kept_again(cast)
    assert not RecoveryCode.objects.exists()


def test_the_password_before_opens_nothing_again_and_the_chosen_one_stays(cast, priya):
    priya.set_password("the one before")
    priya.save()
    older, act = priya.password, cast.act(cast.priya)
    here, _key = accounts.open_session(priya, factors="password", limits=STAFF, device="", held={}, act=act)
    accounts.choose_password(priya, "the chosen one", here=here, act=act)
    kept_again(cast)
    assert Account.objects.get(pk=priya.pk).check_password("the chosen one")
    Account.objects.filter(pk=priya.pk).update(password=older, password_since=None)
    kept_again(cast)
    assert not Account.objects.get(pk=priya.pk).has_usable_password()
