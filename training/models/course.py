"""The catalog of courses: what is taught, for whom, after what, and where that is written."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from participants.models.catalog_entry import CatalogEntry
from participants.models.findable import findable
from portal.web.addresses import reverse
from training.choices import Advice, CourseStatus, Format, MaterialAudience
from training.querysets.courses import CourseQuerySet, MaterialQuerySet, OfCourseQuerySet


class Course(CatalogEntry):
    """One course of the catalog.

    `length` is as its source words it, `hours` the same as a number of hours where it is known. `ceh` are the
    continuing-education hours for who attends and passes. `passing_percent` holds where the course is `tested`;
    `attempts` limits retakes (empty: no limit). A certificate is valid for `validity_months` (empty: for ever).
    `need_approval`: somebody of the training department looks at each enrollment first.
    """

    REF_PREFIX = "TC"

    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    formats = ArrayField(models.CharField(max_length=20, choices=Format), default=list)
    length = models.CharField(max_length=120, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    audience = models.CharField("for", max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=CourseStatus)
    prerequisites = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="opens")
    tested = models.BooleanField(default=False)
    passing_percent = models.PositiveSmallIntegerField(
        "percent to pass", default=70, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    attempts = models.PositiveSmallIntegerField("attempts allowed", null=True, blank=True)
    ceh = models.DecimalField("continuing-education hours", max_digits=5, decimal_places=2, default=0)
    validity_months = models.PositiveSmallIntegerField("valid for so many months", null=True, blank=True)
    need_approval = models.BooleanField("enrollment is approved", default=False)

    objects = CourseQuerySet.as_manager()

    class Meta(CatalogEntry.Meta):
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="course_titled"),
            models.CheckConstraint(condition=Q(status__in=CourseStatus.values), name="course_status"),
            models.CheckConstraint(condition=Q(formats__contained_by=Format.values), name="course_formats"),
            models.CheckConstraint(
                condition=Q(passing_percent__gte=1, passing_percent__lte=100), name="course_passing_percent"
            ),
            models.CheckConstraint(condition=Q(hours=None) | Q(hours__gt=0), name="course_hours"),
            models.CheckConstraint(condition=Q(ceh__gte=0), name="course_ceh"),
            models.CheckConstraint(condition=Q(attempts=None) | Q(attempts__gte=1), name="course_attempts"),
            models.CheckConstraint(
                condition=Q(validity_months=None) | Q(validity_months__gte=1), name="course_validity"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "order", "code"], name="course_status_order"),
            findable("title", "code", name="course_search"),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("training:course-detail", args=[self.code])

    def get_my_url(self) -> str:
        return reverse("my-course", args=[self.code])

    @property
    def format_labels(self) -> list[str]:
        """How it is taught, in words."""
        return [Format(one).label for one in self.formats]


class Recommendation(models.Model):
    """One cell of the matrix course x market role."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="recommendations", db_index=False)
    role = models.ForeignKey("participants.MarketRole", models.PROTECT, related_name="+")
    advice = models.CharField(max_length=20, choices=Advice, default=Advice.RECOMMENDED)
    edited = models.BooleanField("edited here", default=False)

    objects = OfCourseQuerySet.as_manager()

    class Meta:
        ordering = ["course", "role"]
        constraints = [
            models.UniqueConstraint(fields=["course", "role"], name="recommendation_once"),
            models.CheckConstraint(condition=Q(advice__in=Advice.values), name="recommendation_advice"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} for {self.role_id}: {self.get_advice_display()}"


class CourseVersion(models.Model):
    """What a course teaches from a day on. Sessions keep the version they were planned with."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField(default=1)
    outline = models.TextField(blank=True)
    change = models.TextField("what is new", blank=True)
    effective_from = models.DateField()
    published_at = models.DateTimeField()

    objects = OfCourseQuerySet.as_manager()

    class Meta:
        verbose_name = "version of a course"
        verbose_name_plural = "versions of courses"
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="course_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="course_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Material(models.Model):
    """A file that belongs to a version of a course."""

    version = models.ForeignKey(CourseVersion, models.CASCADE, related_name="materials", db_index=False)
    title = models.CharField(max_length=160)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=MaterialAudience, default=MaterialAudience.LEARNERS)
    position = models.PositiveSmallIntegerField(default=1)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["version", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "title"], name="material_once"),
            models.CheckConstraint(condition=~Q(title=""), name="material_titled"),
            models.CheckConstraint(condition=Q(audience__in=MaterialAudience.values), name="material_audience"),
        ]

    def __str__(self) -> str:
        return self.title


class LearningPath(CatalogEntry):
    """Courses in an order that makes sense for somebody who is new to a role."""

    REF_PREFIX = "LP"

    title = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    role = models.ForeignKey("participants.MarketRole", models.PROTECT, null=True, blank=True, related_name="+")

    objects = CourseQuerySet.as_manager()

    class Meta(CatalogEntry.Meta):
        verbose_name = "learning path"
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="learningpath_titled"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:path-detail", args=[self.code])

    def get_my_url(self) -> str:
        return reverse("my-path", args=[self.code])


class LearningStep(models.Model):
    """One course of a learning path."""

    path = models.ForeignKey(LearningPath, models.CASCADE, related_name="steps", db_index=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)
    optional = models.BooleanField(default=False)

    class Meta:
        verbose_name = "step of a learning path"
        verbose_name_plural = "steps of learning paths"
        ordering = ["path", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["path", "course"], name="learning_step_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="learning_step_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.course_id}"
