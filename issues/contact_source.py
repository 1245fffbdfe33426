"""What issues bring to the timeline of a participant: what both sides said in them."""

from typing import Any

from django.db.models import F, Q, QuerySet

from issues.models import Comment
from issues.protected_reading import WITHHELD, kept_back
from participants import contact_timeline as timeline
from participants.contact_timeline import Line, Person, Source, quoted

VERBS = ("issues.issue.answered", "issues.issue.replied", "issues.issue.written_down")


def register() -> None:
    """Called when the app is ready."""
    timeline.register(
        "issues",
        Source(
            kind="issues",
            label="In issues",
            rows=lambda user, participant: Comment.objects.visible_to(user).of(participant).filter(automatic=False),
            at="at",
            side=F("side"),
            lines=_lines,
            of_person=_of_person,
            of_topic=lambda rows, topic: rows.filter(issue__area=topic),
            instead_of=VERBS,
        ),
    )


def _of_person(rows: QuerySet, person: Person) -> QuerySet:
    return rows.filter(Q(author__in=person.users) | Q(entered_by__in=person.users))


def _lines(user: Any, ids: list[int]) -> dict[int, Line]:
    rows = Comment.objects.filter(pk__in=ids).select_related("issue").annotate(withheld=kept_back("comment"))
    return {
        row.pk: Line(
            at=row.at,
            kind=row.issue.ref,
            icon="message-square",
            who=row.author_name,
            side=row.side,
            words=WITHHELD if row.withheld else quoted(row.text),
            url=row.issue.get_absolute_url(),
            note=row.issue.title,
        )
        for row in rows
    }
