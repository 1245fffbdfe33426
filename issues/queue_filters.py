"""How the filters of the queue narrow issues, and in which orders they are read. The API asks by the same filters."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet
from django.db.models.expressions import RawSQL

from accounts.models import User
from issues import searching
from issues.models import Category, ExternalReference, Issue, IssueTag, Tag
from issues.querysets.held import shown_in
from issues.rules.queue_filters import ME, NOBODY, NOT, Wanted
from participants.models import Participant, Registration
from participants.teams import held_by, team_of
from portal.calendars.models import Clock
from portal.lifecycle.subjects import type_of

Condition = Callable[[tuple[str, ...], Any], Q]

CLOCKS: Final = Clock._meta.db_table
# Of an issue's clocks that run out between two instants the first one.
FIRST: Final = """
calendars_clock.subject_type = %s AND calendars_clock.subject_ref = issues_issue.ref
AND calendars_clock.state = 'running' AND calendars_clock.due_at >= %s AND calendars_clock.due_at < %s
AND (
  SELECT other.id = calendars_clock.id FROM calendars_clock AS other
  WHERE other.subject_type = calendars_clock.subject_type AND other.subject_ref = issues_issue.ref
    AND other.state = 'running' AND other.due_at >= %s
  ORDER BY other.due_at, other.id LIMIT 1
)"""
# The orders of the queue; each has its index, and the last field tells rows apart.
ORDERS: Final = {
    "severity": ("severity", "opened_at", "id"),
    "due": ("runs_out_at", "clock_key"),
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


def _of_teams(values: tuple[str, ...], user: Any) -> set[int]:
    """Keys of participants, read first: as one statement the database would ask about every issue."""
    return {pk for ref in values if (team := team_of(user, ref)) is not None for pk in held_by(team)}


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
    "team": lambda values, user: Q(participant__in=_of_teams(values, user)),
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


def by_clock(rows: QuerySet, since: datetime, end: datetime) -> QuerySet:
    """Those with a running clock that runs out between the two instants, each with the first one's `runs_out_at`
    and `clock_key`, in which order an index holds the clocks.

    The clock is joined, not looked up for each issue, so that a page walks the clocks in their own order and stops
    once it is full. No foreign key leads to clocks, hence the SQL.
    """
    given = [type_of(Issue), since, end, since]
    rows = rows.extra(tables=[CLOCKS], where=[FIRST], params=given)  # noqa: S610 - values go as parameters
    return rows.annotate(
        runs_out_at=RawSQL(f"{CLOCKS}.due_at", (), output_field=DateTimeField()),  # noqa: S611
        clock_key=RawSQL(f"{CLOCKS}.id", (), output_field=BigIntegerField()),  # noqa: S611
    )
