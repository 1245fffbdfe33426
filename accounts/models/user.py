"""A person who signs in: of the operator's staff (with a role) or of a participant (with memberships)."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from accounts.choices import AUDITORS, Level, Role, Theme
from accounts.querysets.users import UserManager
from accounts.rules.capabilities import answers_permission, capabilities
from portal.lifecycle.rows import Row
from portal.scoping.wall import ActingFor
from portal.web.addresses import reverse


class User(Row, AbstractBaseUser):
    """`role` is empty for participants' users: there, rights follow from the membership acted under."""

    REF_PREFIX = "US"
    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=120)
    title = models.CharField("job title", max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    time_zone = models.CharField(max_length=60, default="America/Chicago")
    theme = models.CharField(max_length=10, choices=Theme, default=Theme.SYSTEM)
    is_active = models.BooleanField("active", default=True)
    is_staff = models.BooleanField("staff", default=False, editable=False)
    role = models.CharField(max_length=30, choices=Role, blank=True)
    level = models.CharField(max_length=10, choices=Level, blank=True)
    level_rights = ArrayField(
        models.CharField(max_length=40),
        null=True,
        blank=True,
        editable=False,
        help_text="kept by the database: what the level adds where that was changed at the desk",
    )
    department = models.ForeignKey("accounts.Department", models.PROTECT, null=True, blank=True, related_name="people")
    team = models.ForeignKey("accounts.Team", models.PROTECT, null=True, blank=True, related_name="people")
    shortcuts = models.BooleanField("single-key shortcuts", default=True)
    list_columns = models.JSONField(
        "columns of lists", default=dict, blank=True, help_text="by the name of a list, the columns chosen for it"
    )
    shadows_until = models.DateField(
        "shadows until", null=True, blank=True, editable=False, help_text="the last day of any shadowing"
    )
    access_until = models.DateField("access until", null=True, blank=True, help_text="the last day of an auditor")

    objects = UserManager()

    # Set for each request: for whom a participant's user acts, and what else he may switch to.
    acting_for: ActingFor | None = None
    memberships_now: tuple[Any, ...] = ()
    # Set for a request that one of the staff may read under a shadowing alone: of which participant.
    reads_along: int | None = None

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower"),
            models.CheckConstraint(
                condition=models.Q(is_staff=True, role__in=Role.values) | models.Q(is_staff=False, role=""),
                name="user_staff_has_role",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.ACCOUNT_MANAGER, level__in=Level.values)
                | (~models.Q(role=Role.ACCOUNT_MANAGER) & models.Q(level="")),
                name="user_level_of_account_manager",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=AUDITORS) | models.Q(access_until__isnull=False),
                name="user_auditor_until",
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.SPECIALIST) | models.Q(department__isnull=False),
                name="user_specialist_department",
            ),
            models.CheckConstraint(condition=models.Q(theme__in=Theme.values), name="user_theme"),
        ]
        indexes = [models.Index(fields=["role", "name"], name="user_role_name")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_absolute_url(self) -> str:
        return reverse("accounts:staff-detail", args=[self.ref])

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @cached_property
    def capabilities(self) -> frozenset[str]:
        return capabilities(self.role, self.level, self.level_rights) if self.is_active else frozenset()

    def can(self, capability: str) -> bool:
        """Whether the person holds a capability at large; for a given row ask the app's permissions."""
        return capability in self.capabilities

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own question, answered from the same table."""
        return answers_permission(perm, self.capabilities)

    def has_perms(self, perm_list: list[str], obj: Any = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.can("admin.enter")

    @property
    def is_superuser(self) -> bool:
        """Nobody stands outside the table of capabilities."""
        return False

    @property
    def position(self) -> str:
        """The role in words, with the level of an account manager."""
        words = self.get_role_display()
        return f"{words}, {self.get_level_display()}" if self.level else words
