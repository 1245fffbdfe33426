"""Sessions as files for calendars: one at the desk and on the participants' side, and all of one's own seats."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views import View

from portal.web.doors import DeskDoor, MyDoor
from portal.web.views import Scoped
from training import ics
from training.choices import EnrollmentState
from training.models import CourseSession, Enrollment, SessionLink

MOST = 200


def calendar_file(user: Any, rows: list[CourseSession], name: str) -> HttpResponse:
    """The sessions as this person knows them; links only where the person may read them."""
    links = dict(SessionLink.objects.visible_to(user).filter(session__in=rows).values_list("session", "url"))
    site = settings.SITE_URL.rstrip("/")
    shown = [
        ics.Shown(
            row,
            list(row.days.all()),
            site + (row.get_absolute_url() if user.is_staff else row.get_my_url()),
            links.get(row.pk, ""),
        )
        for row in rows
    ]
    disposition = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    body = ics.file_of(shown, timezone.now())
    return HttpResponse(body, content_type=ics.CONTENT_TYPE, headers=disposition)


class OneSession(Scoped):
    model = CourseSession

    def scope(self) -> QuerySet:
        return super().scope().select_related("course").prefetch_related("days")

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        row = get_object_or_404(self.scope(), ref=ref)
        return calendar_file(request.user, [row], row.ref)


class SessionIcsView(DeskDoor, OneSession, View):
    capability = "training.view"


class MySessionIcsView(MyDoor, OneSession, View):
    members_only = True


class MySeatsIcsView(MyDoor, View):
    """Every session in which the person has a seat, or had one when it was canceled."""

    members_only = True

    def get(self, request: HttpRequest) -> HttpResponse:
        own = Enrollment.objects.visible_to(request.user).filter(contact__user=request.user.pk)
        seats = own.filter(state__in=[EnrollmentState.SEATED, EnrollmentState.CANCELED], seated_at__isnull=False)
        rows = CourseSession.objects.visible_to(request.user).filter(pk__in=seats.values("session"))
        rows = rows.select_related("course").prefetch_related("days").order_by("-starts_at", "-id")
        return calendar_file(request.user, list(rows[:MOST]), "my-training")
