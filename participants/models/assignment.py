"""Who of the operator's staff is responsible for a participant, from when to when."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from participants.choices import AssignmentKind
from participants.models.period import PERIOD, Dated, in_order
from participants.querysets.assignments import AssignmentQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Assignment(Row, Dated):
    """One person of each kind on any day: the exclusion constraint refuses an overlap."""

    REF_PREFIX = "AS"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=20, choices=AssignmentKind, default=AssignmentKind.PRIMARY)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-starts_on", "-id"]
        constraints = [
            in_order("assignment_period"),
            models.CheckConstraint(condition=Q(kind__in=AssignmentKind.values), name="assignment_kind"),
            ExclusionConstraint(
                name="assignment_one_of_a_kind",
                expressions=[
                    (F("participant"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["person", "kind", "starts_on", "ends_on"], name="assignment_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"

    def get_absolute_url(self) -> str:
        return reverse("participants:participant-assignments", args=[self.participant.ref])

    def get_my_url(self) -> str:
        return reverse("my-company")
