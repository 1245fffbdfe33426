"""A training need: what goes wrong often enough that teaching should help, and whether it did."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from participants.models.findable import findable
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse
from training.choices import NeedOrigin, NeedState
from training.models.article_version import NoneOf
from training.querysets.needs import NeedEvidenceQuerySet, TrainingNeedQuerySet
from training.rules.need_moves import ACCEPTED, ENDED, REVIEWED, STILL_OPEN, TAUGHT


class TrainingNeed(Row):
    """A need of the market, or of one participant, from the first hint to its effect. Staff only.

    `topic` is what the cases have in common (the code of a requirement or an obligation), `source` what counts them
    (`training.patterns`); both are empty where nobody counts. `case_count` and `participant_count` say how many cases
    of how many participants made it, without saying whose. `outline` is plain text; `writer_ids` names everybody who
    saved it, so that none of them reviews it. `baseline_count` are the cases of ninety days before it was accepted,
    `effect_count` those of ninety days after the last session.
    """

    REF_PREFIX = "TN"

    title = models.CharField(max_length=160)
    problem = models.TextField(help_text="what goes wrong, and how it shows")
    origin = models.CharField(max_length=20, choices=NeedOrigin)
    source = models.CharField("counted by", max_length=60, blank=True)
    topic = models.CharField(max_length=80, blank=True)
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="training_needs", db_index=False
    )
    role_codes = ArrayField(models.CharField(max_length=20), verbose_name="audience", default=list, blank=True)
    course = models.ForeignKey(
        "training.Course", models.PROTECT, null=True, blank=True, related_name="needs", verbose_name="proposed course"
    )
    state = models.CharField(max_length=12, choices=NeedState, default=NeedState.SUGGESTED)
    outline = models.TextField(blank=True, help_text="plain text")
    case_count = models.PositiveIntegerField("cases", default=0)
    participant_count = models.PositiveIntegerField("participants", default=0)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    designer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    writer_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    sessions = models.ManyToManyField("training.CourseSession", blank=True, related_name="needs")
    accepted_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField("last session over", null=True, blank=True)
    measure_at = models.DateTimeField("effect is counted", null=True, blank=True)
    baseline_count = models.PositiveIntegerField("cases before", null=True, blank=True)
    baseline_note = models.CharField("what was counted", max_length=300, blank=True)
    effect_count = models.PositiveIntegerField("cases after", null=True, blank=True)
    effect_note = models.TextField("what came of it", blank=True)
    reason = models.CharField(max_length=1000, blank=True, help_text="why it was dismissed or the outline returned")
    quiet_until = models.DateTimeField("not suggested again before", null=True, blank=True)
    ended_at = models.DateTimeField("closed or dismissed", null=True, blank=True)
    changed_at = models.DateTimeField()

    objects = TrainingNeedQuerySet.as_manager()

    class Meta:
        verbose_name = "training need"
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="need_titled"),
            models.CheckConstraint(condition=Q(origin__in=NeedOrigin.values), name="need_origin"),
            models.CheckConstraint(condition=Q(state__in=NeedState.values), name="need_state"),
            models.CheckConstraint(condition=Q(source="") | ~Q(topic=""), name="need_counted_topic"),
            models.UniqueConstraint(
                fields=["topic", "participant"],
                condition=Q(state__in=STILL_OPEN) & ~Q(topic=""),
                nulls_distinct=False,
                name="need_once_open",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ACCEPTED) | Q(accepted_at__isnull=False), name="need_accepted_at"
            ),
            models.CheckConstraint(condition=~Q(reviewer=F("designer")), name="need_reviewed_by_another"),
            models.CheckConstraint(condition=NoneOf(F("reviewer"), F("writer_ids")), name="need_no_writer_reviews"),
            models.CheckConstraint(
                condition=~Q(state__in=[NeedState.IN_REVIEW, *REVIEWED]) | ~Q(outline="") & Q(designer__isnull=False),
                name="need_outlined",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=REVIEWED) | Q(reviewer__isnull=False), name="need_reviewed_by"
            ),
            models.CheckConstraint(
                condition=Q(state__in=TAUGHT, held_at__isnull=False, measure_at__isnull=False)
                | ~Q(state__in=TAUGHT) & Q(held_at__isnull=True, measure_at__isnull=True),
                name="need_held_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | Q(state__in=STILL_OPEN, ended_at__isnull=True),
                name="need_ended_at",
            ),
            models.CheckConstraint(
                condition=~Q(state=NeedState.DISMISSED) | ~Q(reason="") & Q(quiet_until__isnull=False),
                name="need_dismissed_why",
            ),
            models.CheckConstraint(condition=~Q(state=NeedState.CLOSED) | ~Q(effect_note=""), name="need_effect_told"),
        ]
        indexes = [
            models.Index(fields=["state", "-changed_at", "-id"], name="need_by_state"),
            models.Index(fields=["-changed_at", "-id"], name="need_changed"),
            models.Index(fields=["participant", "-changed_at", "-id"], name="need_participant"),
            models.Index(fields=["measure_at", "id"], condition=Q(state=NeedState.HELD), name="need_to_measure"),
            models.Index(
                fields=["topic", "quiet_until"], condition=Q(state=NeedState.DISMISSED), name="need_dismissed"
            ),
            findable("title", name="need_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:need-detail", args=[self.ref])

    @property
    def is_open(self) -> bool:
        return self.state in STILL_OPEN

    @property
    def is_counted(self) -> bool:
        """Its cases are counted by the portal, not by a person."""
        return self.source != ""


class NeedEvidence(models.Model):
    """One case that speaks for a need: from which source, under which reference, and whose. Staff only."""

    need = models.ForeignKey(TrainingNeed, models.CASCADE, related_name="evidence", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    source = models.CharField(max_length=60)
    reference = models.CharField(max_length=60)
    at = models.DateTimeField()

    objects = NeedEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "case of a training need"
        verbose_name_plural = "cases of training needs"
        ordering = ["need", "-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["need", "source", "reference"], name="need_evidence_once"),
        ]
        indexes = [models.Index(fields=["need", "-at", "-id"], name="need_evidence_order")]

    def __str__(self) -> str:
        return self.reference
