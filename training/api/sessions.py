"""/api/v1/sessions/: when courses are taught; planned by the training department, entered by everybody."""

from typing import Any

import django_filters
from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone
from rest_framework import serializers

from participants.api.shared import Reason
from participants.models import Contact, Participant
from portal.lifecycle.refusals import Allowed, Answer
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import Input, MomentField, RefField, RefList, RowSerializer, shown
from portal.rest.views import ScopedViewSet, changes, creates, verb
from training import permissions
from training.actions import enrolling, groups
from training.actions import sessions as actions
from training.api.enrollments import EnrollmentSerializer, EnrollmentViewSet
from training.choices import Format, SessionState
from training.models import Course, CourseSession, Enrollment, SessionDay, SessionInstructor
from training.session_lists import FREE, narrowed

LONGEST = 4000


class SessionDaySerializer(RowSerializer):
    class Meta:
        model = SessionDay
        fields = ("starts_at", "ends_at")


class InstructorSerializer(RowSerializer):
    class Meta:
        model = SessionInstructor
        fields = ("name",)


class SessionSerializer(RowSerializer):
    course = shown("course.code", note="Code in the catalog of courses.")
    course_title = shown("course.title")
    version = serializers.IntegerField(source="version_number", read_only=True)
    seats_left = serializers.IntegerField(read_only=True, allow_null=True, help_text="Null: no limit.")
    days = SessionDaySerializer(many=True, read_only=True)
    instructors = InstructorSerializer(many=True, read_only=True)
    link = shown("link.url", nullable=True, note="For people with a seat, and for the staff.")
    link_note = shown("link.note", nullable=True)

    class Meta:
        model = CourseSession
        fields = (
            "ref",
            "course",
            "course_title",
            "version",
            "title",
            "format",
            "state",
            "starts_at",
            "ends_at",
            "zone",
            "days",
            "place",
            "link",
            "link_note",
            "instructors",
            "audience",
            "note",
            "seats",
            "seats_taken",
            "seats_left",
            "waiting",
            "need_approval",
            "closes_at",
            "published_at",
            "ended_at",
            "cancel_reason",
            "revision",
            "created_at",
        )

    def to_representation(self, row: CourseSession) -> dict[str, Any]:
        told = super().to_representation(row)
        # A row without a link leaves the two fields out; null says the same in every row.
        return told | {name: told.get(name) for name in ("link", "link_note") if name in self.fields}


class DayInput(Input):
    starts_at = MomentField()
    ends_at = MomentField()


class ChangeSession(Input):
    title = serializers.CharField(max_length=200, required=False, allow_blank=True)
    format = serializers.ChoiceField(choices=Format.choices)
    days = DayInput(many=True, help_text="Of a self-paced session the one window.")
    zone = serializers.CharField(max_length=64, required=False, help_text="In which its times are shown.")
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)
    seats = serializers.IntegerField(min_value=1, max_value=10_000, required=False, allow_null=True)
    link_url = serializers.URLField(max_length=500, required=False, allow_blank=True)
    link_note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    need_approval = serializers.BooleanField(required=False)
    closes_at = MomentField(required=False, allow_null=True)
    audience = serializers.ListField(child=serializers.CharField(max_length=20), required=False, max_length=60)
    note = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    instructors = serializers.ListField(child=serializers.CharField(max_length=120), required=False, max_length=20)

    def validate_days(self, days: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
        return [(day["starts_at"], day["ends_at"]) for day in days]


class AddSession(ChangeSession):
    course = RefField(Course, name="code")


class PublishSession(Input):
    invite = serializers.BooleanField(required=False, help_text="Tell the companies it is meant for.")


class Nothing(Input):
    pass


class OfCompany(Input):
    participant = RefField(Participant, required=False, help_text="The one acted for, unless given.")
    reason = serializers.CharField(
        max_length=1000,
        required=False,
        allow_blank=True,
        help_text="Why the staff enters somebody all the same; the participant reads it.",
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        user = self.context["request"].user
        if "participant" not in data:
            if user.is_staff:
                raise serializers.ValidationError({"participant": "Give the participant."})
            data["participant"] = Participant.objects.visible_to(user).get(pk=user.acting_for.participant_id)
        return data


class Enroll(OfCompany):
    contact = RefField(Contact, required=False, allow_null=True, help_text="The person; oneself unless given.")


class EnrollGroup(OfCompany):
    contacts = RefList(Contact, max_length=100)
    together = serializers.BooleanField(required=False, help_text="Seats for all of them at once, or for none.")


def enroll(**given: Any) -> Enrollment:
    """Enter a person: seated, waiting, or asked for where enrollments are approved."""
    return enrolling.enroll(**given)


def enroll_group(*, together: bool = False, **given: Any) -> CourseSession:
    """Enter several people of one company at once, together or one by one."""
    return groups.enroll_group(together=together, **given).session


class SessionFilters(Filters):
    course = django_filters.CharFilter(field_name="course__code", help_text="Code of the course.")
    format = django_filters.ChoiceFilter(choices=Format.choices)
    state = django_filters.ChoiceFilter(choices=SessionState.choices)
    ahead = YesNo(method="only_ahead", help_text="Whether it is published and not over yet.")
    free = YesNo(method="only_free", help_text="Whether whoever enrolls now gets a seat.")

    def only_ahead(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        ahead = rows.ahead(timezone.now()).order_by()
        return ahead if wanted else rows.exclude(pk__in=ahead.values("pk"))

    def only_free(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        free = narrowed(rows, {"seats": FREE})
        return free if wanted else rows.exclude(pk__in=free.order_by().values("pk"))


def managing(user: Any, row: CourseSession) -> Answer:
    return permissions.can_manage_training(user)


def entering(user: Any, row: CourseSession) -> Answer:
    """Participants enroll themselves; whom the staff may enter is asked with the participant."""
    return permissions.can_enroll_people(user) if user.is_staff else Allowed()


class SessionViewSet(ScopedViewSet):
    """Occasions on which a course is taught: days, place or link, seats, and the line for them."""

    model = CourseSession
    members_only = True
    serializer_class = SessionSerializer
    filterset_class = SessionFilters
    orders = {"starts_at": ("starts_at", "id"), "created_at": ("id",)}
    search_fields = ("title", "course__title", "place")
    subject = "session"

    def rows(self, user: Any) -> QuerySet:
        # Inside the wall a link that one may not read is not there to be joined.
        rows = super().rows(user).select_related("course", "link").annotate(version_number=F("version__number"))
        return rows.prefetch_related("days", Prefetch("instructors", SessionInstructor.objects.only("name", "session")))

    def owner(self, row: CourseSession) -> CourseSession:
        """The permissions ask about the session itself."""
        return row

    create = creates(actions.add_session, AddSession, SessionSerializer, asks=permissions.can_manage_training)
    partial_update = changes(actions.change_session, ChangeSession, SessionSerializer, asks=managing)
    publish = verb("publish", actions.publish_session, PublishSession, SessionSerializer, asks=managing)
    cancel = verb("cancel", actions.cancel_session, Reason, SessionSerializer, asks=managing)
    finish = verb("finish", actions.finish_session, Nothing, SessionSerializer, asks=managing)
    enroll = verb("enroll", enroll, Enroll, EnrollmentSerializer, asks=entering, makes=EnrollmentViewSet)
    enroll_group = verb("enroll-group", enroll_group, EnrollGroup, SessionSerializer, asks=entering)
