"""The operator's departments (who answers what) and the teams of client services."""

from django.db import models

from accounts.querysets.staff_side import StaffSideQuerySet
from portal.lifecycle.rows import Row


class Department(models.Model):
    """A row of the catalog of departments; `code` is its public reference.

    `lead` hears when an answer of the department is late. `desk_phones` are read by participants as well.
    """

    code = models.SlugField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    answers_on = models.TextField("answers questions on", blank=True)
    first_questions = models.TextField(blank=True)
    outside = models.BooleanField("outside the operator", default=False)
    active = models.BooleanField(default=True)
    lead = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="departments_led", db_index=False
    )
    desk_phones = models.CharField(
        "phone of the desk",
        max_length=200,
        blank=True,
        help_text="called about real-time matters; several are separated by commas",
    )
    source = models.CharField(max_length=200, blank=True)
    verified = models.BooleanField(default=False)
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return self.code

    @property
    def phones(self) -> list[str]:
        """The numbers of the desk, each by itself."""
        return [one.strip() for one in self.desk_phones.split(",") if one.strip()]


class Team(Row):
    """A group of account managers."""

    REF_PREFIX = "TM"

    name = models.CharField(max_length=80, unique=True)
    lead = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="teams_led")

    objects = StaffSideQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
