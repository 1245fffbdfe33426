"""Reads of questions to departments: of those who work on the issue, and of the department that was asked."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from issues.choices import ReferralState
from issues.rules.referral_moves import ENDED, HELD_BY_DEPARTMENT, STILL_OPEN
from participants.permissions.checklists import department_of
from participants.querysets.owned import OwnedQuerySet
from portal.calendars.models import Clock

KIND = "referral"


class ReferralQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """With the issue, and those to one's own department; participants' users are told there are none."""
        if not user.is_staff:
            return self.none()
        asked = Q(department__code=answering(user)) if answering(user) else Q(pk__in=[])
        if not user.can("issues.view"):
            return self.filter(asked)
        if user.can("participants.see_restricted"):
            return self
        return self.filter(asked | Q(pk__in=self.model.objects.of_participants_open_to(user).values("pk")))

    def owned_by(self, acting_for: Any) -> Self:
        return self.none()

    def still_open(self) -> Self:
        """The department owes an answer, or asked back."""
        return self.filter(state__in=STILL_OPEN)

    def with_department(self) -> Self:
        """The department's turn."""
        return self.filter(state__in=HELD_BY_DEPARTMENT)

    def handed_back(self) -> Self:
        return self.filter(state=ReferralState.HANDED_BACK)

    def answered(self) -> Self:
        """Answers that were not released yet."""
        return self.filter(state=ReferralState.ANSWERED)

    def ended(self) -> Self:
        return self.filter(state__in=ENDED)

    def late(self, now: datetime) -> Self:
        """Not answered by the due time, with the department now."""
        return self.with_department().filter(due_at__lt=now)

    def breached(self, now: datetime) -> Self:
        """Whose answer came late at least once, or has not come although it was due."""
        return self.filter(was_late(now))

    def to_department(self, code: str) -> Self:
        return self.filter(department__code=code)


class ReferralPartQuerySet(OwnedQuerySet):
    """Seen by whoever sees the question."""

    path = "referral"

    def visible_to(self, user: Any) -> Self:
        if not user.is_staff:
            return self.none()
        part = self.model
        for step in self.path.split("__"):
            part = part._meta.get_field(step).related_model
        return self.filter(**{f"{self.path}__in": part.objects.visible_to(user)})

    def owned_by(self, acting_for: Any) -> Self:
        return self.none()


class ReferralFileQuerySet(ReferralPartQuerySet):
    path = "message__referral"


def was_late(now: datetime) -> Q:
    """The condition that an answer came late at least once, or has not come although it was due."""
    clocks = Clock.objects.filter(subject_ref=OuterRef("ref"), kind=KIND, breached_at__isnull=False)
    return Q(Exists(clocks)) | Q(state__in=HELD_BY_DEPARTMENT, due_at__lt=now)


def answering(user: Any) -> str:
    """The code of the department for which the person answers; nothing for who answers none."""
    return department_of(user) if user.can("referrals.answer") else ""
