"""Reviews of what participants were told: policy, criteria, the draw, and each review with its coaching points.

Staff only: the author (once it is made), the reviewer and supervisors read a review, nobody else.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.choices import Level
from issues.choices.coaching import AnswerKind, AnswerReviewState, CoachingWord, Grade
from issues.querysets.coaching import AnswerReviewQuerySet, ReviewCatalogQuerySet, ReviewPartQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class ReviewPolicy(Row):
    """How many answers of an account manager of one level are drawn in a week; its reference is the draw's seed."""

    REF_PREFIX = "RY"
    FROM_CATALOG = True

    level = models.CharField(max_length=10, choices=Level, unique=True)
    share = models.PositiveSmallIntegerField("share in percent")
    least = models.PositiveSmallIntegerField("at least")
    most = models.PositiveSmallIntegerField("at most")
    kinds = ArrayField(models.CharField(max_length=10, choices=AnswerKind), help_text="what is drawn from")
    active = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )

    objects = ReviewCatalogQuerySet.as_manager()

    class Meta:
        verbose_name = "policy of reviews"
        verbose_name_plural = "policies of reviews"
        ordering = ["level"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="review_policy_level"),
            models.CheckConstraint(condition=Q(share__lte=100), name="review_policy_share"),
            models.CheckConstraint(condition=Q(least__lte=F("most")), name="review_policy_least_and_most"),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=AnswerKind.values, kinds__len__gt=0), name="review_policy_kinds"
            ),
        ]

    def __str__(self) -> str:
        return f"Reviews of {self.get_level_display()}"


class ReviewCriterion(Row):
    """One thing that each reviewed answer is marked for."""

    REF_PREFIX = "RC"
    FROM_CATALOG = True

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    about = models.TextField(blank=True)
    active = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )

    objects = ReviewCatalogQuerySet.as_manager()

    class Meta:
        verbose_name = "criterion of reviews"
        verbose_name_plural = "criteria of reviews"
        ordering = ["order", "name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="review_criterion_named")]

    def __str__(self) -> str:
        return self.name


class ReviewDraw(models.Model):
    """That the answers of one person and week were drawn from: once, whoever tried."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    week = models.DateField(help_text="its Monday")
    answers = models.PositiveIntegerField(help_text="there were so many")
    drawn = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "draw of reviews"
        verbose_name_plural = "draws of reviews"
        ordering = ["-week", "person"]
        constraints = [
            models.UniqueConstraint(fields=["week", "person"], name="review_draw_once"),
            models.CheckConstraint(condition=Q(drawn__lte=F("answers")), name="review_draw_of_those"),
        ]

    def __str__(self) -> str:
        return f"{self.drawn} of {self.answers} answers in the week of {self.week:%Y-%m-%d}"


class AnswerReview(Row):
    """One answer, or letter, that somebody else looks at after it left. `asked_by` is empty where it was drawn."""

    REF_PREFIX = "AR"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    comment = models.OneToOneField(
        "issues.Comment", models.PROTECT, null=True, blank=True, related_name="review", verbose_name="answer"
    )
    letter = models.OneToOneField("participants.Letter", models.PROTECT, null=True, blank=True, related_name="review")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    topic = models.ForeignKey("accounts.Topic", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    week = models.DateField(null=True, blank=True, help_text="the Monday of the week it was drawn from")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    because = models.CharField("why it was asked for", max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=AnswerReviewState, default=AnswerReviewState.DRAWN)
    drawn_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    summary = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reply = models.TextField("the author's words", blank=True)
    reason = models.CharField("why skipped or closed", max_length=300, blank=True)

    objects = AnswerReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "review of an answer"
        verbose_name_plural = "reviews of answers"
        ordering = ["-drawn_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(comment__isnull=False, letter=None) | Q(comment=None, letter__isnull=False),
                name="answer_review_of_one",
            ),
            models.CheckConstraint(condition=~Q(author=F("reviewer")), name="answer_review_by_another"),
            models.CheckConstraint(condition=Q(state__in=AnswerReviewState.values), name="answer_review_state"),
            models.CheckConstraint(
                condition=Q(week__isnull=False, asked_by=None) | Q(week=None, asked_by__isnull=False),
                name="answer_review_drawn_or_asked",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("drawn", "skipped"), reviewed_at=None)
                | Q(state__in=("reviewed", "discussed", "closed"), reviewed_at__isnull=False),
                name="answer_review_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("drawn", "reviewed"), settled_at=None, settled_by=None)
                | Q(state__in=("discussed", "closed", "skipped"), settled_at__isnull=False, settled_by__isnull=False),
                name="answer_review_settled",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("skipped", "closed")) & ~Q(reason="")
                | ~Q(state__in=("skipped", "closed")) & Q(reason=""),
                name="answer_review_reasoned",
            ),
        ]
        indexes = [
            models.Index(fields=["-drawn_at", "-id"], name="answer_review_newest"),
            models.Index(fields=["author", "-drawn_at", "-id"], name="answer_review_of_author"),
            models.Index(fields=["reviewer", "-drawn_at", "-id"], name="answer_review_by_reviewer"),
        ]

    def __str__(self) -> str:
        return f"Review {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("issues:review-detail", args=[self.ref])

    @property
    def kind(self) -> str:
        return AnswerKind.ANSWER if self.comment_id is not None else AnswerKind.LETTER


class ReviewMark(Row):
    """How well the answer meets one criterion."""

    REF_PREFIX = "RM"

    review = models.ForeignKey(AnswerReview, models.CASCADE, related_name="marks", db_index=False)
    criterion = models.ForeignKey(ReviewCriterion, models.PROTECT, related_name="+")
    grade = models.PositiveSmallIntegerField(choices=Grade)

    objects = ReviewPartQuerySet.as_manager()

    class Meta:
        verbose_name = "mark of a review"
        verbose_name_plural = "marks of reviews"
        ordering = ["review", "criterion__order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="review_mark_once"),
            models.CheckConstraint(condition=Q(grade__in=Grade.values), name="review_mark_grade"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_grade_display()}"


class CoachingPoint(Row):
    """What the author should keep doing, or do differently."""

    REF_PREFIX = "CP"

    review = models.ForeignKey(AnswerReview, models.CASCADE, related_name="points")
    word = models.CharField(max_length=10, choices=CoachingWord)
    topic = models.ForeignKey("accounts.Topic", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    text = models.TextField()

    objects = ReviewPartQuerySet.as_manager()

    class Meta:
        ordering = ["review", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="coaching_point_not_empty"),
            models.CheckConstraint(condition=Q(word__in=CoachingWord.values), name="coaching_point_word"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
