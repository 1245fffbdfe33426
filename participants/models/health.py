"""How healthy a relationship is: by which measures, as of today, day by day, as somebody sees it, and its drops."""

from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.choices.health import HealthMark, HealthRowKind
from participants.models.catalog_entry import CatalogEntry
from participants.querysets.health import (
    DropQuerySet,
    HealthQuerySet,
    HealthRowQuerySet,
    MeasureQuerySet,
    OverrideQuerySet,
)
from participants.rules.health_terms import MOST_WEIGHT
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse

# Where a relationship without a score stands in an order by score.
UNSCORED: Final = 101


class HealthMeasure(CatalogEntry):
    """A measure with its weight, or a row of numbers for what is made of the score; `terms` are the named numbers.

    Which numbers a row has says the part of the portal that judges it.
    """

    REF_PREFIX = "HM"

    name = models.CharField(max_length=120)
    about = models.CharField(max_length=400)
    kind = models.CharField(max_length=10, choices=HealthRowKind, default=HealthRowKind.MEASURE)
    weight = models.PositiveSmallIntegerField(default=0)
    terms = models.JSONField(default=dict)

    objects = MeasureQuerySet.as_manager()

    class Meta(CatalogEntry.Meta):
        verbose_name = "measure of health"
        verbose_name_plural = "measures of health"
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="healthmeasure_named"),
            models.CheckConstraint(condition=Q(kind__in=HealthRowKind.values), name="healthmeasure_kind"),
            models.CheckConstraint(condition=Q(weight__lte=MOST_WEIGHT), name="healthmeasure_weight"),
            models.CheckConstraint(
                condition=Q(kind=HealthRowKind.MEASURE) | Q(weight=0), name="healthmeasure_scale_weighs_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Health(Row):
    """The latest score of one participant with all that explains it; a row is due while its day is over.

    `measures` are told in words with the facts behind them, `standing` is the score to order by, `rules` names the
    weights and numbers it was reckoned by. `judged` is the percentage of all weights that could be judged.
    """

    REF_PREFIX = "HE"

    participant = models.OneToOneField("participants.Participant", models.CASCADE, related_name="health")
    day = models.DateField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    standing = models.PositiveSmallIntegerField(default=UNSCORED)
    mark = models.CharField(max_length=10, choices=HealthMark, blank=True)
    judged = models.PositiveSmallIntegerField(default=0)
    measures = models.JSONField(default=list)
    rules = models.CharField(max_length=12, blank=True)
    reckoned_at = models.DateTimeField(null=True, blank=True)
    override = models.OneToOneField(
        "participants.HealthOverride", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HealthQuerySet.as_manager()

    class Meta:
        verbose_name = "relationship health"
        verbose_name_plural = "relationship health"
        ordering = ["standing", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(score=None) | Q(score__range=(0, 100)), name="health_score"),
            models.CheckConstraint(
                condition=Q(score=None, standing=UNSCORED) | Q(standing=F("score")), name="health_standing"
            ),
            models.CheckConstraint(condition=Q(mark="") | Q(mark__in=HealthMark.values), name="health_mark"),
            models.CheckConstraint(condition=Q(score=None) | ~Q(mark=""), name="health_score_is_marked"),
        ]
        indexes = [
            models.Index(fields=["standing", "id"], name="health_worst_first"),
            models.Index(fields=["day", "id"], name="health_due"),
        ]

    def __str__(self) -> str:
        return "nothing to judge" if self.score is None else f"{self.score}, {self.get_mark_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("participants:participant-health", args=[self.participant.ref])

    def holding(self, today: Any) -> "HealthOverride | None":
        """What somebody set instead and that holds on the day; the override must be loaded."""
        override = self.override if self.override_id else None
        return override if override is not None and override.expires_on >= today else None


class HealthScore(models.Model):
    """The score of one participant on one day; `values` hold each measure's value and share by its code."""

    participant = models.ForeignKey("participants.Participant", models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    mark = models.CharField(max_length=10, choices=HealthMark, blank=True)
    values = models.JSONField(default=dict)
    rules = models.CharField(max_length=12)

    objects = HealthRowQuerySet.as_manager()

    class Meta:
        verbose_name = "health of a day"
        verbose_name_plural = "health of days"
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "day"], name="health_score_once"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__range=(0, 100)), name="health_score_range"),
            models.CheckConstraint(condition=Q(mark="") | Q(mark__in=HealthMark.values), name="health_score_mark"),
        ]
        indexes = [models.Index(fields=["day", "id"], name="health_score_by_day")]

    def __str__(self) -> str:
        return f"{self.score} on {self.day}"


class HealthOverride(Row):
    """The mark that the account manager or a supervisor set beside the reckoned one, why, and until which day.

    It ends by itself after its last day; `ended_by` is empty then.
    """

    REF_PREFIX = "HO"

    participant = models.ForeignKey("participants.Participant", models.CASCADE, related_name="+", db_index=False)
    mark = models.CharField(max_length=10, choices=HealthMark)
    comment = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    score = models.PositiveSmallIntegerField("score at that time", null=True, blank=True)
    expires_on = models.DateField("last day")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = "mark set by hand"
        verbose_name_plural = "marks set by hand"
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"], condition=Q(ended_at=None), name="health_override_one_in_force"
            ),
            models.CheckConstraint(condition=Q(mark__in=HealthMark.values), name="health_override_mark"),
            models.CheckConstraint(condition=~Q(comment=""), name="health_override_reasoned"),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="health_override_ended_by"
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-at"], name="health_override_participant"),
            models.Index(fields=["expires_on", "id"], condition=Q(ended_at=None), name="health_override_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.get_mark_display()} until {self.expires_on:%Y-%m-%d}"


class HealthDrop(Row):
    """That the score fell, from which to which; told once, and recovered from when it is good again.

    `reasons` are the measures that explain it, in words. Who held the participant then got the follow-up.
    """

    REF_PREFIX = "HD"

    participant = models.ForeignKey("participants.Participant", models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    from_score = models.PositiveSmallIntegerField()
    to_score = models.PositiveSmallIntegerField()
    from_mark = models.CharField(max_length=10, choices=HealthMark)
    to_mark = models.CharField(max_length=10, choices=HealthMark)
    reasons = models.JSONField(default=list)
    follow_up = models.ForeignKey(
        "participants.FollowUp", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    recovered_on = models.DateField(null=True, blank=True)

    objects = DropQuerySet.as_manager()

    class Meta:
        verbose_name = "drop of health"
        verbose_name_plural = "drops of health"
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "day"], name="health_drop_once"),
            models.CheckConstraint(condition=Q(from_mark__in=HealthMark.values), name="health_drop_from_mark"),
            models.CheckConstraint(condition=Q(to_mark__in=HealthMark.values), name="health_drop_to_mark"),
            models.CheckConstraint(
                condition=Q(recovered_on=None) | Q(recovered_on__gte=F("day")), name="health_drop_recovered"
            ),
        ]
        indexes = [models.Index(fields=["participant"], condition=Q(recovered_on=None), name="health_drop_standing")]

    def __str__(self) -> str:
        return f"{self.from_score} to {self.to_score}"
