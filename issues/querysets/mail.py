"""Reads of mail that came in: the desk's own."""

from typing import Any, Self

from django.db.models import Q

from issues.rules.mail_states import IN_AN_ISSUE, TO_JUDGE
from participants.querysets.owned import OwnedQuerySet
from portal.lifecycle.rows import RowQuerySet


class IncomingMailQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff who read issues; what is a restricted participant's, only those whom it is open to."""
        if not user.is_staff or not user.can("issues.view"):
            return self.none()
        if user.can("participants.see_restricted"):
            return self.all()
        participants = self.model._meta.get_field("participant").related_model
        return self.filter(Q(participant=None) | Q(participant__in=participants.objects.ids_visible_to(user)))

    def owned_by(self, acting_for: Any) -> Self:
        return self.none()

    def to_judge(self) -> Self:
        """Those that a person has to decide about."""
        return self.filter(state__in=TO_JUDGE)

    def in_issues(self) -> Self:
        return self.filter(state__in=IN_AN_ISSUE, issue__isnull=False)


class OfMachinesQuerySet(RowQuerySet):
    """Rows that the portal keeps for itself: pages show single facts of them, nobody reads them as rows."""

    def visible_to(self, user: Any) -> Self:
        return self.none()
