"""Reads of sessions: announced ones are everybody's who is signed in, drafts the desk's."""

from datetime import datetime
from typing import Any, Self

from django.db.models import F, Q, QuerySet

from portal.lifecycle.rows import RowQuerySet
from training.choices import EnrollmentState, SessionState
from training.rules.session_moves import ANNOUNCED


class SessionQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        if user.is_staff:
            return self.all()
        # A session that never was announced does not become public by being canceled.
        announced = self.filter(state__in=ANNOUNCED, published_at__isnull=False)
        return announced if user.is_authenticated and user.acting_for is not None else self.none()

    def published(self) -> Self:
        return self.filter(state=SessionState.PUBLISHED)

    def ahead(self, now: datetime) -> Self:
        """Published ones that are not over yet, the next one first."""
        return self.published().filter(ends_at__gt=now).order_by("starts_at", "id")

    def with_room_for_the_line(self) -> Self:
        """Published ones with a free seat while people wait."""
        return self.published().filter(Q(seats=None) | Q(seats_taken__lt=F("seats")), waiting__gt=0)


class OfSessionQuerySet(QuerySet):
    """Parts of a session are as public as the session."""

    def visible_to(self, user: Any) -> Self:
        sessions = self.model._meta.get_field("session").related_model
        return self.filter(session__in=sessions.objects.visible_to(user))


class LinkQuerySet(OfSessionQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: all. Participants: those of sessions in which the person has a seat for the company acted for."""
        rows = super().visible_to(user)
        if user.is_staff:
            return rows
        sessions = self.model._meta.get_field("session").related_model
        seats = sessions._meta.get_field("enrollments").related_model.objects.visible_to(user)
        own = seats.filter(state=EnrollmentState.SEATED, contact__user=user.pk)
        return rows.filter(session__in=own.values("session"))
