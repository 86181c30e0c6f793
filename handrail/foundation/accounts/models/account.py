"""How somebody signs in. Who they are is a Person; an account only opens the door for one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from handrail.foundation.people.models import Person


def as_kept(email: str) -> str:
    """An address as it is kept, however it was typed."""
    return email.strip().lower()


class AccountManager(BaseUserManager["Account"]):
    """Django asks for this; it only makes accounts, the actions decide when."""

    def get_queryset(self) -> models.QuerySet[Account]:
        # Every request asks who the account opens the door for: one query, not two.
        return super().get_queryset().select_related("person")

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(email=as_kept(email), **fields)
        account.set_password(password)
        account.save()
        return account

    def open_with(self, email: str) -> Account | None:
        """The account that this address opens."""
        return self.filter(email__iexact=email.strip(), closed_at=None).first()

    def get_by_natural_key(self, email: str | None) -> Account:
        return self.get(email__iexact=email)


class Account(AbstractBaseUser):
    """One sign-in for one person. Closing sets a time; nothing is deleted."""

    email = models.EmailField()
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    #: When its owner chose the password; None for one that was given to them.
    password_since = models.DateTimeField(null=True, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="an_address_opens_one_account"),
            models.CheckConstraint(condition=~Q(email=""), name="an_account_has_an_address"),
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.closed_at is None

    def __str__(self) -> str:
        return f"account {self.pk}"
