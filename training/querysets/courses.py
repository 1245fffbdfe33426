"""Reads of the catalog of courses; it holds nobody's data."""

from datetime import date
from typing import Any, Self

from django.db.models import F, Q, QuerySet

from participants.querysets.catalogs import CatalogQuerySet
from training.choices import CourseStatus, EnrollmentState, MaterialAudience


class CourseQuerySet(CatalogQuerySet):
    def offered(self) -> Self:
        """Courses that are taught today, at least when somebody asks."""
        return self.exclude(status=CourseStatus.HISTORIC)

    def matching(self, words: str) -> Self:
        """By parts of code or title."""
        words = words.replace("\x00", "")
        return self.filter(Q(title__icontains=words) | Q(code__icontains=words)) if words else self


class OfCourseQuerySet(QuerySet):
    """Rows of a course are as public as the course."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_authenticated else self.none()

    def in_effect(self, day: date) -> Self:
        return self.filter(effective_from__lte=day)


class MaterialQuerySet(QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: all. Participants: what is for everybody, and with a seat what is for people with one."""
        if user.is_staff:
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(audience=MaterialAudience.LEARNERS) | Q(pk__in=self._with_a_seat(user).values("pk")))

    def _with_a_seat(self, user: Any) -> QuerySet:
        """Of versions that are taught in a session in which the person has a seat."""
        seat = "version__course__sessions"
        return self.model.objects.filter(
            **{
                "audience": MaterialAudience.SEATED,
                f"{seat}__version": F("version"),
                f"{seat}__enrollments__state": EnrollmentState.SEATED,
                f"{seat}__enrollments__contact__user": user,
            }
        )
