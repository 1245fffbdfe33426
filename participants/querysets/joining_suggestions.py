"""Companies that may be one: their DUNS numbers, or their registrations', share the first nine digits."""

from typing import Any, NamedTuple

from django.db import connection

# One pass over both tables; the ORM cannot group over a union.
SHARED = """
    SELECT base, array_agg(participant ORDER BY participant) FROM (
        SELECT left(duns, 9) AS base, id AS participant FROM participants_participant
        WHERE duns <> '' AND joined_into_id IS NULL
        UNION
        SELECT left(r.duns, 9), r.participant_id FROM participants_registration r
        JOIN participants_participant p ON p.id = r.participant_id
        WHERE r.duns <> '' AND p.joined_into_id IS NULL
    ) AS numbers
    GROUP BY base HAVING count(*) > 1 ORDER BY base
"""


class JoiningSuggestion(NamedTuple):
    """Companies that share the nine digits `base`, by name."""

    base: str
    participants: list[Any]


def suggestions_among(rows: Any) -> list[JoiningSuggestion]:
    """Groups of at least two participants that are all among the queryset `rows`; two statements."""
    with connection.cursor() as cursor:
        cursor.execute(SHARED)
        shared = cursor.fetchall()
    ids = {pk for _base, pks in shared for pk in pks}
    known = {row.pk: row for row in rows.filter(pk__in=ids)}
    groups = (
        JoiningSuggestion(base, sorted((known[pk] for pk in pks if pk in known), key=lambda row: (row.name, row.pk)))
        for base, pks in shared
    )
    return [group for group in groups if len(group.participants) > 1]
