"""Who hears of differing guidance: those who may judge it, and once it was judged, who gave it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from accounts.choices import Role
from accounts.models import User
from issues.models import GuidanceReview
from portal.calendars import audiences
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import Severity

REVIEW: Final = "issues.guidancereview"
REVIEWERS: Final = "reviewers"
SUPERVISORS: Final = "supervisors"
KINDS: Final = (
    ("opened", "Guidance differs", Severity.NORMAL),
    ("settled", "Differing guidance judged", Severity.NORMAL),
    ("ahead", "Review of guidance due soon", Severity.NORMAL),
    ("late", "Review of guidance late", Severity.HIGH),
    ("escalated", "Late review of guidance escalated", Severity.HIGH),
)


def register() -> None:
    """Called when the app is ready."""
    rows = GuidanceReview.objects
    subjects.register(REVIEW, lambda user: rows.visible_to(user).select_related("guidance", "earlier"))
    audiences.register(REVIEW, people_for, words=(REVIEWERS, SUPERVISORS))
    for verb, label, severity in KINDS:
        kinds.register(
            f"{REVIEW}.{verb}",
            label=label,
            severity=severity,
            audience="staff",
            template="outbox/issues/guidancereview",
        )


def people_for(audience: str, refs: Iterable[str], now: datetime) -> dict[str, list[User]]:
    """The active people of an audience for each review; never who gave one of the two answers, unless nobody is left.

    Raises KeyError for an unknown audience.
    """
    able = {REVIEWERS: User.objects.who_can("issues.judge_guidance")}
    able[SUPERVISORS] = User.objects.active().filter(role=Role.SUPERVISOR)
    people = list(able[audience].order_by("name", "id"))
    rows = GuidanceReview.objects.filter(ref__in=set(refs)).select_related("guidance", "earlier")
    found = {}
    for row in rows:
        authors = {row.guidance.given_by_id, row.earlier.given_by_id}
        found[row.ref] = [one for one in people if one.pk not in authors] or people
    return found


def tell_reviewers(review: GuidanceReview, *, by: User, now: datetime) -> None:
    _tell("opened", review, people_for(REVIEWERS, [review.ref], now)[review.ref], by=by, now=now)


def tell_authors(review: GuidanceReview, *, by: User, now: datetime) -> None:
    authors = dict.fromkeys((review.guidance.given_by, review.earlier.given_by))
    _tell("settled", review, [one for one in authors if one.is_active], by=by, now=now)


def _tell(verb: str, review: GuidanceReview, people: Iterable[User], *, by: Any, now: datetime) -> None:
    to = [one for one in people if one.pk != by.pk]
    kind = f"{REVIEW}.{verb}"
    posting.post(kind, to=to, about=review, dedupe=f"{kind}:{review.ref}:{now.isoformat()}", now=now)
