"""Reads of enrollments: a person's own, and for a company's administrators those of all its people."""

from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from participants.choices import MembershipKind
from participants.querysets.owned import OwnedQuerySet
from training.choices import EnrollmentState
from training.rules.enrollment_moves import HOLDS_A_SEAT, LIVE


def sees_colleagues(acting_for: Any) -> bool:
    """Whether a participant's user sees the training of the company's other people: an administrator for all of it."""
    return acting_for.kind == MembershipKind.ADMIN and not acting_for.narrowed


def own_or_all(acting_for: Any, person: str = "contact") -> Q:
    """The condition "of the person who is signed in", or of the whole company for its administrators."""
    return Q() if sees_colleagues(acting_for) else Q(**{f"{person}__user": acting_for.user_id})


class EnrollmentQuerySet(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(own_or_all(acting_for))

    def of_participants_open_to(self, user: Any) -> Self:
        """Who runs the classes sees who sits in them, whoever looks after the company."""
        return self.all() if user.can("training.manage") else super().of_participants_open_to(user)

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def holding_seats(self) -> Self:
        return self.filter(state__in=HOLDS_A_SEAT)

    def not_absent(self) -> Self:
        """All but people of whom it is marked that they were not there, on any day."""
        marks = self.model._meta.get_field("attendance").related_model.objects.filter(enrollment=OuterRef("pk"))
        return self.filter(~Exists(marks.filter(present=False)) | Exists(marks.filter(present=True)))

    def in_line(self) -> Self:
        """The waiting list, the next one first."""
        return self.filter(state=EnrollmentState.WAITING).order_by("queued")

    def with_position(self) -> Self:
        """Waiting ones of one session with their `position`, from 1; it needs to see all of them."""
        return self.in_line().annotate(position=Window(RowNumber(), order_by=F("queued").asc()))


class GroupQuerySet(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        return rows if sees_colleagues(acting_for) else rows.none()

    def of_participants_open_to(self, user: Any) -> Self:
        return self.all() if user.can("training.manage") else super().of_participants_open_to(user)


class OfEnrollmentQuerySet(OwnedQuerySet):
    """Steps follow their enrollment."""

    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(own_or_all(acting_for, "enrollment__contact"))

    def of_participants_open_to(self, user: Any) -> Self:
        return self.all() if user.can("training.manage") else super().of_participants_open_to(user)
