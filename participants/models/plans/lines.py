"""The lines of a plan's version that carry no work of their own: objectives, risks, stakeholders, milestones.

A line keeps its `line` through all versions of the plan: a draft begins as a copy of what was agreed. `shared` lines
are read by the participant once the version was sent for sign-off; the others stay with the staff.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import ContactRhythm, Degree, ObjectiveState, PlanSide, RiskState, StakeholderPart
from participants.querysets.plans import PlanLineQuerySet
from portal.lifecycle.rows import Row


class PlanLine(Row):
    """Abstract: what all lines share."""

    version = models.ForeignKey("participants.PlanVersion", models.CASCADE, related_name="%(class)ss", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    line = models.UUIDField(default=uuid.uuid4, editable=False)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    shared = models.BooleanField("the participant reads it", default=True)

    objects = PlanLineQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["version", "order", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="%(class)s_titled"),
            models.UniqueConstraint(fields=["version", "line"], name="%(class)s_once"),
        ]
        indexes = [models.Index(fields=["version", "order", "id"], name="%(class)s_version")]

    def __str__(self) -> str:
        return self.title


class PlanObjective(PlanLine):
    """What is to be reached, and how one will know: a measure in `unit`, from `baseline` to `target`."""

    REF_PREFIX = "PO"

    why = models.TextField(blank=True)
    measure = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    latest = models.DecimalField("last measured", max_digits=14, decimal_places=2, null=True, blank=True)
    latest_on = models.DateField("measured on", null=True, blank=True)
    state = models.CharField(max_length=10, choices=ObjectiveState, default=ObjectiveState.OPEN)

    class Meta(PlanLine.Meta):
        verbose_name = "objective"
        constraints = [
            *PlanLine.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=ObjectiveState.values), name="planobjective_state"),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(measure=""), name="planobjective_target_measures"
            ),
            models.CheckConstraint(
                condition=Q(latest__isnull=True, latest_on__isnull=True)
                | Q(latest__isnull=False, latest_on__isnull=False),
                name="planobjective_measured_on",
            ),
        ]


class PlanRisk(PlanLine):
    """What may go wrong, how likely and how much, and what is done about it."""

    REF_PREFIX = "PK"

    likelihood = models.PositiveSmallIntegerField(choices=Degree, default=Degree.MEDIUM)
    impact = models.PositiveSmallIntegerField(choices=Degree, default=Degree.MEDIUM)
    answer = models.TextField("what is done about it", blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=RiskState, default=RiskState.OPEN)

    class Meta(PlanLine.Meta):
        verbose_name = "risk"
        constraints = [
            *PlanLine.Meta.constraints,
            models.CheckConstraint(
                condition=Q(likelihood__in=Degree.values, impact__in=Degree.values), name="planrisk_degrees"
            ),
            models.CheckConstraint(condition=Q(state__in=RiskState.values), name="planrisk_state"),
        ]


class PlanStakeholder(PlanLine):
    """Who matters for the plan, on either side; `title` is the name where it is no contact.

    `rhythm` is how often the two sides agreed to speak to the person. `step` is the rung of the agreed escalation
    ladder: what is not solved by those of one step goes to those of the next.
    """

    REF_PREFIX = "PH"

    contact = models.ForeignKey(
        "participants.Contact", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    part = models.CharField(max_length=10, choices=StakeholderPart, default=StakeholderPart.INFORMED)
    cares_for = models.CharField("cares for", max_length=200, blank=True)
    interest = models.PositiveSmallIntegerField(choices=Degree, default=Degree.MEDIUM)
    side = models.CharField(max_length=12, choices=PlanSide, default=PlanSide.PARTICIPANT)
    rhythm = models.CharField("spoken to", max_length=12, choices=ContactRhythm, blank=True)
    step = models.PositiveSmallIntegerField("step of the escalation ladder", null=True, blank=True)

    class Meta(PlanLine.Meta):
        verbose_name = "stakeholder"
        constraints = [
            *PlanLine.Meta.constraints,
            models.CheckConstraint(condition=Q(part__in=StakeholderPart.values), name="planstakeholder_part"),
            models.CheckConstraint(condition=Q(interest__in=Degree.values), name="planstakeholder_interest"),
            models.CheckConstraint(condition=Q(side__in=PlanSide.values), name="planstakeholder_side"),
            models.CheckConstraint(condition=Q(rhythm__in=["", *ContactRhythm.values]), name="planstakeholder_rhythm"),
            models.CheckConstraint(condition=Q(step=None) | Q(step__range=(1, 9)), name="planstakeholder_step"),
            models.CheckConstraint(
                condition=Q(side=PlanSide.PARTICIPANT) | Q(contact=None), name="planstakeholder_contact_of_its_side"
            ),
        ]


class PlanMilestone(PlanLine):
    """A day by which something visible stands."""

    REF_PREFIX = "PM"

    on = models.DateField("day")
    reached_on = models.DateField(null=True, blank=True)

    class Meta(PlanLine.Meta):
        verbose_name = "milestone"
        ordering = ["version", "on", "id"]
