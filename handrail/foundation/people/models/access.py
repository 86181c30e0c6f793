"""What somebody needs to take part: an interpreter, a way without stairs, more time to read."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models.people import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class AccessNeeds(models.Model):
    """A new version at each change, none ever overwritten. One without anything in it says: asked, and nothing needed.

    `interpreter`: the language one is needed for, as in `Person.language`; "" when none is.
    """

    class Need(models.TextChoices):
        HEARING = "hearing", _("Hearing")
        SIGHT = "sight", _("Seeing")
        MOBILITY = "mobility", _("Walking, stairs, a wheelchair")
        READING = "reading", _("Reading and writing")
        MEMORY = "memory", _("Remembering or thinking")
        ANIMAL = "animal", _("A service animal comes along")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    interpreter = models.CharField(max_length=12, blank=True)
    needs = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    helps = SealedText(max_length=400, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="each_version_of_access_needs_is_one"),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="versions_of_access_needs_count_from_one"
            ),
        ]

    @property
    def nothing_needed(self) -> bool:
        return not (self.interpreter or self.needs or self.helps)


def access_needs_of(person: Person) -> AccessNeeds | None:
    """The newest; None: nobody has asked. What of it a reader may see is for `consent` to say."""
    found = AccessNeeds.objects.filter(person=person).select_related("written_by")
    return found.order_by("-version").first()
