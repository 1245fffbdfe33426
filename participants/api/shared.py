"""What the endpoints of participants' nouns share."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers

from accounts.models import User
from participants.models import Membership, Participant
from portal.lifecycle.refusals import Answer
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input
from portal.rest.views import ScopedViewSet


class OfParticipant(ScopedViewSet):
    """Rows of one participant each, on whom the permission to change them depends."""

    def owner(self, row: Any) -> Participant | None:
        return Participant.objects.visible_to(self.request.user).filter(pk=row.participant_id).first()


def at_large(asks: Callable[[Any], Answer]) -> Callable[[Any, Any], Answer]:
    """A permission that asks about the person only, for a verb on a row."""

    def asked(user: Any, participant: Participant) -> Answer:
        return asks(user)

    return asked


def known_people(user: Any) -> QuerySet:
    """Users who hold or held a membership the person may see; no other person can be named."""
    memberships = Membership.objects.visible_to(user)
    return User.objects.filter(pk__in=memberships.values("user")).cards()


def colleagues(user: Any) -> QuerySet:
    """Active staff who can be responsible for a participant; only staff can name them."""
    return User.objects.who_manage() if user.is_staff else User.objects.none()


class Reason(Input):
    reason = serializers.CharField(max_length=1000)


class Nothing(Input):
    """What takes no more than the address."""


class OptionalReason(Input):
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class LastDay(Input):
    ends_on = DayField(help_text="The last day, included.")


class OfParticipantFilters(Filters):
    participant = django_filters.CharFilter(field_name="participant__ref", help_text="Reference of the participant.")


class DatedFilters(Filters):
    on = django_filters.DateFilter(method="holds_on", help_text="Only what holds on this day.")

    def holds_on(self, rows: QuerySet, name: str, day: Any) -> QuerySet:
        return rows.on(day)
