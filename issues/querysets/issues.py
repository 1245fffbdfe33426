"""Reads of issues: the desk's by participant, a participant's user's by company and by person."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from issues.choices import IssueState
from issues.rules.issue_moves import STILL_OPEN
from participants.querysets.owned import OwnedQuerySet
from portal.lifecycle.rows import RowQuerySet
from portal.scoping.today import MarketToday

TODAY = MarketToday()


class IssueQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff who work on issues: of participants they may see. A department sees its questions, not the issue."""
        if user.is_staff and not user.can("issues.view"):
            return self.none()
        return super().visible_to(user)

    def owned_by(self, acting_for: Any) -> Self:
        """What the person raised; what the person follows, or with sight of the company's issues all of them, as far
        as the membership's registrations and areas reach."""
        rows = super().owned_by(acting_for)
        own = Q(reporter=acting_for.user_id)
        if acting_for.narrowed:
            rows = rows.filter(own | Q(registration__in=acting_for.registration_ids))
        if acting_for.areas is not None:
            rows = rows.filter(own | Q(area__in=acting_for.areas))
        if acting_for.sees_company:
            return rows
        watchers = self.model._meta.get_field("watchers").related_model
        follows = watchers.objects.filter(issue=OuterRef("pk"), user=acting_for.user_id, left_at=None)
        return rows.filter(own | Exists(follows))

    def still_open(self) -> Self:
        """Somebody still has to act."""
        return self.filter(state__in=STILL_OPEN)

    def waiting(self) -> Self:
        """The participant's turn."""
        return self.filter(state=IssueState.WAITING)

    def quiet_since(self, instant: datetime) -> Self:
        """Open ones in which neither side has spoken since."""
        return self.still_open().filter(last_spoken_at__lt=instant)

    def acted_on_by(self, user: Any) -> Self:
        """The person's own, and those of absent colleagues the person stands in for today."""
        people = self.model._meta.get_field("owner").related_model
        absences = people._meta.get_field("absences").related_model
        away = absences.objects.filter(
            person=OuterRef("owner"), stand_in=user.pk, starts_on__lte=TODAY, ends_on__gte=TODAY
        )
        return self.filter(Q(owner=user.pk) | Exists(away))

    def of_words(self, words: str) -> Self:
        """Whose reference, title or number in the market's systems has these words."""
        return self.filter(
            Q(ref__iexact=words) | Q(title__icontains=words) | Q(statement_id__iexact=words) | Q(esi_id__iexact=words)
        )

    def without_owner(self) -> Self:
        return self.still_open().filter(owner=None)


class CountQuerySet(RowQuerySet):
    """Read by the code that draws numbers, never by a person."""

    def visible_to(self, user: Any) -> Self:
        return self.none()
