"""The short quiz of a procedure, and what colleagues made of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from portal.lifecycle.rows import Row
from portal.web.addresses import reverse
from training.models.article_version import ArticleVersion
from training.querysets.quizzes import QuizAttemptQuerySet, QuizQuestionQuerySet
from training.rules.quizzes import FEWEST_CHOICES, MOST_CHOICES


class QuizQuestion(Row):
    """One question of a version of a procedure; `right` are the places of the right choices, counted from 0.

    It is edited with the draft it belongs to and published with it. Staff only.
    """

    REF_PREFIX = "KQ"

    version = models.ForeignKey(ArticleVersion, models.CASCADE, related_name="questions", db_index=False)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=400)
    choices = ArrayField(models.CharField(max_length=300))
    right = ArrayField(models.PositiveSmallIntegerField())
    explanation = models.CharField(max_length=600, blank=True, help_text="shown once it is answered")

    objects = QuizQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question of a quiz"
        verbose_name_plural = "questions of quizzes"
        ordering = ["version", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="quiz_question_asks"),
            models.CheckConstraint(
                condition=Q(choices__len__gte=FEWEST_CHOICES, choices__len__lte=MOST_CHOICES),
                name="quiz_question_choices",
            ),
            models.CheckConstraint(condition=Q(right__len__gte=1), name="quiz_question_has_an_answer"),
        ]
        indexes = [models.Index(fields=["version", "position", "id"], name="quiz_question_order")]

    def __str__(self) -> str:
        return self.text


class QuizAttempt(Row):
    """A colleague's answers to the quiz of one version, graded as they came in and never changed.

    `answers` keeps by each question's reference the places that were ticked.
    """

    REF_PREFIX = "KT"

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="attempts", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    answers = models.JSONField(default=dict)
    right = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    taken_at = models.DateTimeField()

    objects = QuizAttemptQuerySet.as_manager()

    class Meta:
        verbose_name = "attempt at a quiz"
        verbose_name_plural = "attempts at quizzes"
        ordering = ["-taken_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(asked__gte=1, right__lte=F("asked")), name="quiz_attempt_counted"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="quiz_attempt_percent"),
        ]
        indexes = [
            models.Index(fields=["version", "person", "-taken_at"], name="quiz_attempt_of_person"),
            models.Index(fields=["person", "-taken_at", "-id"], name="quiz_attempt_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"

    def get_absolute_url(self) -> str:
        return reverse("training:quiz-attempt", args=[self.ref])
