"""How somebody signs in. Who they are is a Person; an account only opens the door for one."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Lower

from handrail.foundation.people.models import Person


class AccountManager(BaseUserManager["Account"]):
    """Django asks for this; it only makes accounts, the actions decide when."""

    def get_queryset(self) -> models.QuerySet[Account]:
        # Every request asks who the account opens the door for: one query, not two.
        return super().get_queryset().select_related("person")

    def get(self, *args: Any, **named: Any) -> Account:
        """As in Django. By key alone, which each request asks, the question is written out once and not put together anew."""
        if args or named.keys() != {"pk"}:
            return super().get(*args, **named)
        with connection.cursor() as cursor:
            cursor.execute(_by_key(), [named["pk"]])
            row = cursor.fetchone()
        if row is None:
            raise self.model.DoesNotExist(f"There is no account {named['pk']}.")
        own = len(_names(Account))
        account = Account.from_db(connection.alias, _names(Account), row[:own])
        account.person = Person.from_db(connection.alias, _names(Person), row[own:])
        return account

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(email=email.strip().lower(), **fields)
        account.set_password(password)
        account.save()
        return account

    def get_by_natural_key(self, email: str | None) -> Account:
        return self.get(email__iexact=email)


class Account(AbstractBaseUser):
    """One sign-in for one person. Closing sets a time; nothing is deleted."""

    email = models.EmailField()
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

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


@cache
def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _by_key() -> str:
    columns = [f'"{field.model._meta.db_table}"."{field.column}"' for field in _fields()]
    tables = f'"{Account._meta.db_table}" JOIN "{Person._meta.db_table}"'
    return (
        f"SELECT {', '.join(columns)} FROM {tables} ON accounts_account.person_id = people_person.id"  # noqa: S608
        " WHERE accounts_account.id = %s"
    )


def _fields() -> list[models.Field[Any, Any]]:
    return [*Account._meta.concrete_fields, *Person._meta.concrete_fields]
