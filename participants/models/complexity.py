"""How demanding a participant is, and that somebody of a lower level looks after it all the same. Staff only."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import Degree
from participants.querysets.owned import DeskQuerySet
from portal.lifecycle.rows import Row


class Complexity(Row):
    """A participant marked as demanding, with the reason; one without a mark is of low complexity."""

    REF_PREFIX = "CY"

    participant = models.OneToOneField("participants.Participant", models.CASCADE, related_name="complexity")
    degree = models.PositiveSmallIntegerField(choices=Degree)
    reason = models.CharField(max_length=300)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    marked_at = models.DateTimeField()

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = "complexity of a participant"
        verbose_name_plural = "complexities of participants"
        ordering = ["-marked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(degree__in=Degree.values), name="complexity_degree"),
            models.CheckConstraint(condition=~Q(reason=""), name="complexity_reasoned"),
        ]

    def __str__(self) -> str:
        return f"{self.get_degree_display()}: {self.reason}"


class AcceptedMatch(Row):
    """That a supervisor let somebody look after a participant that is marked above the person's level, and why."""

    REF_PREFIX = "AM"

    assignment = models.ForeignKey("participants.Assignment", models.CASCADE, related_name="accepted_matches")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    degree = models.PositiveSmallIntegerField(choices=Degree)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = "accepted assignment"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(degree__in=Degree.values), name="accepted_match_degree"),
            models.CheckConstraint(condition=~Q(reason=""), name="accepted_match_reasoned"),
        ]

    def __str__(self) -> str:
        return self.reason
