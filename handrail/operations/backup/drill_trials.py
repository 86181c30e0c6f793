"""Each way in which somebody takes something back, by the same actions as on any page, and how it is seen to hold."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef
from django.utils import timezone

from handrail.foundation.accounts import actions as accounts
from handrail.foundation.accounts.models import Account
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.actions.restrictions import Against
from handrail.foundation.consent.models import Consent, Grant, Restriction
from handrail.foundation.consent.offices import officers
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models.keeping import ASKED, MOST
from handrail.foundation.rights.queries import years_kept
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Membership, Role
from handrail.foundation.teams.queries import organisation_day

Done = dict[str, Any]


def _by(person: Person | None) -> Act:
    return Act(actor=person, at=timezone.now(), via="drill")


def withdraw() -> Done | None:
    given = Grant.objects.filter(until_at=None).select_related("person").order_by("pk").first()
    if given is None:
        return None
    consent.withdraw(given, act=_by(given.person))
    return {"grant": given.pk}


def is_withdrawn(done: Done) -> bool:
    return not Grant.objects.filter(pk=done["grant"], until_at=None).exists()


def revoke() -> Done | None:
    standing = Consent.objects.filter(revoked_at=None, firm_until=None).select_related("person")
    given = standing.order_by("-pk").first()
    if given is None:
        return None
    consent.revoke_consent(given, how=Consent.How.SCREEN, act=_by(given.person))
    return {"consent": given.pk}


def is_revoked(done: Done) -> bool:
    return not Consent.objects.filter(pk=done["consent"], revoked_at=None).exists()


def restrict() -> Done | None:
    """In the person's name against one of their own workers, and agreed to by the privacy officer."""
    agreed = Restriction.objects.filter(person=OuterRef("person"), state=Restriction.State.AGREED)
    cared = CareRelationship.objects.filter(~Exists(agreed), until_at=None).select_related("person", "worker")
    officer = next(iter(officers(_by(None))), None)
    care = cared.exclude(worker=officer).order_by("-pk").first()
    if care is None or officer is None:
        return None
    asked = consent.ask_restriction(
        "A drill.", act=_by(care.person), against=Against(reader=care.worker), what=["checkins"]
    )
    consent.agree_restriction(asked, answer="A drill.", act=_by(officer))
    return {"person": care.person_id, "reader": care.worker_id}


def is_restricted(done: Done) -> bool:
    return Restriction.objects.filter(**done, state=Restriction.State.AGREED).exists()


def make_unsafe() -> Done | None:
    safe = ContactPoint.objects.exclude(safety=ContactPoint.Safety.UNSAFE).select_related("person")
    point = (
        safe.filter(Exists(CareRelationship.objects.filter(person=OuterRef("person")))).order_by("pk").first()
    )
    if point is None:
        return None
    unsafe, no = ContactPoint.Safety.UNSAFE, ContactPoint.Voicemail.NO
    consent.set_contact_safety(point, safety=unsafe, voicemail=no, act=_by(point.person))
    return {"point": point.pk}


def is_unsafe(done: Done) -> bool:
    return ContactPoint.objects.filter(pk=done["point"], safety=ContactPoint.Safety.UNSAFE).exists()


def _open_accounts() -> Any:
    return (
        Account.objects.filter(closed_at=None)
        .exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        .order_by("pk")
    )


def reset() -> Done | None:
    account = _open_accounts().first()
    if account is None:
        return None
    accounts.reset_sign_in(account, act=_by(None))
    return {"account": account.pk}


def is_reset(done: Done) -> bool:
    return not Account.objects.get(pk=done["account"]).has_usable_password()


def close() -> Done | None:
    account = _open_accounts().last()
    if account is None:
        return None
    accounts.close_account(account, act=_by(None))
    return {"account": account.pk}


def is_closed(done: Done) -> bool:
    return not Account.objects.filter(pk=done["account"], closed_at=None).exists()


def end_care() -> Done | None:
    care = CareRelationship.objects.filter(until_at=None).order_by("pk").first()
    if care is None:
        return None
    teams.end_care(care, act=_by(None))
    return {"care": care.pk}


def is_over(done: Done) -> bool:
    return not CareRelationship.objects.filter(pk=done["care"], until_at=None).exists()


def give_up() -> Done | None:
    """Not the privacy officer, without whom nothing else is decided, and not a role of today, whose end is not yet."""
    held = Membership.objects.filter(until_on=None, from_on__lt=organisation_day(timezone.now()))
    role = held.exclude(role=Role.PRIVACY_OFFICER).order_by("-pk").first()
    if role is None:
        return None
    teams.end_membership(role, act=_by(None))
    return {"role": role.pk}


def is_given_up(done: Done) -> bool:
    return not Membership.objects.filter(pk=done["role"], until_on=None).exists()


def keep_longer() -> Done | None:
    """What is kept longest already, a year more."""
    officer, asked = next(iter(officers(_by(None))), None), max(ASKED)
    years = years_kept()[asked] + 1
    if officer is None or years > MOST:
        return None
    rights.keep_for(asked, years, act=_by(officer))
    return {"asked": asked, "years": years}


def are_kept_longer(done: Done) -> bool:
    return years_kept()[done["asked"]] >= int(done["years"])
