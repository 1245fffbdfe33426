"""Sessions and enrollments in the administration: looked at only; they change on the desk's own pages."""

from django.contrib import admin

from portal.web.admin_site import ReadOnlyAdmin
from training.models import CourseSession, Enrollment


@admin.register(CourseSession)
class SessionAdmin(ReadOnlyAdmin):
    list_display = ("ref", "course", "title", "format", "state", "starts_at", "seats", "seats_taken", "waiting")
    list_filter = ("state", "format")
    list_select_related = ("course",)
    search_fields = ("ref", "title", "course__code")
    fields = (
        ("ref", "created_at"),
        ("course", "version", "title"),
        ("format", "state", "revision"),
        ("starts_at", "ends_at", "zone"),
        "place",
        ("seats", "seats_taken", "waiting", "last_queued"),
        ("need_approval", "closes_at"),
        "audience",
        "note",
        ("published_at", "ended_at", "cancel_reason"),
    )


@admin.register(Enrollment)
class EnrollmentAdmin(ReadOnlyAdmin):
    list_display = ("ref", "session", "contact", "participant", "state", "queued", "offer_until")
    list_filter = ("state", "entered_as")
    list_select_related = ("session__course", "contact", "participant")
    search_fields = ("ref", "contact__name", "participant__name", "session__ref")
    fields = (
        ("ref", "created_at"),
        ("session", "participant", "contact"),
        ("group", "state", "queued"),
        ("offer_until", "seated_at", "ended_at"),
        ("entered_by", "entered_as", "entered_at"),
        "reason",
    )
