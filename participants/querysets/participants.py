"""Reads of participants."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Now

from participants.choices import AssignmentKind
from participants.querysets.joining_suggestions import JoiningSuggestion, suggestions_among
from participants.querysets.searching import Found, words_of
from portal.lifecycle.rows import RowQuerySet
from portal.scoping.prepared import Prepared


class ParticipantQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Participants whose facts the person may read.

        Staff read the department's participants; a restricted one is read by those assigned to it, by
        their stand-ins, by supervisors and auditors, and by whoever broke the glass while that lasts,
        and on its own pages by who shadows it.
        A participant's user reads the one participant acted for.
        """
        rows = self.filter(joined_into=None)
        if user.is_staff:
            if not user.can("participants.view"):
                return rows.none()
            if user.can("participants.see_restricted"):
                return rows
            return self.open_to(user)
        if user.acting_for is None or user.acting_for.participant_id is None:
            return rows.none()
        return rows.filter(pk=user.acting_for.participant_id)

    def ids_visible_to(self, user: Any) -> Any:
        """All those of `visible_to`, whatever these are narrowed to, as a part of the conditions on rows about them."""
        if getattr(user, "reads_along", None) is not None:
            return self.model.objects.visible_to(user).order_by().values("pk")
        if user.is_staff and user.can("participants.view") and not user.can("participants.see_restricted"):
            return OPEN.condition(person=user.pk)
        return self.visible_to(user).values("pk")

    def ids_closed_to(self, user: Any) -> Any:
        """In the same way all those that are a stub to the person."""
        if getattr(user, "reads_along", None) is not None:
            return self.model.objects.closed_to(user).order_by().values("pk")
        if user.is_staff and not user.can("participants.see_restricted"):
            return CLOSED.condition(person=user.pk)
        return self.none().values("pk")

    def open_to(self, user: Any) -> Self:
        """To one of the staff who is assigned to some of the restricted ones at most."""
        return self.filter(self._open(user), joined_into=None)

    def closed_to(self, user: Any) -> Self:
        return self.filter(~self._open(user), joined_into=None)

    def listed_to(self, user: Any) -> Self:
        """What a directory shows: `visible_to`, and for staff also restricted ones, marked `stub`.

        Of a stub only the public name, the roles and the account manager may be shown.
        """
        if not user.is_staff or user.can("participants.see_restricted"):
            return self.visible_to(user).annotate(stub=Q(pk__isnull=True))
        return self.filter(joined_into=None).annotate(stub=~self._open(user))

    def _open(self, user: Any) -> Q:
        opened = Q(restricted=False) | self._assigned(user) | self._glass_broken(user)
        along = getattr(user, "reads_along", None)  # under a shadowing, for this request
        return opened if along is None else opened | Q(pk=along)

    def _assigned(self, user: Any) -> Exists:
        """The person, or someone the person stands in for, is assigned today."""
        assignments = self.model._meta.get_field("assignments").related_model
        return Exists(assignments.objects.today().acted_on_by(user).filter(participant=OuterRef("pk")))

    def _glass_broken(self, user: Any) -> Exists:
        glass_breaks = self.model._meta.get_field("glass_breaks").related_model
        return Exists(glass_breaks.objects.filter(participant=OuterRef("pk"), person=user.pk, expires_at__gt=Now()))

    def assigned_to(self, user: Any) -> Self:
        """Those the person is responsible for today in any kind, or stands in for."""
        return self.filter(self._assigned(user))

    def without_account_manager(self, day: date | None = None) -> Self:
        """Those with no primary account manager on the day (today without one)."""
        assignments = self.model._meta.get_field("assignments").related_model
        held = assignments.objects.today() if day is None else assignments.objects.on(day)
        return self.filter(~Exists(held.filter(participant=OuterRef("pk"), kind=AssignmentKind.PRIMARY)))

    def search(self, words: str) -> Self:
        """By name, short name or DUNS, typos forgiven; adds `similarity` in thousandths to order by.

        A whole number, because a page boundary is compared for equality.
        """
        asked = words_of(words)
        similarity = Cast(TrigramWordSimilarity(" ".join(asked), "search_text") * 1000, IntegerField())
        return self.filter(Found(asked)).annotate(similarity=similarity)

    def with_summary(self) -> Self:
        """What a list row shows: `role_codes` and the account manager's name, in the same statement."""
        registrations = self.model._meta.get_field("registrations").related_model
        assignments = self.model._meta.get_field("assignments").related_model
        codes = (
            registrations.objects.filter(participant=OuterRef("pk"))
            .standing()
            .order_by()
            .values("participant")
            .annotate(codes=ArrayAgg("role__code", distinct=True))
            .values("codes")
        )
        manager = assignments.objects.today().filter(participant=OuterRef("pk"), kind=AssignmentKind.PRIMARY)
        return self.annotate(
            role_codes=Subquery(codes),
            manager_name=Subquery(manager.order_by().values("person__name")[:1]),
            manager_ref=Subquery(manager.order_by().values("person__ref")[:1]),
        )

    def with_family(self) -> Self:
        """Joined with the parent company's name."""
        return self.annotate(parent_name=F("parent__name"), parent_ref=F("parent__ref"))

    def joining_suggestions(self) -> list[JoiningSuggestion]:
        """Groups among these whose entity or registration DUNS share nine digits; joining stays a decision."""
        return suggestions_among(self)


def _as_seen_by(read: Callable[[ParticipantQuerySet, Any], ParticipantQuerySet]) -> Prepared:
    """The ids that one of the staff reads, by the person's key."""

    def build(person: Any) -> ParticipantQuerySet:
        participants = apps.get_model("participants", "Participant").objects.all()
        return read(participants, SimpleNamespace(pk=person)).order_by().values("pk")

    return Prepared(build)


OPEN = _as_seen_by(ParticipantQuerySet.open_to)
CLOSED = _as_seen_by(ParticipantQuerySet.closed_to)
