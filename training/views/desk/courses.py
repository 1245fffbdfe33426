"""The catalog of courses at the desk: the list, a course, the matrix of advice, and the files of a course."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView, View

from participants.models import MarketRole
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.documents.serving import respond
from portal.scoping.today import market_day
from portal.web import panels
from portal.web.doors import DeskDoor
from portal.web.views import Scoped, ScopedListView
from training import permissions
from training.advice import matrix
from training.choices import Advice
from training.course_lists import advised_courses, paths_with, sessions_ahead, versions_of, with_sessions
from training.forms.courses import CourseFilter
from training.models import Course, Material

HISTORY = 20


class CourseListView(DeskDoor, ScopedListView):
    capability = "training.view"
    model = Course
    template_name = "training/course_list.html"
    filter_form = CourseFilter
    orders = {"order": ("order", "code"), "title": ("title", "id"), "-title": ("-title", "-id")}

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split())

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        rows = rows.matching(self.words)
        if wanted.get("role"):
            rows = rows.filter(pk__in=advised_courses(wanted["role"].code))
        if wanted.get("format"):
            rows = rows.filter(formats__contains=[wanted["format"]])
        if wanted.get("status"):
            rows = rows.filter(status=wanted["status"])
        return with_sessions(rows, timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filtered = any(kwargs["form"].cleaned_data.values()) if kwargs["form"].is_valid() else True
        may_manage = permissions.can_manage_training(self.request.user)
        return super().get_context_data(words=self.words, filtered=filtered, may_manage=may_manage, **kwargs)


class OfCourse(DeskDoor, Scoped):
    """A page about one course, by its code."""

    capability = "training.view"
    model = Course

    @cached_property
    def course(self) -> Course:
        return get_object_or_404(self.scope(), code=self.kwargs["code"])

    @cached_property
    def now(self) -> datetime:
        return timezone.now()


class CourseDetailView(OfCourse, TemplateView):
    template_name = "training/course_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        course, user = self.course, self.request.user
        versions = versions_of(course, user, market_day(self.now))
        return super().get_context_data(
            object=course,
            versions=versions,
            version=self._shown(versions),
            advice=list(course.recommendations.select_related("role").order_by("role__order", "role__code")),
            prerequisites=list(course.prerequisites.visible_to(user)),
            opens=list(course.opens.visible_to(user)),
            paths=paths_with(course, user),
            sessions=sessions_ahead(course, user, self.now),
            events=[told(event) for event in AuditEvent.objects.filter(object_ref=course.ref)[:HISTORY]],
            panels=panels.drawn("course", self.request, course),
            may_edit=permissions.can_edit_course(user, course),
            **kwargs,
        )

    def _shown(self, versions: Any) -> Any:
        """The version that is asked for by number, else the one in effect."""
        wanted = self.request.GET.get("version", "")
        return next((one for one in versions.every if str(one.number) == wanted), versions.current)


class CourseMaterialView(OfCourse, View):
    """One file of a course as a download."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, code: str, document: str) -> HttpResponse:
        return respond(material_of(self.course, request.user, document).document, to=request.user)


class AdviceMatrixView(DeskDoor, TemplateView):
    """Course x market role; on a phone each course is a card with the roles it is advised to."""

    capability = "training.view"
    template_name = "training/advice_matrix.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, cells = self.request.user, matrix()
        named = {role for of_course in cells.values() for role in of_course}
        roles = list(MarketRole.objects.filter(code__in=named))
        rows = [(course, cells.get(course.pk, {})) for course in Course.objects.visible_to(user).offered()]
        return super().get_context_data(
            roles=roles,
            rows=[(course, [(role, held.get(role.code, "")) for role in roles]) for course, held in rows],
            legend=Advice.choices,
            may_manage=permissions.can_manage_training(user),
            **kwargs,
        )


def material_of(course: Course, user: Any, ref: str) -> Material:
    """A file of a course by the reference of what is stored; 404 where there is none."""
    rows = Material.objects.visible_to(user).filter(version__course=course).select_related("document", "version")
    return get_object_or_404(rows, document__ref=ref)
