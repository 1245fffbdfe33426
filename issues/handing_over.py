"""Open issues are handed over with the participant; what was said in them is told to whoever comes back."""

from collections.abc import Collection, Iterator
from datetime import datetime

from issues.models import Comment, Issue
from issues.protected_reading import WITHHELD, kept_back
from participants.handing_over import Said, Source, register_talk
from participants.handing_over import register as register_sources

QUOTED = 160


def register() -> None:
    """Called when the app is ready."""
    register_sources(
        Source(
            "issue",
            "Issues",
            "circle-dot",
            Issue,
            lambda rows: rows.still_open(),
            what=lambda row: row.title,
            owner="owner",
            verb="issues.issue.handed_over",
            order=10,
        )
    )
    register_talk("comments", _comments)


def _comments(participants: Collection[int], since: datetime, until: datetime, limit: int) -> Iterator[Said]:
    rows = Comment.objects.filter(participant__in=participants, at__gte=since, at__lt=until, automatic=False)
    rows = rows.select_related("issue").annotate(withheld=kept_back("comment"))
    for row in rows.order_by("-at", "-id")[:limit]:
        text = WITHHELD if row.withheld else " ".join(row.text.split())[:QUOTED]
        yield Said(row.participant_id, row.at, row.author_name, text, row.issue.get_absolute_url())
