"""Reads of quizzes: the questions are the staff's, an attempt is read by few."""

from typing import Any, Self

from django.db.models import Q

from accounts.models import Mentoring
from portal.lifecycle.rows import RowQuerySet
from portal.scoping.today import MarketToday


class QuizQuestionQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff and user.can("training.view") else self.none()


class QuizAttemptQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own; those of the colleagues one mentors today; all for training coordinators and supervisors."""
        if not user.is_staff or not user.can("training.view"):
            return self.none()
        if user.can("training.manage"):
            return self.all()
        mentees = Mentoring.objects.on(MarketToday()).filter(mentor=user.pk).values("colleague")
        return self.filter(Q(person=user.pk) | Q(person__in=mentees))

    def by(self, user: Any) -> Self:
        return self.filter(person=user.pk)
