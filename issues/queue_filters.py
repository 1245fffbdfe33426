"""How the filters of the queue narrow issues, and in which orders they are read. The API asks by the same filters."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import DateTimeField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from issues import searching
from issues.models import Category, ExternalReference, Issue, IssueTag, Tag
from issues.querysets.held import shown_in
from issues.rules.queue_filters import ME, NOBODY, NOT, Wanted
from participants.models import Participant, Registration
from portal.calendars.choices import ClockState
from portal.calendars.models import Clock
from portal.lifecycle.subjects import type_of

Condition = Callable[[tuple[str, ...], Any], Q]

NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
# The orders of the queue; each has its index, and the last field tells rows apart.
ORDERS: Final = {
    "severity": ("severity", "opened_at", "id"),
    "due": ("runs_out_at", "id"),
    "opened": ("opened_at", "id"),
    "-opened": ("-opened_at", "-id"),
    "spoken": ("last_spoken_at", "id"),
    "-spoken": ("-last_spoken_at", "-id"),
    "-resolved": ("-resolved_at", "-id"),
    "-ended": ("-ended_at", "-id"),
}
ORDER_WORDS: Final = {
    "severity": "Severity, then oldest",
    "due": "Next target first",
    "opened": "Oldest first",
    "-opened": "Newest first",
    "spoken": "Quiet for longest",
    "-spoken": "Spoken in last",
    "-resolved": "Resolved last",
    "-ended": "Ended last",
}


def _owner(values: tuple[str, ...], user: Any) -> Q:
    wanted = Q(pk__in=[])
    refs = [value for value in values if value not in (ME, NOBODY)]
    if refs:
        wanted |= Q(owner__in=User.objects.filter(ref__in=refs).order_by().values("pk"))
    if ME in values:
        wanted |= Q(owner=user.pk)
    if NOBODY in values:
        wanted |= Q(owner=None)
    return wanted


def _number(values: tuple[str, ...], user: Any) -> Q:
    """A number exactly as another system writes it, or the issue's own reference."""
    elsewhere = ExternalReference.objects.filter(number__in=values).order_by().values("issue")
    wanted = Q(pk__in=elsewhere) | Q(ref__in=[value.upper() for value in values])
    wanted |= Q(~Q(statement_id=""), statement_id__in=values)
    return wanted | Q(~Q(esi_id=""), esi_id__in=values)


def _of(field: str) -> Condition:
    return lambda values, user: Q(**{f"{field}__in": values})


_CONDITIONS: Final[dict[str, Condition]] = {
    "area": _of("area"),
    "category": lambda values, user: Q(category__in=Category.objects.filter(code__in=values).order_by().values("pk")),
    "severity": _of("severity"),
    "state": lambda values, user: Q(state__in=values) if user.is_staff else shown_in(values),
    "owner": _owner,
    "participant": lambda values, user: Q(
        participant__in=Participant.objects.filter(ref__in=values).order_by().values("pk")
    ),
    "role": lambda values, user: Q(
        participant__in=Registration.objects.standing().filter(role__code__in=values).order_by().values("participant")
    ),
    "channel": _of("channel"),
    "cause": _of("cause"),
    "run": _of("settlement_run"),
    "tag": lambda values, user: Q(
        pk__in=IssueTag.objects.filter(tag__in=Tag.objects.filter(name__in=values)).order_by().values("issue")
    ),
    "number": _number,
}


def narrowed(rows: QuerySet, wanted: Wanted, user: Any, now: datetime) -> QuerySet:
    """The issues that every filter lets through; several values of one filter are alternatives."""
    for key, values in wanted.values.items():
        condition = _CONDITIONS[key.removeprefix(NOT)](values, user)
        rows = rows.exclude(condition) if key.startswith(NOT) else rows.filter(condition)
    if wanted.day_from:
        rows = rows.filter(operating_day__gte=wanted.day_from)
    if wanted.day_until:
        rows = rows.filter(operating_day__lte=wanted.day_until)
    if wanted.words:
        rows = said(rows, wanted.words, user, now)
    return rows


def said(rows: QuerySet, words: str, user: Any, now: datetime) -> QuerySet:
    """Those that the words find; a participant's user searches what both sides read, of the own company."""
    if user.is_staff:
        return searching.found(rows, searching.staff_question(words, now))
    if user.acting_for is None or user.acting_for.participant_id is None:
        return rows.none()
    return searching.found_by_participant(rows, words, user.acting_for.participant_id, now)


def in_order(rows: QuerySet, sort: str) -> QuerySet:
    """Adds what an order reads beside the issue's own fields."""
    if sort != "due":
        return rows
    clocks = Clock.objects.filter(
        subject_type=type_of(Issue), subject_ref=OuterRef("ref"), state=ClockState.RUNNING
    ).order_by()
    first = clocks.values("subject_ref").annotate(first=Min("due_at")).values("first")
    return rows.annotate(
        runs_out_at=Coalesce(Subquery(first), Value(NEVER, output_field=DateTimeField()), output_field=DateTimeField())
    )
