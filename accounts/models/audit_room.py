"""A room of auditors: for some days they read exactly what it holds, change nothing, and what they open is recorded.

Participants and issues stand here as numbers and references: this storey knows neither.
"""

from typing import Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.choices import RoomNoun
from accounts.querysets.audit_rooms import AuditRoomQuerySet
from portal.lifecycle.rows import Row

MOST: Final = 300


class AuditRoom(Row):
    """`everybody`: the records of all participants, else of those named; issues in `issue_refs` come on top.

    Of `nouns` the room holds records whose own day lies between `records_from` and `records_until`, as far as these
    are given. It ends with its last day, by the market's calendar, whether or not anything ran since.
    """

    REF_PREFIX = "AU"

    title = models.CharField(max_length=160)
    purpose = models.CharField(max_length=MOST)
    basis = models.CharField("mandate or legal basis", max_length=MOST, blank=True)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    nouns = ArrayField(models.CharField(max_length=20, choices=RoomNoun))
    everybody = models.BooleanField("all participants", default=False)
    issue_refs = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    records_from = models.DateField(null=True, blank=True)
    records_until = models.DateField(null=True, blank=True)
    with_notes = models.BooleanField("with what the staff noted", default=False)
    with_protected = models.BooleanField("with Protected Information", default=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    closed_because = models.CharField("why closed early", max_length=MOST, blank=True)

    objects = AuditRoomQuerySet.as_manager()

    class Meta:
        verbose_name = "auditor's room"
        verbose_name_plural = "auditors' rooms"
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(purpose=""), name="audit_room_named"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="audit_room_period"),
            models.CheckConstraint(condition=Q(nouns__len__gt=0), name="audit_room_holds_something"),
            models.CheckConstraint(
                condition=Q(records_from=None) | Q(records_until=None) | Q(records_until__gte=F("records_from")),
                name="audit_room_days_of_records",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closed_because="")
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_because=""),
                name="audit_room_closed",
            ),
        ]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="audit_room_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where whoever reads in it enters; supervisors keep it on a page of control."""
        return reverse("room-detail", args=[self.ref])

    def get_control_url(self) -> str:
        return reverse("control:room-detail", args=[self.ref])


class AuditRoomReader(models.Model):
    """An auditor who may read in the room."""

    room = models.ForeignKey(AuditRoom, models.CASCADE, related_name="readers", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="audit_rooms")

    class Meta:
        verbose_name = "reader of a room"
        verbose_name_plural = "readers of rooms"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="audit_room_reader_once")]

    def __str__(self) -> str:
        return str(self.person)


class AuditRoomParticipant(models.Model):
    """A participant whose records the room holds.

    It stays as it is when the participant is joined with another: a joining widens nobody's sight.
    """

    room = models.ForeignKey(AuditRoom, models.CASCADE, related_name="participants", db_index=False)
    participant_id = models.BigIntegerField(help_text="whose records; no foreign key: this storey knows none")

    class Meta:
        verbose_name = "participant of a room"
        verbose_name_plural = "participants of rooms"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["room", "participant_id"], name="audit_room_participant_once")]

    def __str__(self) -> str:
        return str(self.participant_id)
