"""Reads of the catalog of courses; it holds nobody's data."""

from datetime import date
from typing import Any, Self

from django.db.models import QuerySet

from participants.querysets.catalogs import CatalogQuerySet
from training.choices import CourseStatus, MaterialAudience


class CourseQuerySet(CatalogQuerySet):
    def offered(self) -> Self:
        """Courses that are taught today, at least when somebody asks."""
        return self.exclude(status=CourseStatus.HISTORIC)


class OfCourseQuerySet(QuerySet):
    """Rows of a course are as public as the course."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_authenticated else self.none()

    def in_effect(self, day: date) -> Self:
        return self.filter(effective_from__lte=day)


class MaterialQuerySet(QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: all. Participants: what is for everybody; what needs a seat is asked for with the seat."""
        if user.is_staff:
            return self.all()
        return self.filter(audience=MaterialAudience.LEARNERS) if user.is_authenticated else self.none()
