"""Reads of what readers said of articles."""

from typing import Any, Self

from django.db.models import Count, Q

from portal.lifecycle.rows import RowQuerySet


class FeedbackQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The staff reads all of it; everybody else what oneself said."""
        if user is None or not user.is_authenticated:
            return self.none()
        return self.all() if user.is_staff and user.can("training.view") else self.by(user)

    def by(self, user: Any) -> Self:
        return self.filter(person=user.pk)

    def commented(self) -> Self:
        return self.exclude(comment="")

    def votes(self) -> Self:
        """How often each version helped and how often not: dicts of `number`, `yes` and `no`, the newest first."""
        yes, no = Count("pk", filter=Q(helpful=True)), Count("pk", filter=Q(helpful=False))
        counted = self.order_by().values("version__number").annotate(yes=yes, no=no)
        return counted.order_by("-version__number")
