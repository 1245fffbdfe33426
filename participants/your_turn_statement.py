"""The one statement that puts together, orders, counts and pages what waits for a participant's people.

Every source is a queryset of its own, narrowed to what the person may see; here they only become one UNION ALL. It
runs inside the wall. Values go in as parameters alone; the words put together here are names of this code.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import EmptyResultSet

from accounts.models import Department, User
from participants import your_turn
from participants.your_turn import COLUMNS, Asked
from portal.calendars.models import Calendar
from portal.lifecycle.columns import none_of
from portal.scoping.prepared import PreparedText

BANDS: Final = ("overdue", "week", "later")
SHOWN: Final = ("kind", *COLUMNS, "band")


def union_of(asked: Asked) -> tuple[str, list[Any]]:
    """All sources as one UNION ALL; a source that can have no line for this person is left out."""
    return UNION.statement(asked.user, now=asked.now, today=asked.today)


def _union(user: Any, now: Any, today: Any) -> tuple[str, list[Any]]:
    asked = Asked(user, now, today)
    parts, params = [], []
    for source in your_turn.sources():
        if source.members_only and asked.user.acting_for.applying:
            continue
        try:
            sql, given = source.find(asked).query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"(SELECT %s::text, found.* FROM ({sql}) found)")  # noqa: S608 - a queryset's own
        params += [source.key, *given]
    if not parts:
        parts.append(f"SELECT ''::text, {none_of(COLUMNS)} WHERE false")
    return " UNION ALL ".join(parts), params


# To write it for the sources takes longer than to answer it.
UNION: Final = PreparedText(_union)


def banded(asked: Asked) -> tuple[str, list[Any]]:
    """Common tables up to `banded`: every line with its last instant, and whether that has passed or comes soon.

    A market day lasts until its midnight in the market's zone.
    """
    lines, params = union_of(asked)
    sql = f"""
WITH lines (kind, {", ".join(COLUMNS)}) AS ({lines}),
keyed AS (
    SELECT lines.*, COALESCE(due_at, (due_on + 1)::timestamp AT TIME ZONE 'America/Chicago', 'infinity') AS due_key
    FROM lines
),
banded AS MATERIALIZED (
    SELECT keyed.*, CASE
        WHEN due_key <= %s::timestamptz THEN 'overdue'
        WHEN due_key <= (%s::date + 8)::timestamp AT TIME ZONE 'America/Chicago' THEN 'week'
        ELSE 'later' END AS band
    FROM keyed
)"""  # noqa: S608 - names of our own columns
    return sql, [*params, asked.now, asked.today]


def paged(
    asked: Asked, *, conditions: Sequence[str], values: Sequence[Any], named: str, back: bool, size: int
) -> tuple[str, list[Any]]:
    """The counts beside one page: lines after (or, with `back`, before) the one named, `size` of them at most.

    The named line's own key is read in the same statement; where it is gone the page begins anew.
    """
    head, params = banded(asked)
    direction, than = ("DESC", "<") if back else ("ASC", ">")
    beyond = f"(NOT EXISTS (SELECT FROM bound) OR (due_key, ref) {than} (SELECT due_key, ref FROM bound))"  # noqa: S608
    sql = f"""{head},
chosen AS (SELECT * FROM banded WHERE {" AND ".join(conditions) or "true"}),
bound AS (SELECT * FROM chosen WHERE ref = %s LIMIT 1),
page AS (SELECT * FROM chosen WHERE {beyond} ORDER BY due_key {direction}, ref {direction} LIMIT %s)
SELECT
    (SELECT count(*) FROM chosen),
    (SELECT json_object_agg(kind, n) FROM (SELECT kind, count(*) AS n FROM banded GROUP BY 1) k),
    (SELECT json_object_agg(band, n) FROM (SELECT band, count(*) AS n FROM banded GROUP BY 1) b),
    EXISTS (SELECT FROM bound),
    {", ".join(f"page.{name}" for name in SHOWN)}, who.name, kind.day_kind, (
        SELECT string_agg(d.name, ' or ' ORDER BY d.name) FROM {Department._meta.db_table} d
        WHERE jsonb_exists(NULLIF(page.departments, '')::jsonb, d.code)
    )
FROM (SELECT) one LEFT JOIN page ON true
LEFT JOIN {User._meta.db_table} who ON who.id = page.person
LEFT JOIN {Calendar._meta.db_table} kind ON kind.code = page.calendar
ORDER BY page.due_key {direction}, page.ref {direction}"""  # noqa: S608 - names of our own columns
    return sql, [*params, *values, named, size]


def counted(asked: Asked) -> tuple[str, list[Any]]:
    lines, params = union_of(asked)
    return f"SELECT count(*) FROM ({lines}) lines", params  # noqa: S608 - querysets' own
