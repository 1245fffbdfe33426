"""What both sides share of sessions: their filters, the month, and the file for one's own calendar."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from participants.rules.months import month_of
from portal.scoping.today import market_day
from training.forms.session_filters import SessionFilter
from training.models import Course, CourseSession
from training.session_calendar import month_page
from training.session_lists import found_by, narrowed


class Narrowed:
    """The list's and the month's filters."""

    views: dict[str, str] = {}

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def today(self) -> date:
        return market_day(self.now)

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split())

    def filters(self) -> SessionFilter:
        courses = Course.objects.filter(sessions__in=self.scope()).distinct().order_by("order", "code")
        return SessionFilter(self.request.GET, courses=courses.values_list("code", "title"), views=self.views)

    def narrowed_by(self, rows: QuerySet[CourseSession], wanted: dict[str, Any]) -> QuerySet[CourseSession]:
        """All but the view, so that each view can be counted."""
        rows = narrowed(rows, wanted)
        return found_by(rows, self.words) if self.words else rows

    def month(self, form: SessionFilter) -> dict[str, Any]:
        rows = self.narrowed_by(self.scope(), form.cleaned_data if form.is_valid() else {})
        return month_page(rows, month_of(self.request.GET.get("month", ""), self.today), self.today)
