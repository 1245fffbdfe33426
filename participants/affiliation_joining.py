"""Which affiliations move along when two companies are joined: not those between the two, nor what both have."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.actions.joining_rows import Move, Moving, register
from participants.models import Affiliation
from participants.models.period import PERIOD


def rows(moving: Moving, column: str) -> QuerySet:
    both = [moving.kept.pk, moving.absorbed.pk]
    found = Affiliation.objects.filter(**{column: moving.absorbed}).exclude(participant__in=both, other__in=both)
    found = found.alias(period=PERIOD)
    same = Affiliation.objects.alias(period=PERIOD).filter(kind=OuterRef("kind"), period__overlap=OuterRef("period"))
    if column == "participant":
        outside = Q(other=None, other_key=OuterRef("other_key")) & ~Q(other_key="")
        same = same.filter(Q(other=OuterRef("other")) | outside, participant=moving.kept)
    else:
        same = same.filter(participant=OuterRef("participant"), other=moving.kept)
    return found.exclude(Exists(same))


def of(column: str) -> Callable[[Moving], QuerySet]:
    return lambda moving: rows(moving, column)


def told(moving: Moving) -> QuerySet:
    """What the company declared, of the rows that move."""
    moved = Q(pk__in=rows(moving, "participant").values("pk")) | Q(pk__in=rows(moving, "other").values("pk"))
    return Affiliation.objects.filter(moved, told_by=moving.absorbed)


def register_moves() -> None:
    """Called when the app is ready."""
    register(
        Move("declared affiliations", Affiliation, "told_by", told),
        Move("affiliations", Affiliation, "participant", of("participant")),
        Move("affiliations of others", Affiliation, "other", of("other")),
    )
