"""Reads of guidance, its reviews, and approved answers: the staff's own, whoever works on issues reads all of it.

The wording names no participant; whose it was is told only to those who may see the participant.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When

from issues.choices.guidance import ReviewState, WordingState
from issues.rules import guidance as rules
from portal.lifecycle.rows import RowQuerySet
from training.rules.citations import Cited


class DeskReads(RowQuerySet):
    """Seen by whoever reads issues at the desk."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff and user.can("issues.view") else self.none()


class SectionQuerySet(DeskReads):
    """Of rows about one section each."""

    def on(self, cited: Iterable[Cited]) -> Self:
        """On one of the sections, on what lies in it, or on what it lies in."""
        wanted = Q(pk__in=[])
        for one in cited:
            way = rules.path(one)
            wanted |= Q(path__startswith=way) | Q(path__in=rules.above(way))
        return self.filter(wanted)


class GuidanceQuerySet(SectionQuerySet):
    def standing(self, now: datetime) -> Self:
        """Held against answers: of the last ninety days, neither taken back nor to be corrected."""
        return self.filter(ended="", given_at__gte=now - rules.WINDOW, given_at__lte=now)

    def told_to(self, user: Any) -> Self:
        """With `whose`, the participant's name, where the person may see it, and "" elsewhere; and so its issue."""
        participants = self.model._meta.get_field("participant").related_model
        seen = participants.objects.visible_to(user).values("pk")
        return self.annotate(
            whose=Case(When(participant__in=seen, then=F("participant__name")), default=Value("")),
            issue_ref=Case(
                When(participant__in=seen, then=F("issue__ref")), default=Value(None), output_field=CharField()
            ),
        )


class ReviewQuerySet(DeskReads):
    def still_open(self) -> Self:
        return self.filter(state=ReviewState.OPEN)


class ApprovedAnswerQuerySet(SectionQuerySet):
    def in_use(self) -> Self:
        """With an approved version, not retired."""
        return self.filter(retired_at=None, versions__state=WordingState.APPROVED)

    def worded(self) -> Self:
        """With what may be said today and what waits for approval, or None."""
        versions = self.model._meta.get_field("versions").related_model.objects.filter(answer=OuterRef("pk"))
        return self.annotate(
            current_wording=Subquery(versions.filter(state=WordingState.APPROVED).values("wording")[:1]),
            draft_wording=Subquery(versions.filter(state=WordingState.DRAFT).values("wording")[:1]),
        )


class AnswerWordingQuerySet(DeskReads):
    def approved(self) -> Self:
        """What may be said today."""
        return self.filter(state=WordingState.APPROVED, answer__retired_at=None)
