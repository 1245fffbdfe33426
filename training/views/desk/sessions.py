"""Sessions at the desk: the agenda, the month, and one session with everybody in it."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import TemplateView

from accounts.models import User
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.web import panels
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_counts
from portal.web.views import Scoped, ScopedDetailView, ScopedListView
from training import permissions
from training.business_days import closed_days
from training.models import CourseSession, SessionLink
from training.session_lists import VIEWS, described, in_view, order_of, with_days
from training.session_roster import roster_of
from training.views.sessions import Narrowed

HISTORY = 100


class SessionDoor(DeskDoor):
    capability = "training.view"
    model = CourseSession


class SessionListView(SessionDoor, Narrowed, ScopedListView):
    template_name = "training/session_list.html"
    views = VIEWS

    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        view = request.GET.get("view", "")
        self.orders = {"date": order_of(view)}
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.narrowed = self.narrowed_by(rows, wanted)
        return with_days(in_view(self.narrowed, self.form.view_name, self.now))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, page = kwargs["form"], kwargs["page"]
        described(page.rows, self.now)
        others = {key: in_view(self.narrowed, key, self.now) for key in self.views if key != form.view_name}
        counts = bounded_counts(others, beside=User.objects.filter(pk=self.request.user.pk)) | {
            form.view_name: page.total
        }
        return super().get_context_data(
            words=self.words,
            view=form.view_name,
            tabs=[(key, label, counts[key]) for key, label in self.views.items()],
            may_manage=permissions.can_manage_training(self.request.user),
            **kwargs,
        )


class SessionCalendarView(SessionDoor, Narrowed, Scoped, TemplateView):
    """A month with everything that is planned or announced in it."""

    template_name = "training/session_calendar.html"
    views = VIEWS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.filters()
        may_manage = permissions.can_manage_training(self.request.user)
        return super().get_context_data(form=form, may_manage=may_manage, **self.month(form), **kwargs)


class SessionDetailView(SessionDoor, Narrowed, ScopedDetailView):
    template_name = "training/session_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("course", "version")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, (row,) = self.request.user, described([self.object], self.now)
        days = list(row.days.all())
        events = AuditEvent.objects.filter(object_ref=row.ref, participant_id=None)
        return super().get_context_data(
            days=days,
            closed=closed_days(days, row.zone),
            instructors=list(row.instructors.select_related("person")),
            link=SessionLink.objects.visible_to(user).filter(session=row).first(),
            roster=roster_of(row, user),
            events=[told(event) for event in events[:HISTORY]],
            panels=panels.drawn("session", self.request, row),
            may_manage=permissions.can_manage_training(user),
            may_enroll=permissions.can_enroll_people(user),
            **kwargs,
        )
