"""Text that lies sealed in the database and reads as text in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core import checks
from django.db import DataError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from handrail.foundation.sealing.envelope import Place, seal, unseal
from handrail.foundation.sealing.key_ring import ring
from handrail.foundation.sealing.row_key import RowKey

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField

#: What can be asked of a sealed column: only whether something is there.
ASKED = {"exact", "isnull"}


class SealedAttribute(DeferredAttribute):
    """Opens the value when it is first read, so a row that nobody reads costs nothing. Bytes are sealed, text is not."""

    field: SealedText

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, bytes):
            value = instance.__dict__[self.field.attname] = self.field.opened(instance.pk, value)
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class SealedText(_TextField):
    """Free text, sealed with the newest key and bound to its row, whose model needs `id = RowKey(primary_key=True)`.

    Empty text stays empty: a constraint can ask for words. Beside that, the database can neither search nor sort
    it, and `update()` cannot write it. Reading raises KeysMissing or SealBroken.
    """

    descriptor_class = SealedAttribute
    is_sealed = True

    def get_internal_type(self) -> str:
        return "BinaryField"

    def check(self, **named: Any) -> list[checks.CheckMessage]:
        found = super().check(**named)
        key = self.model._meta.pk
        if not isinstance(key, RowKey):
            found.append(
                checks.Error("A sealed text needs id = RowKey(primary_key=True).", obj=self, id="sealing.E1")
            )
        return found

    @property
    def place(self) -> Place:
        return Place(self.model._meta.db_table, str(self.column))

    def opened(self, row: object, value: bytes) -> str:
        """The text of a value as the database has it. Raises KeysMissing or SealBroken."""
        return unseal(value, self.place, row, ring()) if value else ""

    def closed(self, row: object, text: str) -> bytes:
        """What the database keeps for `text` in `row`. Raises DataError when it is too long, and KeysMissing."""
        if self.max_length is not None and len(text) > self.max_length:
            raise DataError(f"{self.place} takes {self.max_length} characters.")
        return seal(text, self.place, row, ring()) if text else b""

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        value = model_instance.__dict__[self.attname]
        if value is None or (isinstance(value, bytes) and not add):
            return value
        text = getattr(model_instance, self.attname)
        if not isinstance(text, str):
            raise TypeError(f"{self.place} takes text.")
        if text and model_instance.pk is None:
            raise ValueError(f"{self.place} is bound to its row, which has no key yet.")
        return self.closed(model_instance.pk, text)

    def get_prep_value(self, value: Any) -> bytes | None:
        if isinstance(value, str) and value:
            raise TypeError(
                f"{self.place} is sealed: save the row to write it, and search by something else."
            )
        return b"" if value == "" else value

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        return self.get_prep_value(value)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name in ASKED else None

    def get_transform(self, lookup_name: str) -> None:
        return None
