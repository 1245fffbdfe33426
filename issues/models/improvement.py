"""What the operator makes better for participants, measured before and after, across its departments."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices.improvements import ImprovementState, ImprovementWord
from issues.querysets.improvements import ImprovementIssueQuerySet, ImprovementPartQuerySet, ImprovementQuerySet
from issues.rules.improvements import ENDED, STILL_OPEN
from participants.models.findable import findable
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Improvement(Row):
    """One problem with a measure, a target and an owner; of the departments that share it.

    `figure` and `topic` name a registered measure (`issues.figures`) that can be read again; without one the values
    are written down. A shared goal stands on the boards of all its departments. Staff only; departments read it,
    never the issues linked to it.
    """

    REF_PREFIX = "IM"

    title = models.CharField(max_length=160)
    problem = models.TextField()
    measure = models.CharField("what is measured", max_length=200)
    unit = models.CharField(max_length=30)
    figure = models.CharField("registered measure", max_length=60, blank=True)
    topic = models.CharField(max_length=120, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    after = models.DecimalField("value afterwards", max_digits=12, decimal_places=2, null=True, blank=True)
    after_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    departments = models.ManyToManyField("accounts.Department", blank=True, related_name="+")
    shared_goal = models.BooleanField("goal that the departments share", default=False)
    due_on = models.DateField("due", null=True, blank=True)
    state = models.CharField(max_length=10, choices=ImprovementState, default=ImprovementState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        verbose_name = "improvement item"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(problem=""), name="improvement_says_what"),
            models.CheckConstraint(condition=~Q(measure="") & ~Q(unit=""), name="improvement_measured"),
            models.CheckConstraint(condition=Q(state__in=ImprovementState.values), name="improvement_state"),
            models.CheckConstraint(
                condition=Q(baseline=None, baseline_on=None) | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="improvement_baseline_day",
            ),
            models.CheckConstraint(
                condition=Q(after=None, after_on=None) | Q(after__isnull=False, after_on__isnull=False),
                name="improvement_after_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | Q(state__in=STILL_OPEN, ended_at=None),
                name="improvement_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="improvement_board"),
            findable("title", name="improvement_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("issues:improvement-detail", args=[self.ref])

    @property
    def is_open(self) -> bool:
        return self.state in STILL_OPEN

    @property
    def state_in_words(self) -> str:
        return self.get_state_display()


class ImprovementStep(Row):
    """One move of an item, with its reason."""

    REF_PREFIX = "IQ"

    item = models.ForeignKey(Improvement, models.CASCADE, related_name="steps", db_index=False)
    state = models.CharField(max_length=10, choices=ImprovementState)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300, blank=True)

    objects = ImprovementPartQuerySet.as_manager()

    class Meta:
        verbose_name = "step of an improvement item"
        ordering = ["item", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImprovementState.values), name="improvement_step_state")
        ]
        indexes = [models.Index(fields=["item", "at", "id"], name="improvement_step_order")]

    def __str__(self) -> str:
        return self.get_state_display()


class Measurement(Row):
    """One value of an item's measure on one day; `counted` ones were read by the portal itself."""

    REF_PREFIX = "IV"

    item = models.ForeignKey(Improvement, models.CASCADE, related_name="measurements", db_index=False)
    on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    remark = models.CharField(max_length=200, blank=True)
    counted = models.BooleanField("counted by the portal", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = ImprovementPartQuerySet.as_manager()

    class Meta:
        ordering = ["item", "on", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "on"], name="measurement_once_a_day")]

    def __str__(self) -> str:
        return f"{self.value} on {self.on}"


class ImprovementNote(Row):
    """A comment, the notes of a workshop, or what was changed; read by all departments of the item."""

    REF_PREFIX = "IW"

    item = models.ForeignKey(Improvement, models.CASCADE, related_name="notes", db_index=False)
    kind = models.CharField(max_length=10, choices=ImprovementWord, default=ImprovementWord.COMMENT)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = ImprovementPartQuerySet.as_manager()

    class Meta:
        verbose_name = "note on an improvement item"
        verbose_name_plural = "notes on improvement items"
        ordering = ["item", "-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="improvement_note_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=ImprovementWord.values), name="improvement_note_kind"),
        ]
        indexes = [models.Index(fields=["item", "-at", "-id"], name="improvement_note_order")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.at:%Y-%m-%d}"


class ImprovementIssue(Row):
    """An issue in which the problem showed; departments learn how many there are, and nothing else."""

    REF_PREFIX = "IJ"

    item = models.ForeignKey(Improvement, models.CASCADE, related_name="linked", db_index=False)
    issue = models.ForeignKey("issues.Issue", models.PROTECT, related_name="improvements")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = ImprovementIssueQuerySet.as_manager()

    class Meta:
        verbose_name = "issue of an improvement item"
        verbose_name_plural = "issues of improvement items"
        ordering = ["item", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "issue"], name="improvement_issue_once")]

    def __str__(self) -> str:
        return f"{self.issue_id}"
