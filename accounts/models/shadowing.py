"""Shadowing: a colleague reads along with one participant for some days, changes nothing by it, and is recorded.

`participant_id` carries no foreign key: this storey knows no participants.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.querysets.shadowings import ShadowingNoteQuerySet, ShadowingQuerySet
from portal.lifecycle.rows import Row


class Shadowing(Row):
    """`opens_restricted`: it gives sight of a restricted participant, which a supervisor alone arranges.

    With `mentoring` it ends with that pair. What was read stands in the audit trail.
    """

    REF_PREFIX = "SH"

    participant_id = models.BigIntegerField(help_text="whom it is about; no foreign key: ground floor")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="shadowings", verbose_name="who reads along"
    )
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, verbose_name="who takes along"
    )
    mentoring = models.ForeignKey(
        "accounts.Mentoring", models.PROTECT, null=True, blank=True, related_name="shadowings", db_index=False
    )
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    arranged_at = models.DateTimeField()
    purpose = models.CharField(max_length=300)
    opens_restricted = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField("last day")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ended_because = models.CharField("why ended early", max_length=300, blank=True)

    objects = ShadowingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="shadowing_purpose"),
            models.CheckConstraint(condition=~Q(person=F("host")), name="shadowing_two_people"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="shadowing_period"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_because="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because=""),
                name="shadowing_ended",
            ),
            models.UniqueConstraint(
                fields=["person", "participant_id", "starts_on"], condition=Q(ended_at=None), name="shadowing_once"
            ),
        ]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="shadowing_newest")]

    def __str__(self) -> str:
        return f"{self.person} reads along with {self.host}"


class ShadowingNote(Row):
    """What the colleague saw and learned, and what the host says to it."""

    REF_PREFIX = "SW"

    shadowing = models.ForeignKey(Shadowing, models.CASCADE, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()
    comment = models.TextField(blank=True)
    commented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    commented_at = models.DateTimeField(null=True, blank=True)

    objects = ShadowingNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "note on a shadowing"
        verbose_name_plural = "notes on shadowings"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="shadowing_note_not_empty"),
            models.CheckConstraint(
                condition=Q(comment="", commented_by=None, commented_at=None)
                | ~Q(comment="") & Q(commented_by__isnull=False, commented_at__isnull=False),
                name="shadowing_note_commented",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
