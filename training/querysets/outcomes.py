"""Reads of what came of a session; each row follows the seat it belongs to."""

from typing import Any, Self

from django.db.models import QuerySet

from participants.querysets.owned import OwnedQuerySet
from training.querysets.enrollments import own_or_all


class OfSeatQuerySet(OwnedQuerySet):
    """Attendance and test results: a person's own, and all of the company for its administrators."""

    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(own_or_all(acting_for, "enrollment__contact"))

    def of_participants_open_to(self, user: Any) -> Self:
        return self.all() if user.can("training.manage") else super().of_participants_open_to(user)

    def counting(self) -> Self:
        """Test results that were not struck out."""
        return self.filter(voided_at=None)


class EvaluationQuerySet(OwnedQuerySet):
    """What somebody thought is read by that person alone; staff read it together with that of others, unnamed."""

    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(enrollment__contact__user=acting_for.user_id)

    def of_participants_open_to(self, user: Any) -> Self:
        return self.all() if user.can("training.view") else self.none()


class CodeQuerySet(QuerySet):
    """Codes and tries are read by actions and by the page of whoever teaches."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff and user.can("training.manage") else self.none()
