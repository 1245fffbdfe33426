"""/api/v1/courses/ and /api/v1/learning-paths/: read by everybody signed in, written by who runs the training."""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers

from accounts.models import User
from participants.choices import SourceTag
from participants.models import MarketRole
from portal.documents.fields import FileField
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import CatalogViewSet, changes, creates, verb
from training import permissions
from training.actions import courses as actions
from training.actions import paths as path_actions
from training.actions import versions as version_actions
from training.actions.advice import advise
from training.choices import Advice, CourseStatus, Format, MaterialAudience
from training.course_lists import advised_courses
from training.models import Course, CourseVersion, LearningPath, LearningStep, Recommendation

LONGEST = 20_000


class AdviceRow(RowSerializer):
    role = shown("role.code")

    class Meta:
        model = Recommendation
        fields = ("role", "advice")


class CourseVersionRow(RowSerializer):
    class Meta:
        model = CourseVersion
        fields = ("number", "outline", "change", "effective_from", "published_at")


class CourseSerializer(RowSerializer):
    prerequisites = serializers.SlugRelatedField(slug_field="code", many=True, read_only=True)
    advice = AdviceRow(source="recommendations", many=True, read_only=True)
    versions = CourseVersionRow(many=True, read_only=True)
    verified = serializers.BooleanField(read_only=True, help_text="Whether it was read in its source.")

    class Meta:
        model = Course
        fields = (
            "code",
            "title",
            "description",
            "formats",
            "length",
            "hours",
            "audience",
            "status",
            "prerequisites",
            "advice",
            "tested",
            "passing_percent",
            "attempts",
            "ceh",
            "validity_months",
            "need_approval",
            "versions",
            "source",
            "tag",
            "verified",
        )


class ChangeCourse(Input):
    title = serializers.CharField(max_length=200)
    description = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    formats = serializers.ListField(child=serializers.ChoiceField(choices=Format.choices), max_length=3)
    length = serializers.CharField(max_length=120, required=False, allow_blank=True)
    hours = serializers.DecimalField(max_digits=5, decimal_places=2, required=False, allow_null=True)
    audience = serializers.CharField(max_length=200, required=False, allow_blank=True)
    status = serializers.ChoiceField(choices=CourseStatus.choices, required=False)
    prerequisites = serializers.ListField(child=RefField(Course, name="code"), max_length=40, required=False)
    tested = serializers.BooleanField(required=False)
    passing_percent = serializers.IntegerField(min_value=1, max_value=100, required=False)
    attempts = serializers.IntegerField(min_value=1, max_value=99, required=False, allow_null=True)
    ceh = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0, required=False)
    validity_months = serializers.IntegerField(min_value=1, max_value=600, required=False, allow_null=True)
    need_approval = serializers.BooleanField(required=False)
    source = serializers.CharField(max_length=300, required=False)
    tag = serializers.ChoiceField(choices=SourceTag.choices, required=False)


class AddCourse(ChangeCourse):
    code = serializers.CharField(max_length=30)
    outline = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)


class RetireCourse(Input):
    reason = serializers.CharField(max_length=1000)


class Advise(Input):
    cells = serializers.DictField(
        child=serializers.ChoiceField(choices=Advice.choices, allow_blank=True),
        help_text="Advice by code of the market role; an empty text takes it away.",
    )


class PublishVersion(Input):
    outline = serializers.CharField(max_length=LONGEST, allow_blank=True)
    change = serializers.CharField(max_length=4000, help_text="What is new.")
    effective_from = DayField()


class AddMaterial(Input):
    file = FileField()
    title = serializers.CharField(max_length=160, required=False, allow_blank=True, default="")
    audience = serializers.ChoiceField(choices=MaterialAudience.choices)


class CourseFilters(Filters):
    status = django_filters.ChoiceFilter(choices=CourseStatus.choices)
    tag = django_filters.ChoiceFilter(choices=SourceTag.choices)
    taught = django_filters.ChoiceFilter(choices=Format.choices, method="taught_as", help_text="The format.")
    role = django_filters.CharFilter(method="advised_to", help_text="What is advised to a market role, by its code.")

    def taught_as(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(formats__contains=[value])

    def advised_to(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(pk__in=advised_courses(value))


def publish_version(*, course: Course, by: User, now: datetime, **given: Any) -> Course:
    """A new version, in effect from a day on. Sessions that are planned keep the one they were planned with."""
    version_actions.publish_version(course=course, by=by, now=now, **given)
    return course


def add_material(*, course: Course, file: Any, by: User, now: datetime, **given: Any) -> Course:
    """A file for the latest version of the course."""
    version = course.versions.order_by("-number").first()
    version_actions.add_material(version=version, upload=file, by=by, now=now, **given)
    return course


class CourseViewSet(CatalogViewSet):
    """What the operator teaches."""

    model = Course
    serializer_class = CourseSerializer
    filterset_class = CourseFilters
    orders = {"order": ("order", "code"), "code": ("code",)}
    search_fields = ("code", "title")
    subject = "course"

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).prefetch_related("prerequisites", "recommendations__role", "versions")

    def owner(self, row: Course) -> Course:
        """The catalog is nobody's own; the permission asks about the course."""
        return row

    asked = {"asks": permissions.can_edit_course}
    create = creates(actions.add_course, AddCourse, CourseSerializer, asks=permissions.can_manage_training)
    partial_update = changes(actions.change_course, ChangeCourse, CourseSerializer, **asked)
    retire = verb("retire", actions.retire_course, RetireCourse, CourseSerializer, **asked)
    advise = verb("advise", advise, Advise, CourseSerializer, **asked)
    publish_version = verb("publish-version", publish_version, PublishVersion, CourseSerializer, **asked)
    add_material = verb("add-material", add_material, AddMaterial, CourseSerializer, **asked)


class PathStepRow(RowSerializer):
    course = shown("course.code")

    class Meta:
        model = LearningStep
        fields = ("course", "optional")


class LearningPathSerializer(RowSerializer):
    role = shown("role.code", nullable=True)
    steps = PathStepRow(many=True, read_only=True)

    class Meta:
        model = LearningPath
        fields = ("code", "title", "description", "role", "steps", "source", "tag")


class PathStepInput(Input):
    course = RefField(Course, name="code")
    optional = serializers.BooleanField(required=False, default=False)


class ChangePath(Input):
    title = serializers.CharField(max_length=160)
    description = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    role = RefField(lambda user: MarketRole.objects.all(), name="code", required=False, allow_null=True)
    steps = PathStepInput(many=True)

    def validate_steps(self, steps: list[dict[str, Any]]) -> list[path_actions.Step]:
        """Under PATCH nothing is required of what is nested; a step without its course is none."""
        if any("course" not in one for one in steps):
            raise serializers.ValidationError("Each step names its course.")
        return [(one["course"], one.get("optional", False)) for one in steps]


class AddPath(ChangePath):
    code = serializers.CharField(max_length=30)


class LearningPathViewSet(CatalogViewSet):
    """Courses in an order that makes sense for somebody who is new to a role."""

    model = LearningPath
    serializer_class = LearningPathSerializer
    orders = {"order": ("order", "code"), "code": ("code",)}
    search_fields = ("code", "title")
    subject = "path"

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).select_related("role").prefetch_related("steps__course")

    def owner(self, row: LearningPath) -> LearningPath:
        """The catalog is nobody's own; the permission asks about the path."""
        return row

    create = creates(path_actions.add_path, AddPath, LearningPathSerializer, asks=permissions.can_manage_training)
    partial_update = changes(
        path_actions.change_path, ChangePath, LearningPathSerializer, asks=permissions.can_edit_path
    )
