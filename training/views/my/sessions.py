"""Sessions for participants: the agenda, the month, and one session with one's own people in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from participants.views.my.pages import MyPage
from portal.web import keyset
from portal.web.keyset import bounded_count
from training.advice import roles_of
from training.advised_sessions import marked_courses
from training.business_days import closed_days, kept_for
from training.models import CourseSession, Enrollment, EnrollmentStep, SessionLink
from training.positions import position_of, with_positions
from training.querysets.enrollments import sees_colleagues
from training.session_lists import MY_VIEWS, described, in_view, order_of, with_days
from training.session_roster import with_reason
from training.views.sessions import Narrowed


@dataclass(frozen=True, slots=True)
class Own:
    """The own people of one state in one session: `row` is the first of them."""

    row: Enrollment
    count: int

    @property
    def words(self) -> str:
        return self.row.contact.name + (f" and {self.count - 1} more" if self.count > 1 else "")


def own_of(enrollments: Iterable[Enrollment]) -> dict[int, list[Own]]:
    """By session: the own people, gathered by where they stand."""
    gathered: dict[int, dict[str, list[Enrollment]]] = defaultdict(lambda: defaultdict(list))
    for row in enrollments:
        gathered[row.session_id][row.state].append(row)
    return {session: [Own(rows[0], len(rows)) for rows in by_state.values()] for session, by_state in gathered.items()}


class MySessions(Narrowed, MyPage):
    members_only = True
    views = MY_VIEWS

    def scope(self) -> QuerySet[CourseSession]:
        return CourseSession.objects.visible_to(self.request.user)

    @cached_property
    def own(self) -> QuerySet[Enrollment]:
        """One's own, or for an administrator those of the whole company."""
        return Enrollment.objects.visible_to(self.request.user)

    def told(self, rows: Iterable[CourseSession]) -> list[CourseSession]:
        """Each with the `own` enrollments in it, and how its course is `advised` to the company."""
        found = described(rows, self.now)
        own = own_of(self.own.live().filter(session__in=found).select_related("contact").order_by("id"))
        advised = marked_courses(roles_of(self.request.user, self.participant, self.today)) if found else {}
        for row in found:
            row.own, row.advised = own.get(row.pk, []), advised.get(row.course_id, "")
        return found


class MySessionListView(MySessions):
    template_name = "training/my_session_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, query = self.filters(), self.request.GET
        narrowed = self.narrowed_by(self.scope(), form.cleaned_data if form.is_valid() else {})
        found = {key: self.in_view(narrowed, key) for key in self.views}
        rows = with_days(found[form.view_name])
        order = order_of(form.view_name)
        page = keyset.paginate(rows, order, after=query.get("after", ""), before=query.get("before", ""))
        self.told(page.rows)
        counts = {key: page.total if key == form.view_name else bounded_count(one) for key, one in found.items()}
        return super().get_context_data(
            form=form,
            view=form.view_name,
            words=self.words,
            page=page,
            tabs=[(key, label, counts[key]) for key, label in self.views.items()],
            **kwargs,
        )

    def in_view(self, rows: QuerySet[CourseSession], view: str) -> QuerySet[CourseSession]:
        if view == "own":
            mine = self.own.live().values("session")
            return in_view(rows, "upcoming", self.now).filter(pk__in=mine)
        return in_view(rows, view, self.now)


class MySessionCalendarView(MySessions):
    template_name = "training/my_session_calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.filters()
        return super().get_context_data(form=form, my=True, **self.month(form), **kwargs)


class MySessionView(MySessions):
    template_name = "training/my_session.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = self.scope().select_related("course", "version")
        self.object = get_object_or_404(rows, ref=self.kwargs["ref"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        (row,) = self.told([self.object])
        days = list(row.days.all())
        everybody = with_reason(self.own.filter(session=row)).select_related("contact", "group")
        people = list(everybody.order_by(F("ended_at").desc(nulls_first=True), "-entered_at", "-id")[:200])
        for one in with_positions(people):
            one.is_own = one.contact.user_id == self.request.user.pk
        mine = next((one for one in people if one.is_live and one.is_own), None)
        live = sorted((one for one in people if one.is_live), key=lambda one: (one.queued or 0, one.pk))
        return super().get_context_data(
            object=row,
            days=days,
            closed=closed_days(days, row.zone),
            instructors=list(row.instructors.values_list("name", flat=True)),
            prerequisites=list(row.course.prerequisites.all()),
            link=SessionLink.objects.visible_to(self.request.user).filter(session=row).first(),
            mine=mine,
            kept_for=kept_for(mine.offer_until, self.now) if mine else "",
            colleagues=[one for one in live if not one.is_own],
            ended=[one for one in people if not one.is_live],
            may_enroll_people=sees_colleagues(self.request.user.acting_for),
            **kwargs,
        )


class MyEnrollmentView(MySessions):
    """How one enrollment went: each step with its reason."""

    template_name = "training/my_enrollment.html"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = self.own.select_related("session__course", "contact", "group")
        self.object = get_object_or_404(rows, ref=self.kwargs["ref"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        described([row.session], self.now)
        steps = EnrollmentStep.objects.visible_to(self.request.user).filter(enrollment=row)
        return super().get_context_data(
            object=row,
            position=position_of(row),
            kept_for=kept_for(row.offer_until, self.now),
            steps=list(steps.order_by("-at", "-id")),
            **kwargs,
        )
