"""Issues that wait for whoever asked, and dispute windows that close, as lines of what waits for a participant."""

from datetime import timedelta
from typing import Final

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from issues.choices import IssueState, WindowOrigin
from issues.issue_lists import OVER, YOUR_TURN
from issues.models import Dispute, DisputeWindow, Issue
from issues.querysets.held import shown_in
from issues.rules.closing import AUTO_CLOSE
from issues.rules.dispute_moves import ACTIVE
from participants import your_turn
from participants.your_turn import Asked, lines

# Windows that close later ask for nothing yet; a proposal of this product.
AHEAD: Final = timedelta(days=14)


def issues(asked: Asked) -> QuerySet:
    """As the person reads them: an answer that may still be taken back changes nothing yet."""
    solved = Q(shown_in([IssueState.RESOLVED]))
    rows = Issue.objects.visible_to(asked.user).filter(shown_in(YOUR_TURN))
    return lines(
        rows,
        about=F("ref"),
        step=Case(When(solved, then=Value("confirm")), default=Value("answer")),
        why=Case(When(solved, then=Value("closes by itself")), default=Value("goes on once you have answered")),
        days=Case(When(solved, then=Value(AUTO_CLOSE.amount))),
        calendar=Value("ercot-business"),
        begins_on=Case(When(solved, then=F("resolved_at__date"))),
        person=F("owner"),
    )


def windows(asked: Asked) -> QuerySet:
    """Of issues that go on and became no dispute that the operator's system knows; an inquiry stops no window."""
    disputes = Dispute.objects.filter(issue=OuterRef("issue"), status__in=ACTIVE)
    rows = DisputeWindow.objects.visible_to(asked.user).filter(
        ~Q(issue__in=Issue.objects.filter(state__in=OVER)),
        ~Exists(disputes.exclude(number="")),
        closes_at__gt=asked.now,
        closes_at__lte=asked.now + AHEAD,
    )
    first, second = (KeyTextTransform(place, "reasons") for place in (0, 1))
    return lines(
        rows,
        target=F("issue__ref"),
        title=F("issue__title"),
        about=F("issue__ref"),
        step=Case(When(Exists(disputes), then=Value("number")), default=Value("dispute")),
        due_at=F("closes_at"),
        why=Case(
            When(origin=WindowOrigin.IMPORTED, then=first),
            default=Coalesce(second, first),
            output_field=TextField(),
        ),
    )


def register() -> None:
    your_turn.register(
        "issue",
        "Issues",
        "life-buoy",
        issues,
        page="my-issue",
        steps={"answer": "Answer", "confirm": "Say whether it is solved"},
        order=5,
    )
    your_turn.register(
        "dispute-window",
        "Dispute windows",
        "hourglass",
        windows,
        page="my-issue",
        steps={"dispute": "Dispute it before the window closes", "number": "File it, and record its number"},
        unasked=True,
        order=7,
    )
