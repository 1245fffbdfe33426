"""The views of obligations: a number on a home page counts the very rows that the list then shows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from participants.choices import AssignmentKind
from participants.models import Assignment, ExtensionRequest, Obligation, Participant
from participants.obligation_deadlines import KIND
from participants.querysets.searching import words_of
from participants.rules.obligation_standing import standing
from portal.calendars.models import Clock
from portal.lifecycle.subjects import type_of

MINE, EVERYBODY, NOBODY = "me", "all", "nobody"
WITHIN: Final = 30
# What a row names: its type and what it is owed for.
NAMED: Final = ("type", "participant", "registration__role", "counter_party", "resource")


def in_view(rows: QuerySet[Obligation], view: str, today: date, within: int = WITHIN) -> QuerySet[Obligation]:
    """One of the desk's views; `within` is the number of days that "soon" looks ahead."""
    if view == "overdue":
        return rows.late(today)
    if view == "soon":
        return rows.owed().filter(due_on__range=(today, today + timedelta(within)))
    if view == "review":
        return rows.to_review()
    if view == "extension":
        return rows.filter(pk__in=ExtensionRequest.objects.filter(decision="").values("obligation"))
    return rows


def of_whom(rows: QuerySet[Obligation], whose: str, user: Any) -> QuerySet[Obligation]:
    """Of participants one looks after or stands in for, of everybody's, of nobody's, or of one account manager's."""
    held = Assignment.objects.today()
    if whose == MINE:
        # Few ids, read first: as one statement the database would ask about every participant there is.
        return rows.filter(participant__in=set(held.acted_on_by(user).order_by().values_list("participant", flat=True)))
    primary = held.filter(kind=AssignmentKind.PRIMARY)
    if whose == NOBODY:
        return rows.exclude(participant__in=primary.values("participant"))
    if whose in ("", EVERYBODY):
        return rows
    return rows.filter(participant__in=set(primary.filter(person__ref=whose).values_list("participant", flat=True)))


def found_by(rows: QuerySet[Obligation], words: str) -> QuerySet[Obligation]:
    """Those of companies that the words name, or a single one by its reference or confirmation number."""
    words = words.replace("\x00", "")
    if not words_of(words):
        return rows.none()
    companies = Participant.objects.filter(name__icontains=words)
    return rows.filter(Q(participant__in=companies) | Q(ref=words.upper()) | Q(confirmation_number=words))


def of_participant(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """What is open or coming, the next day first."""
    return rows.unsettled().select_related(*NAMED).order_by("due_on", "id")


def described(rows: Iterable[Obligation], today: date) -> list[Obligation]:
    """The same obligations, each with its `standing`; no statement."""
    found = list(rows)
    for row in found:
        row.standing = standing(row, today)
    return found


def with_clocks(rows: Iterable[Obligation], today: date) -> list[Obligation]:
    """The same obligations, each with its `standing`, its latest `clock` and the `earlier` ones; one statement."""
    found = described(rows, today)
    clocks: dict[str, list[Clock]] = defaultdict(list)
    if found:
        refs = [row.ref for row in found]
        kept = Clock.objects.filter(subject_type=type_of(Obligation), subject_ref__in=refs, kind=KIND)
        for clock in sorted(kept, key=lambda clock: clock.cycle):
            clocks[clock.subject_ref].append(clock)
    for row in found:
        *row.earlier, row.clock = clocks[row.ref] or [None]
    return found
