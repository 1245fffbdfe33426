"""The one statement that puts all lines of somebody's worklist together, ranks, counts and pages them.

Every source is a queryset of its own, narrowed to what the person may see; here they only become one UNION ALL. Values
go in as parameters alone; the words put together here are the column names and numbers of this code.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import EmptyResultSet

from accounts.models import User
from participants import worklist
from participants.models import Participant, Snooze
from participants.worklist import COLUMNS, Asked
from participants.worklist_score import SCORE
from portal.calendars.models import Clock
from portal.lifecycle.columns import none_of

# What a page is ordered by, the first ones first; each ends with the reference, which is unique.
ORDERS: Final = {
    "rank": ("-score", "due_key", "ref"),
    "participant": ("-group_score", "participant_key", "-score", "due_key", "ref"),
    "date": ("due_key", "-score", "ref"),
}
# Which days a line may be due on.
DUE: Final = {
    "overdue": "(due_on < today OR missed)",
    "today": "due_on = today",
    "week": "due_on > today AND due_on <= today + 7",
    "later": "due_on > today + 7",
    "none": "due_on IS NULL",
}
# Of the participant that is named.
OF_COMPANY: Final = f"participant = (SELECT id FROM {Participant._meta.db_table} WHERE ref = %s)"  # noqa: S608
# What somebody should turn to today: counted in the sidebar.
PRESSING: Final = "turn = 'ours' AND (missed OR due_on <= today)"
SHOWN: Final = (
    "ref",
    "kind",
    "title",
    "due_on",
    "due_at",
    "step",
    "turn",
    "severity",
    "since",
    "quiet_days",
    "missed",
    "score",
    "participant",
    "group_size",
    "person",
    "snoozed",
    "snooze_until",
    "snooze_reason",
)


def union_of(asked: Asked) -> tuple[str, list[Any]]:
    """All sources as one UNION ALL; a source that can have no line for this person is left out."""
    parts, params = [], []
    for source in worklist.sources():
        try:
            sql, given = source.find(asked).query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"(SELECT %s::text, %s::boolean, found.* FROM ({sql}) found)")  # noqa: S608 - a queryset's own
        params += [source.key, source.clocks, *given]
    if not parts:
        parts.append(f"SELECT ''::text, false, {none_of(COLUMNS)} WHERE false")
    return " UNION ALL ".join(parts), params


def steps_of() -> tuple[str, list[Any]]:
    """Whose turn each next step is, as rows."""
    rows = [(source.key, key, str(step.turn)) for source in worklist.sources() for key, step in source.steps.items()]
    return ", ".join(["(%s, %s, %s)"] * len(rows)), [value for row in rows for value in row]


def ranked(asked: Asked) -> tuple[str, list[Any]]:
    """Common tables up to `ranked`: every line with its points and whether it rests."""
    lines, params = union_of(asked)
    steps, told = steps_of()
    sql = f"""
WITH lines (kind, clocked, {", ".join(COLUMNS)}) AS ({lines}),
steps (kind, step, turn) AS (VALUES {steps}),
timed AS (
    SELECT lines.*, steps.turn, %s::date AS today, %s::timestamptz AS now,
        clock.due_at, clock.missed_at
    FROM lines
    JOIN steps USING (kind, step)
    LEFT JOIN LATERAL (
        SELECT min(due_at) AS due_at, max(due_at) FILTER (WHERE due_at < %s) AS missed_at
        FROM {Clock._meta.db_table} c
        WHERE lines.clocked AND c.subject_ref = lines.ref AND c.state = 'running' AND c.state <> 'stopped'
    ) clock ON true
),
dated AS (
    SELECT kind, ref, title, step, turn, severity, since, quiet_days, participant, person, today, due_at,
        missed_at IS NOT NULL AS missed,
        COALESCE(due_on, (due_at AT TIME ZONE 'America/Chicago')::date) AS due_on,
        COALESCE(missed_at, CASE
            WHEN due_on < today THEN (due_on + 1)::timestamp AT TIME ZONE 'America/Chicago' END) AS broke_at
    FROM timed
),
ranked AS MATERIALIZED (
    SELECT dated.*,
        COALESCE(due_on, 'infinity'::date) AS due_key,
        COALESCE(participant, 0) AS participant_key,
        {SCORE} AS score,
        snooze.until_on AS snooze_until,
        COALESCE(snooze.reason, '') AS snooze_reason,
        snooze.id IS NOT NULL AND (broke_at IS NULL OR broke_at <= snooze.at) AS snoozed
    FROM dated
    LEFT JOIN {Snooze._meta.db_table} snooze
        ON snooze.person_id = %s AND snooze.subject_ref = dated.ref AND snooze.until_on > today
)"""  # noqa: S608 - names of our own columns
    return sql, [*params, *told, asked.today, asked.now, asked.now, asked.user.pk]


def paged(
    asked: Asked, *, conditions: Sequence[str], values: Sequence[Any], order: str, named: str, back: bool, size: int
) -> tuple[str, list[Any]]:
    """The counts beside one page: lines after (or, with `back`, before) the one named, `size` of them at most.

    The named line's own keys are read in the same statement; where it is gone the page begins anew.
    """
    head, params = ranked(asked)
    keys = ORDERS[order]
    columns = ", ".join(_ascending(key) for key in keys)
    direction, than = ("DESC", "<") if back else ("ASC", ">")
    walk = ", ".join(f"{_ascending(key)} {direction}" for key in keys)
    # Only the order by participant asks how urgent the most urgent line of each is, and how many there are.
    whose = "OVER (PARTITION BY participant)" if order == "participant" else ""
    group = f"max(score) {whose} AS group_score, count(*) {whose}" if whose else "0 AS group_score, 0"
    beyond = f"(NOT EXISTS (SELECT FROM bound) OR ({columns}) {than} (SELECT {columns} FROM bound))"  # noqa: S608
    sql = f"""{head},
chosen AS (SELECT ranked.*, {group} AS group_size FROM ranked WHERE {" AND ".join(conditions)}),
bound AS (SELECT * FROM chosen WHERE ref = %s LIMIT 1),
page AS (SELECT * FROM chosen WHERE {beyond} ORDER BY {walk} LIMIT %s)
SELECT
    (SELECT count(*) FROM chosen),
    (SELECT count(*) FROM ranked WHERE NOT snoozed AND {PRESSING}),
    (SELECT count(*) FROM ranked WHERE snoozed),
    (SELECT json_object_agg(kind, n) FROM (SELECT kind, count(*) AS n FROM ranked WHERE NOT snoozed GROUP BY 1) k),
    {_dues()},
    EXISTS (SELECT FROM bound),
    {", ".join(f"page.{name}" for name in SHOWN)}, company.ref, company.name, who.name
FROM (SELECT) one LEFT JOIN page ON true
LEFT JOIN {Participant._meta.db_table} company ON company.id = page.participant
LEFT JOIN {User._meta.db_table} who ON who.id = page.person
ORDER BY {", ".join(f"{_ascending(key, 'page.')} {direction}" for key in keys)}"""  # noqa: S608 - names of our own columns
    return sql, [*params, *values, named, size]


def counted(asked: Asked) -> tuple[str, list[Any]]:
    head, params = ranked(asked)
    return f"{head} SELECT count(*) FROM ranked WHERE NOT snoozed AND {PRESSING}", params  # noqa: S608


def _dues() -> str:
    told = ", ".join(f"'{key}', count(*) FILTER (WHERE {condition})" for key, condition in DUE.items())
    return f"(SELECT json_build_object({told}) FROM ranked WHERE NOT snoozed)"  # noqa: S608


def _ascending(key: str, prefix: str = "") -> str:
    """Descending numbers are walked by their opposite, so that whole rows can be compared at once."""
    return f"-{prefix}{key[1:]}" if key.startswith("-") else f"{prefix}{key}"
