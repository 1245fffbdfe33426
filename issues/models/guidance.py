"""What participants were told on sections of the market's rules, so that all of them are told the same."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices.guidance import GuidanceBy, GuidanceEnd, ReviewOutcome, ReviewState, Stand, WordingState
from issues.querysets.guidance import AnswerWordingQuerySet, ApprovedAnswerQuerySet, GuidanceQuerySet, ReviewQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse
from training.choices import CitedDocument
from training.rules.citations import SECTION, Cited


class OnSection(Row):
    """About one section of one document; `path` is both as they are compared (`rules.guidance.path`)."""

    document = models.CharField(max_length=8, choices=CitedDocument)
    section = models.CharField(max_length=60)
    path = models.CharField(max_length=120, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(document__in=CitedDocument.values), name="%(class)s_document"),
            models.CheckConstraint(condition=Q(section__regex=SECTION), name="%(class)s_section"),
        ]

    @property
    def cited(self) -> Cited:
        return Cited(self.document, self.section)

    @property
    def citation(self) -> str:
        """As it is read: "Nodal Protocols, section 16.12"."""
        return f"{self.get_document_display()}, section {self.section}"


class Guidance(OnSection):
    """What one participant was told on one section, by whom, when, and how it stands to what was said before.

    The wording holds no name of the participant: whoever answers on the section next reads it, also where that person
    may not see the participant. Staff only. `ended` guidance is not held against later answers.
    """

    REF_PREFIX = "GU"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    wording = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    way = models.CharField("given in", max_length=10, choices=GuidanceBy, default=GuidanceBy.ANSWER)
    issue = models.ForeignKey("issues.Issue", models.PROTECT, null=True, blank=True, related_name="guidance")
    comment = models.ForeignKey("issues.Comment", models.SET_NULL, null=True, blank=True, related_name="+")
    stand = models.CharField("stands to what was said before", max_length=8, choices=Stand)
    earlier = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    because = models.TextField("differs because", blank=True)
    approved = models.ForeignKey(
        "issues.AnswerWording", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="approved wording"
    )
    ended = models.CharField(max_length=10, choices=GuidanceEnd, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    task = models.ForeignKey(
        "participants.FollowUp", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="task to tell"
    )

    objects = GuidanceQuerySet.as_manager()

    class Meta(OnSection.Meta):
        verbose_name = "guidance"
        verbose_name_plural = "guidance"
        ordering = ["-given_at", "-id"]
        constraints = [
            *OnSection.Meta.constraints,
            models.CheckConstraint(condition=~Q(wording=""), name="guidance_worded"),
            models.CheckConstraint(condition=Q(way__in=GuidanceBy.values), name="guidance_way"),
            models.CheckConstraint(condition=Q(stand__in=Stand.values), name="guidance_stand"),
            models.CheckConstraint(
                condition=Q(stand=Stand.DIFFERS, earlier__isnull=False) & ~Q(because="")
                | ~Q(stand=Stand.DIFFERS) & Q(because=""),
                name="guidance_differs_because",
            ),
            models.CheckConstraint(
                condition=Q(ended="", ended_at=None) | Q(ended__in=GuidanceEnd.values, ended_at__isnull=False),
                name="guidance_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["-given_at", "-id"], name="guidance_newest"),
            models.Index(
                fields=["path", "given_at"], opclasses=["text_pattern_ops", "timestamptz_ops"], name="guidance_found_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cited.words}, {self.given_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("issues:guidance-detail", args=[self.ref])


class GuidanceReview(Row):
    """Whether guidance may differ from what was said before; judged by somebody who gave neither."""

    REF_PREFIX = "GV"

    guidance = models.OneToOneField(Guidance, models.PROTECT, related_name="review")
    earlier = models.ForeignKey(Guidance, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=ReviewState, default=ReviewState.OPEN)
    outcome = models.CharField(max_length=8, choices=ReviewOutcome, blank=True)
    reason = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "review of guidance"
        verbose_name_plural = "reviews of guidance"
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="guidance_review_state"),
            models.CheckConstraint(
                condition=Q(state=ReviewState.SETTLED, outcome__in=ReviewOutcome.values, settled_by__isnull=False)
                | ~Q(state=ReviewState.SETTLED) & Q(outcome=""),
                name="guidance_review_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.OPEN, settled_at=None)
                | ~Q(state=ReviewState.OPEN) & Q(settled_at__isnull=False),
                name="guidance_review_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="guidance_review_newest"),
            models.Index(fields=["opened_at"], condition=Q(state=ReviewState.OPEN), name="guidance_review_open"),
        ]

    def __str__(self) -> str:
        return f"Differing guidance on {self.guidance.cited.words}"

    def get_absolute_url(self) -> str:
        return reverse("issues:guidance-detail", args=[self.guidance.ref])

    @property
    def is_open(self) -> bool:
        return self.state == ReviewState.OPEN

    @property
    def outcome_in_words(self) -> str:
        return self.get_outcome_display()


class ApprovedAnswer(OnSection):
    """What everybody who asks about a section is told, in versions; the approved one is offered in answers."""

    REF_PREFIX = "AP"

    title = models.CharField(max_length=160)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.CharField(max_length=300, blank=True)

    objects = ApprovedAnswerQuerySet.as_manager()

    class Meta(OnSection.Meta):
        verbose_name = "approved answer"
        ordering = ["path", "id"]
        constraints = [
            *OnSection.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="approved_answer_titled"),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_because="") | Q(retired_at__isnull=False) & ~Q(retired_because=""),
                name="approved_answer_retired",
            ),
        ]
        indexes = [
            models.Index(
                fields=["path", "id"], opclasses=["text_pattern_ops", "int8_ops"], name="approved_answer_by_path"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("issues:approved-detail", args=[self.ref])


class AnswerWording(Row):
    """One version of an approved answer; whoever approves it is not who drafted it."""

    REF_PREFIX = "AW"

    answer = models.ForeignKey(ApprovedAnswer, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    wording = models.TextField()
    state = models.CharField(max_length=10, choices=WordingState, default=WordingState.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerWordingQuerySet.as_manager()

    class Meta:
        verbose_name = "version of an approved answer"
        verbose_name_plural = "versions of approved answers"
        ordering = ["answer", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="answer_wording_number"),
            models.UniqueConstraint(
                fields=["answer"], condition=Q(state=WordingState.APPROVED), name="answer_wording_one_approved"
            ),
            models.UniqueConstraint(
                fields=["answer"], condition=Q(state=WordingState.DRAFT), name="answer_wording_one_draft"
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="answer_wording_not_empty"),
            models.CheckConstraint(condition=Q(state__in=WordingState.values), name="answer_wording_state"),
            models.CheckConstraint(
                condition=Q(
                    state__in=(WordingState.APPROVED, WordingState.REPLACED),
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                )
                & ~Q(approved_by=models.F("drafted_by"))
                | Q(state__in=(WordingState.DRAFT, WordingState.DISCARDED), approved_by=None, approved_at=None),
                name="answer_wording_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
