"""For whom a participant's user may act, and how that becomes the wall's `ActingFor`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from participants.choices import Origin
from participants.models import Membership, Registration
from participants.rules.applying import EVER_IN_THE_MARKET
from participants.rules.registration_moves import BEFORE_QUALIFIED
from portal.scoping import wall
from portal.scoping.prepared import Prepared
from portal.scoping.today import market_day
from portal.scoping.wall import ActingFor


def memberships_of(user: Any, now: datetime) -> list[Membership]:
    """The memberships a person may use at an instant, by the participants' names; one statement.

    Each carries `participant_name`, `kind_label` and `registration_ids`, so nothing more is read later.
    """
    memberships = USABLE.rows(person=user.pk, day=market_day(now))
    for membership in memberships:
        membership.participant_name = membership.participant.name
        membership.kind_label = membership.get_kind_display()
    return memberships


def acting_for(user: Any, membership: Membership | None) -> ActingFor | None:
    """What the wall needs to know of one membership from `memberships_of`; None without any."""
    if membership is None:
        return None
    return ActingFor(
        user_id=user.pk,
        participant_id=membership.participant_id,
        membership_ref=membership.ref,
        kind=membership.kind,
        registration_ids=frozenset(membership.narrowed_to) if membership.narrowed else None,
        applying=membership.applying,
        sees_company=membership.sees_company,
        areas=frozenset(membership.areas) if membership.areas else None,
    )


def _applying() -> Q:
    """The condition "that company is not in the market yet, and never was"."""
    own = Registration.objects.filter(participant=OuterRef("participant")).order_by()
    underway = Exists(own.filter(status__in=BEFORE_QUALIFIED)) | Q(participant__origin=Origin.APPLIED)
    return Q(underway & ~Exists(own.filter(status__in=EVER_IN_THE_MARKET)))


def _usable(person: Any, day: Any) -> QuerySet:
    return (
        Membership.objects.of_user(person)
        .valid_on(day)
        .annotate(
            narrowed_to=ArrayAgg("registrations__id", filter=Q(registrations__isnull=False), default=[], distinct=True),
            applying=_applying(),
            factor_demand=F("participant__factor_policy__demand"),
            factor_from=F("participant__factor_policy__starts_on"),
        )
        .order_by("participant__name", "id")
    )


USABLE = Prepared(_usable)


@contextmanager
def acting_as(user: Any, participant_id: int, *, now: datetime) -> Iterator[None]:
    """Run a task's block inside the wall as `user` for one participant, as a request of that person would.

    Raises `LookupError` when the person has no membership there at that instant.
    """
    own = next((one for one in memberships_of(user, now) if one.participant_id == participant_id), None)
    if own is None:
        raise LookupError("This person has no membership there.")
    user.acting_for = acting_for(user, own)
    try:
        with wall.inside(user.acting_for):
            yield
    finally:
        user.acting_for = None
