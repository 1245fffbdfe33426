"""Reads of reviews of answers: of the author once they are made, the reviewer, and supervisors."""

from typing import Any, Self

from django.db.models import Q

from issues.choices.coaching import AnswerReviewState
from issues.querysets.parts import StaffPartQuerySet
from issues.rules.coaching import TOLD
from portal.lifecycle.rows import RowQuerySet


def oversees(user: Any) -> bool:
    """Whether the person reads every review: who manages the staff."""
    return user.is_staff and user.can("staff.manage")


class ReviewCatalogQuerySet(RowQuerySet):
    """Policies and criteria: whoever reads issues knows by what answers are judged."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff and user.can("issues.view") else self.none()

    def in_use(self) -> Self:
        return self.filter(active=True)


class AnswerReviewQuerySet(StaffPartQuerySet):
    def visible_to(self, user: Any) -> Self:
        """An author sees what was asked for by oneself, and the rest once it was made; never what was skipped."""
        rows = super().visible_to(user)
        if oversees(user):
            return rows
        own = Q(author=user.pk) & (Q(state__in=TOLD) | Q(asked_by=user.pk))
        return rows.filter(Q(reviewer=user.pk) | own)

    def waiting(self) -> Self:
        return self.filter(state=AnswerReviewState.DRAWN)

    def unread(self) -> Self:
        return self.filter(state=AnswerReviewState.REVIEWED)

    def made(self) -> Self:
        return self.filter(state__in=TOLD)

    def for_pages(self) -> Self:
        """With what a list or its own page shows of each."""
        return self.select_related(
            "participant", "author", "reviewer", "topic", "asked_by", "settled_by", "comment__issue", "letter"
        )


class ReviewPartQuerySet(RowQuerySet):
    """Seen by whoever sees the review."""

    def visible_to(self, user: Any) -> Self:
        reviews = self.model._meta.get_field("review").related_model
        return self.filter(review__in=reviews.objects.visible_to(user))
