"""What came of a session for each person: attendance, test results, and what they thought of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from portal.lifecycle.rows import Row
from portal.web.addresses import reverse
from training.models.enrollment import Enrollment
from training.querysets.outcomes import CodeQuerySet, EvaluationQuerySet, OfSeatQuerySet

RATINGS = ("content", "instructor", "materials", "organization", "usefulness")


class Attendance(models.Model):
    """Whether somebody with a seat was there on one day; written by the operator's code alone.

    `by_code`: the person typed the code shown in the session; otherwise somebody of the staff marked it.
    """

    enrollment = models.ForeignKey("training.Enrollment", models.PROTECT, related_name="attendance", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    day = models.ForeignKey("training.SessionDay", models.PROTECT, related_name="attendance")
    present = models.BooleanField()
    by_code = models.BooleanField("by the session's code", default=False)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = OfSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "attendance"
        verbose_name_plural = "attendance"
        ordering = ["enrollment", "day"]
        constraints = [models.UniqueConstraint(fields=["enrollment", "day"], name="attendance_once_a_day")]

    def __str__(self) -> str:
        return "Present" if self.present else "Absent"


class CheckInCode(models.Model):
    """The code that whoever teaches shows on one day. The staff's own: participants' role holds no right on it."""

    day = models.OneToOneField("training.SessionDay", models.CASCADE, primary_key=True, related_name="code")
    code = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = "check-in code"
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="check_in_code_not_empty")]

    def __str__(self) -> str:
        return f"Code of day {self.day_id}"


class CheckInTry(models.Model):
    """One code that somebody typed, counted so that codes cannot be guessed. The staff's own."""

    enrollment = models.ForeignKey("training.Enrollment", models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = "try of a check-in code"
        verbose_name_plural = "tries of check-in codes"
        indexes = [models.Index(fields=["enrollment", "at"], name="check_in_try_recent")]

    def __str__(self) -> str:
        return f"{self.enrollment_id} at {self.at}"


class TestResult(Row):
    """One attempt at the test of a course. `passing_percent` is the mark that held when it was entered."""

    __test__ = False  # The name begins like a test's; it is none.
    REF_PREFIX = "TR"

    enrollment = models.ForeignKey("training.Enrollment", models.PROTECT, related_name="results", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    attempt = models.PositiveSmallIntegerField()
    percent = models.DecimalField("score in percent", max_digits=5, decimal_places=2)
    passing_percent = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    taken_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    voided_at = models.DateTimeField("struck out", null=True, blank=True)
    void_reason = models.CharField("why it was struck out", max_length=300, blank=True)

    objects = OfSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "test result"
        ordering = ["enrollment", "attempt"]
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "attempt"], name="test_result_attempt_once"),
            models.CheckConstraint(condition=Q(attempt__gte=1), name="test_result_attempt"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="test_result_percent"),
            models.CheckConstraint(
                condition=Q(passed=True, percent__gte=models.F("passing_percent"))
                | Q(passed=False, percent__lt=models.F("passing_percent")),
                name="test_result_passed",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, void_reason="") | Q(voided_at__isnull=False) & ~Q(void_reason=""),
                name="test_result_struck_out",
            ),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.attempt}: {self.percent.normalize():f} %"


class SeatToEvaluate(Enrollment):
    """The same seat as a question: what was the session worth? Messages lead from it to the form."""

    class Meta:
        proxy = True
        verbose_name = "session to evaluate"
        verbose_name_plural = "sessions to evaluate"

    def get_absolute_url(self) -> str:
        return reverse("training:session-evaluations", args=[self.session.ref])

    def get_my_url(self) -> str:
        return reverse("my-evaluate", args=[self.ref])


def _rating(label: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, validators=[MinValueValidator(1), MaxValueValidator(5)])


class Evaluation(models.Model):
    """What one person thought of a session, from 1 (poor) to 5 (very good). Only that person reads it on that side."""

    enrollment = models.OneToOneField(
        "training.Enrollment", models.PROTECT, primary_key=True, related_name="evaluation"
    )
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    session = models.ForeignKey("training.CourseSession", models.PROTECT, related_name="evaluations")
    content = _rating("The content")
    instructor = _rating("Who taught it")
    materials = _rating("The materials")
    organization = _rating("How it was organized")
    usefulness = _rating("Of use for my work")
    comment = models.TextField(blank=True)
    given_at = models.DateTimeField()

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["session", "enrollment"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": 1 for name in RATINGS}, **{f"{name}__lte": 5 for name in RATINGS}),
                name="evaluation_from_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return f"Evaluation of session {self.session_id}"
