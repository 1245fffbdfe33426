"""The courses as participants see them: first what is advised to the own company, then the others."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from participants.models import MarketRole
from participants.views.my.pages import MyPage
from portal.documents.serving import respond
from portal.web import panels
from portal.web.doors import MyDoor
from training.advice import advised_to, roles_of
from training.course_lists import paths_with, sessions_ahead, versions_of, with_sessions
from training.models import Course, LearningPath, Material
from training.progress import NOTHING, Progress, progress_of
from training.querysets.enrollments import sees_colleagues
from training.rules.recommending import Advised, above

MOST = 500


class MyCourses(MyPage):
    @cached_property
    def roles(self) -> list[str]:
        return roles_of(self.request.user, self.participant, self.today)

    @cached_property
    def advised(self) -> dict[int, Advised]:
        return advised_to(self.roles)

    @cached_property
    def progress(self) -> dict[int, Progress]:
        return progress_of(self.request.user, self.today, self.now)

    @cached_property
    def names(self) -> dict[str, str]:
        """Market roles in words, by code."""
        return dict(MarketRole.objects.values_list("code", "name"))

    @cached_property
    def course(self) -> Course:
        return get_object_or_404(Course.objects.visible_to(self.request.user), code=self.kwargs["code"])


class MyCourseListView(MyCourses):
    template_name = "training/my_course_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = " ".join(self.request.GET.get("q", "")[:200].split())
        rows = Course.objects.visible_to(self.request.user).offered().matching(words)
        courses = list(with_sessions(rows, self.now).order_by("order", "code")[:MOST])
        for course in courses:
            course.advised = self.advised.get(course.pk)
            course.progress = self.progress.get(course.pk, NOTHING)
            course.for_role = self.names.get(course.advised.role, "") if course.advised else ""
        certain = [course for course in courses if course.advised and course.advised.certain]
        likely = [course for course in courses if course.advised and not course.advised.certain]
        others = [course for course in courses if not course.advised]
        sections = [
            ("yours", "Recommended for your company", sorted(certain, key=lambda course: -course.advised.rank[1])),
            ("maybe", "May concern your company", likely),
            ("others", "Other courses", others),
        ]
        acting_for = self.request.user.acting_for
        return super().get_context_data(
            sees_colleagues=sees_colleagues(acting_for) and not acting_for.applying,
            sections=[one for one in sections if one[2]],
            role_names=[self.names[code] for code in self.roles if code in self.names],
            paths=self._paths() if not words else [],
            words=words,
            **kwargs,
        )

    def _paths(self) -> list[LearningPath]:
        """Those for one of the company's roles or one above it, the others after them."""
        parents = dict(MarketRole.objects.values_list("code", "parent__code"))
        own = {code for role in self.roles for code in above(role, parents)}
        rows = LearningPath.objects.visible_to(self.request.user).select_related("role")
        paths = list(rows.order_by("order", "code")[:MOST])
        for path in paths:
            path.own = path.role is not None and path.role.code in own
        return sorted(paths, key=lambda path: not path.own)


class MyCourseView(MyCourses):
    template_name = "training/my_course_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        course, user = self.course, self.request.user
        versions = versions_of(course, user, self.today)
        advised = self.advised.get(course.pk)
        return super().get_context_data(
            object=course,
            my=True,
            versions=versions,
            version=versions.current,
            advised=advised,
            for_role=self.names.get(advised.role, "") if advised else "",
            progress=self.progress.get(course.pk, NOTHING),
            prerequisites=list(course.prerequisites.visible_to(user)),
            opens=list(course.opens.visible_to(user).offered()),
            paths=paths_with(course, user),
            sessions=sessions_ahead(course, user, self.now),
            panels=panels.drawn("my-course", self.request, course),
            **kwargs,
        )


class MyPathView(MyCourses):
    template_name = "training/my_path_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = LearningPath.objects.visible_to(self.request.user).select_related("role")
        path = get_object_or_404(rows, code=self.kwargs["code"])
        steps = list(path.steps.select_related("course"))
        for step in steps:
            step.progress = self.progress.get(step.course_id, NOTHING)
        return super().get_context_data(object=path, steps=steps, my=True, **kwargs)


class MyCourseMaterialView(MyDoor, View):
    """One file of a course; what needs a seat exists only for people with one."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, code: str, document: str) -> HttpResponse:
        rows = Material.objects.visible_to(request.user).filter(version__course__code=code, document__ref=document)
        return respond(get_object_or_404(rows.select_related("document")).document, to=request.user)
