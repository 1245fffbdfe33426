"""News of reviews of answers. A subject line is the kind and a reference, never a name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from accounts.choices import Role
from accounts.models import User
from issues.models import AnswerReview
from portal.calendars import audiences
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import Severity

TYPE: Final = "issues.answerreview"
REVIEWER: Final = "reviewer"
SUPERVISORS: Final = "supervisors"
KINDS: Final = (
    ("drawn", "Answer to review", Severity.NORMAL),
    ("reviewed", "One of your answers was reviewed", Severity.NORMAL),
    ("discussed", "Coaching points taken up", Severity.INFO),
    ("ahead", "Review of an answer due soon", Severity.NORMAL),
    ("late", "Review of an answer late", Severity.HIGH),
    ("escalated", "Late review of an answer escalated", Severity.HIGH),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register(TYPE, lambda user: AnswerReview.objects.visible_to(user).for_pages())
    audiences.register(TYPE, people_for, words=(REVIEWER, SUPERVISORS))
    for verb, label, severity in KINDS:
        kinds.register(
            f"{TYPE}.{verb}", label=label, severity=severity, audience="staff", template="outbox/issues/answerreview"
        )


def people_for(audience: str, refs: Iterable[str], now: datetime) -> dict[str, list[User]]:
    """The reviewer, or the supervisors but the author. Raises KeyError for an unknown audience."""
    rows = list(AnswerReview.objects.filter(ref__in=set(refs)).select_related("reviewer"))
    if audience == REVIEWER:
        return {row.ref: [row.reviewer] if row.reviewer.is_active else [] for row in rows}
    if audience != SUPERVISORS:
        raise KeyError(audience)
    people = list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))
    return {row.ref: [one for one in people if one.pk != row.author_id] for row in rows}


def tell(verb: str, review: AnswerReview, person: User, *, by: Any, now: datetime) -> None:
    if person.is_active and (by is None or person.pk != by.pk):
        kind = f"{TYPE}.{verb}"
        posting.post(kind, to=[person], about=review, dedupe=f"{kind}:{review.ref}:{person.ref}", now=now)
