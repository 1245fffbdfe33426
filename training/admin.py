"""The administration of courses and articles: to be looked at here; they are edited on the desk's own pages."""

from django.contrib import admin

from portal.web.admin_site import ReadOnlyAdmin
from training import article_admin, session_admin  # noqa: F401 - importing them registers their rows
from training.models import Course, LearningPath

HOW_SURE = (("source", "tag"), "edited")


@admin.register(Course)
class CourseAdmin(ReadOnlyAdmin):
    list_display = ("code", "title", "status", "tag", "edited")
    list_filter = ("status", "tag", "edited")
    search_fields = ("code", "title")
    fields = (
        "code",
        "title",
        "description",
        ("formats", "length", "hours"),
        "audience",
        "status",
        ("tested", "passing_percent", "attempts"),
        ("ceh", "validity_months"),
        "need_approval",
        *HOW_SURE,
    )


@admin.register(LearningPath)
class LearningPathAdmin(ReadOnlyAdmin):
    list_display = ("code", "title", "role", "tag", "edited")
    list_select_related = ("role",)
    search_fields = ("code", "title")
    fields = ("code", "title", "description", "role", *HOW_SURE)
