"""Lists of issues on the participants' side and in panels: which rows each view shows, and in what order."""

from typing import Final

from django.db.models import QuerySet

from issues.choices import IssueState
from issues.models import Issue
from issues.querysets.held import shown_in

MY_VIEWS: Final = {"open": "Open", "mine": "Your turn", "ended": "Ended", "all": "All"}
NEWEST: Final = ("-opened_at", "-id")
MY_ORDERS: Final = {"open": NEWEST, "mine": ("last_spoken_at", "id"), "ended": NEWEST, "all": NEWEST}
# The participant must act: answer what was asked, or say whether it is solved.
YOUR_TURN: Final = (IssueState.WAITING, IssueState.RESOLVED)
OVER: Final = (IssueState.CLOSED, IssueState.WITHDRAWN, IssueState.MERGED)


def in_my_view(rows: QuerySet[Issue], view: str) -> QuerySet[Issue]:
    if view == "open":
        return rows.exclude(state__in=OVER)
    if view == "mine":
        return rows.filter(shown_in(YOUR_TURN))
    return rows.filter(state__in=OVER) if view == "ended" else rows
