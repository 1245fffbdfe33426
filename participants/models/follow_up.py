"""What somebody of the staff promised to do for or with a participant, and by when."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import FollowUpState
from participants.models.findable import findable
from participants.querysets.follow_ups import FollowUpQuerySet
from participants.rules.follow_up_moves import ENDED, STILL_OPEN
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class FollowUp(Row):
    """A dated task of one person about one participant; its clock says when it is due and why.

    `due_on` is the market's day on which the clock is due, kept here so that lists can be sorted by it; while
    waiting it is the day that held before. Staff only: participants never read a follow-up or its note.
    """

    REF_PREFIX = "FU"

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="follow_ups", db_index=False
    )
    title = models.CharField(max_length=160)
    note = models.TextField(blank=True, help_text="for the staff only")
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="follow_ups", db_index=False)
    due_on = models.DateField("due")
    state = models.CharField(max_length=10, choices=FollowUpState, default=FollowUpState.OPEN)
    waiting_for = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, help_text="when it was done or canceled")
    outcome = models.TextField(blank=True, help_text="what came of it")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "follow-up"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="follow_up_titled"),
            models.CheckConstraint(condition=Q(state__in=FollowUpState.values), name="follow_up_state"),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, done_at__isnull=False) | Q(state__in=STILL_OPEN, done_at__isnull=True),
                name="follow_up_done_at",
            ),
            models.CheckConstraint(
                condition=Q(state=FollowUpState.WAITING) & ~Q(waiting_for="")
                | ~Q(state=FollowUpState.WAITING) & Q(waiting_for=""),
                name="follow_up_waits_for_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["responsible", "due_on", "id"], condition=Q(state__in=STILL_OPEN), name="follow_up_of_person"
            ),
            models.Index(fields=["due_on", "id"], condition=Q(state__in=STILL_OPEN), name="follow_up_open"),
            models.Index(fields=["-done_at", "-id"], condition=Q(state__in=ENDED), name="follow_up_ended"),
            models.Index(fields=["participant", "due_on", "id"], name="follow_up_participant"),
            findable("title", name="follow_up_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participants:follow-up-detail", args=[self.ref])

    @property
    def is_open(self) -> bool:
        """Something is left to do, be it only to wait."""
        return self.state in STILL_OPEN
