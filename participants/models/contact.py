"""Contacts of a participant and the regulated roles they hold."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from participants.choices import ContactRoleKind
from participants.models.findable import findable
from participants.models.period import PERIOD, Dated, in_order
from participants.querysets.contacts import ContactQuerySet, ContactRoleQuerySet
from portal.lifecycle.rows import Row


class Contact(Row):
    """A person known to the operator; linked to a user when the person also signs in."""

    REF_PREFIX = "CT"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=120)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    title = models.CharField("job title", max_length=120, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="contacts")
    active = models.BooleanField(default=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "email"], condition=~Q(email="") & Q(active=True), name="contact_email_once"
            ),
            models.CheckConstraint(condition=~Q(email="") | ~Q(phone=""), name="contact_reachable"),
        ]
        indexes = [
            models.Index(fields=["participant", "name"], name="contact_participant"),
            findable("name", "email", name="contact_search"),
        ]

    def __str__(self) -> str:
        return self.name


class ContactRole(Row, Dated):
    """A regulated role of a contact, for the whole participant or for one registration."""

    REF_PREFIX = "CR"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="contact_roles")
    contact = models.ForeignKey("participants.Contact", models.CASCADE, related_name="roles")
    kind = models.CharField("role", max_length=40, choices=ContactRoleKind)
    registration = models.ForeignKey(
        "participants.Registration", models.PROTECT, null=True, blank=True, related_name="contact_roles"
    )

    objects = ContactRoleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-starts_on", "id"]
        constraints = [
            in_order("contact_role_period"),
            models.CheckConstraint(condition=Q(kind__in=ContactRoleKind.values), name="contact_role_kind"),
            ExclusionConstraint(
                name="contact_role_once",
                expressions=[
                    (F("contact"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                    (models.functions.Coalesce(F("registration"), 0), RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["participant", "kind"], name="contact_role_participant")]

    def __str__(self) -> str:
        return self.get_kind_display()
