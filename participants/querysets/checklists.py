"""Reads of checklists and their items."""

from datetime import date
from typing import Any, Self

from django.db.models import BooleanField, Count, Exists, F, Func, Min, OuterRef, Q

from participants.choices import AccessArea, ItemState
from participants.querysets.owned import OwnedQuerySet
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import OPEN, REVIEWABLE, SETTLED, WITH_PARTICIPANT
from portal.scoping.today import MarketToday


class ChecklistQuerySet(OwnedQuerySet):
    area = AccessArea.ACCESS

    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        return rows.filter(registration__in=acting_for.registration_ids) if acting_for.narrowed else rows

    def with_progress(self) -> Self:
        """Counts over the mandatory items: `wanted`, `settled`, `with_participant`, `in_review`, and `next_due`."""
        mandatory = Q(items__mandatory=True)
        theirs = mandatory & Q(items__requirement__by_operator=False)
        return self.annotate(
            wanted=Count("items", filter=mandatory),
            settled=Count("items", filter=mandatory & Q(items__state__in=SETTLED)),
            with_participant=Count("items", filter=theirs & Q(items__state__in=WITH_PARTICIPANT)),
            in_review=Count("items", filter=mandatory & Q(items__state__in=REVIEWABLE)),
            next_due=Min("items__due_on", filter=Q(items__state__in=OPEN)),
        )


class ChecklistItemQuerySet(OwnedQuerySet):
    area = AccessArea.ACCESS

    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        if not acting_for.narrowed:
            return rows
        return rows.filter(checklist__registration__in=acting_for.registration_ids)

    def open(self) -> Self:
        """Neither accepted nor waived nor not applicable."""
        return self.filter(state__in=OPEN)

    def standing_in_the_way(self, registration: Any) -> Self:
        """The mandatory items of a registration that keep it from being qualified, in order.

        Evidence counts until its last day, whether or not a sweep has come by since.
        """
        rows = self.filter(checklist__registration=registration, mandatory=True).order_by("position")
        return rows.filter(Q(state__in=OPEN) | Q(state=ItemState.ACCEPTED, evidence_expires_on__lt=MarketToday()))

    def still_counting(self) -> Self:
        """Accepted, on evidence whose last day has not passed and, where it is a person's, of somebody still there."""
        rows = self.filter(state=ItemState.ACCEPTED).exclude(evidence_expires_on__lt=MarketToday())
        return rows.exclude(holder__active=False)

    def to_review(self) -> Self:
        """With a reviewing department; of a registration that has ended nothing is reviewed any more."""
        return self.filter(state__in=REVIEWABLE).exclude(checklist__registration__status__in=ENDED)

    def blocked(self) -> Self:
        """Those that wait for an item of the same checklist which is still open."""
        return self.filter(self._open_ahead())

    def unblocked(self) -> Self:
        """Those that nothing has to come before any more."""
        return self.exclude(self._open_ahead())

    def _open_ahead(self) -> Exists:
        ahead = self.model.objects.filter(checklist=OuterRef("checklist"), state__in=OPEN)
        named = Func(OuterRef("waits_for"), F("code"), function="jsonb_exists", output_field=BooleanField())
        return Exists(ahead.alias(named=named).filter(named=True))

    def of_department(self, code: str) -> Self:
        return self.filter(requirement__reviewers__contains=[code])

    def looked_after_by(self, user: Any) -> Self:
        """Of participants the person is assigned to today, or stands in for."""
        participants = self.model._meta.get_field("participant").related_model
        assignments = participants._meta.get_field("assignments").related_model
        return self.filter(participant__in=assignments.objects.today().acted_on_by(user).values("participant"))

    def lapsed(self, today: date) -> Self:
        """Accepted on evidence whose last day has passed."""
        return self.filter(state=ItemState.ACCEPTED, evidence_expires_on__lt=today)


class ItemRoundQuerySet(OwnedQuerySet):
    area = AccessArea.ACCESS

    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        return (
            rows.filter(item__checklist__registration__in=acting_for.registration_ids) if acting_for.narrowed else rows
        )


class ItemEvidenceQuerySet(OwnedQuerySet):
    area = AccessArea.ACCESS

    def owned_by(self, acting_for: Any) -> Self:
        rows = super().owned_by(acting_for)
        if not acting_for.narrowed:
            return rows
        return rows.filter(round__item__checklist__registration__in=acting_for.registration_ids)
