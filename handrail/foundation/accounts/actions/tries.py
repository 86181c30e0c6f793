"""Slowing a guesser down without shutting anybody out for good: by what is aimed at, by origin, by browser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string, salted_hmac

from handrail.foundation.accounts.events import SignInRefused
from handrail.foundation.accounts.models import Account, KnownDevice, MailedCode, SignInTry, TextedCode
from handrail.foundation.accounts.models.session import digest_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce

#: Within this time; then the way is open again by itself.
WINDOW = timedelta(minutes=15)
OF_AN_ACCOUNT, OF_AN_ORIGIN = 10, 100
#: Tries are forgotten after this.
REMEMBERED = timedelta(days=1)


def buckets_of(address: str, origin: str, device: str) -> dict[str, int]:
    """What a try counts against, and how many each bears. The same work is done for an address that is nobody's.

    A browser in which this account signed in before has a count of its own (OWASP, device cookies): whoever guesses
    elsewhere does not close it, and it is not slowed by others behind its network address.
    """
    if (
        device
        and KnownDevice.objects.filter(account__email__iexact=address, digest=digest_of(device)).exists()
    ):
        return {f"device {device} {address.lower()}": OF_AN_ACCOUNT}
    return {f"account {address.lower()}": OF_AN_ACCOUNT} | bucket_of_origin(origin)


def bucket_of_origin(origin: str) -> dict[str, int]:
    """For a try that is aimed at no account: only where it comes from counts."""
    return {f"origin {origin}": OF_AN_ORIGIN}


@transaction.atomic
def take_try(buckets: Mapping[str, int], *, act: Act) -> bool:
    """Count a try before it is made; False when there were too many in the last quarter hour."""
    named = {_digest(bucket): most for bucket, most in buckets.items()}
    SignInTry.objects.bulk_create(SignInTry(bucket=bucket, at=act.at) for bucket in named)
    since = act.at - WINDOW
    return all(
        SignInTry.objects.filter(bucket=bucket, at__gt=since).count() <= most
        for bucket, most in named.items()
    )


def forgive_tries(buckets: Mapping[str, int]) -> None:
    """It was them: their own tries no longer count. Those of a network address do."""
    own = [_digest(bucket) for bucket in buckets if not bucket.startswith("origin ")]
    SignInTry.objects.filter(bucket__in=own).delete()


def refuse_sign_in(account: Account | None, *, why: str, act: Act) -> None:
    """Write down that somebody was not let in. `why` is a code: password, code, passkey, too_many."""
    subject, person = (account.pk, account.person_id) if account else (0, None)
    announce(SignInRefused(subject=subject, person=person, why=why), act=act)


def know_device(account: Account, device: str, *, act: Act) -> str:
    """This browser is known to the account from now on; returns its word, new when it had none."""
    word = device or get_random_string(32)
    KnownDevice.objects.get_or_create(account=account, digest=digest_of(word), defaults={"made_at": act.at})
    return word


def forget_tries(*, act: Act) -> int:
    """Nothing of yesterday's tries is kept, no address or number a code was asked for, and no browser for ever."""
    old = (
        SignInTry.objects.filter(at__lt=act.at - REMEMBERED),
        *(code.objects.filter(asked_at__lt=act.at - code.REMEMBERED) for code in (MailedCode, TextedCode)),
        KnownDevice.objects.filter(made_at__lt=act.at - KnownDevice.LASTS),
    )
    return sum(rows.delete()[0] for rows in old)


def _digest(bucket: str) -> str:
    return salted_hmac(
        "handrail.accounts.tries", bucket, secret=settings.SECRET_KEY, algorithm="sha256"
    ).hexdigest()
