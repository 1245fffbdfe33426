"""What messages and clocks of access reviews are about, who hears of them, and the kinds of messages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import User
from participants.choices import MembershipKind
from participants.models import AccessReview, Membership
from participants.obligation_audiences import ACCOUNT_MANAGER, SUPERVISORS, managers, supervisors
from portal.calendars import audiences
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import MailChoice, Severity
from portal.outbox.posting import Draft
from portal.scoping.today import market_day

FOLDER: Final = "outbox/participants"
ADMINISTRATORS: Final = "administrators"
KINDS: Final = (
    ("opened", "Please review who has access", Severity.NORMAL, "participant"),
    ("ahead", "Access review due soon", Severity.NORMAL, "participant"),
    ("late", "Access review overdue", Severity.HIGH, "both"),
    ("escalated", "Overdue access review escalated", Severity.HIGH, "staff"),
    ("attested", "Access review attested", Severity.NORMAL, "staff"),
)
# Looked at in the list; a mail for each would be too many.
QUIET: Final = frozenset({"attested"})

People = dict[str, list[User]]


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.accessreview", _reviews)
    audiences.register("participants.accessreview", people_for, words=(ADMINISTRATORS, ACCOUNT_MANAGER, SUPERVISORS))
    for verb, label, severity, audience in KINDS:
        kinds.register(
            f"participants.access_review.{verb}",
            label=label,
            severity=severity,
            audience=audience,
            template=f"{FOLDER}/access_review_{verb}",
            default_mail=MailChoice.OFF if verb in QUIET else MailChoice.NOW,
        )


def people_for(audience: str, refs: Iterable[str], now: datetime) -> People:
    """The active people of an audience for each review by reference. Raises KeyError for an unknown audience."""
    resolve = {ADMINISTRATORS: administrators, ACCOUNT_MANAGER: managers, SUPERVISORS: supervisors}[audience]
    return resolve(list(AccessReview.objects.filter(ref__in=set(refs))), market_day(now))


def administrators(rows: Sequence[AccessReview], day: date) -> People:
    """Whoever administers the whole company; where nobody does, its account manager. One statement, or two."""
    found: dict[int, list[User]] = defaultdict(list)
    held = Membership.objects.valid_on(day).filter(kind=MembershipKind.ADMIN, narrowed=False, user__is_active=True)
    for one in held.filter(participant__in={row.participant_id for row in rows}).select_related("user").order_by("id"):
        found[one.participant_id].append(one.user)
    told = {row.ref: found[row.participant_id] for row in rows if found[row.participant_id]}
    return told | managers([row for row in rows if row.ref not in told], day)


def tell_opened(review: AccessReview, *, by: User | None, now: datetime) -> None:
    _tell("opened", administrators([review], market_day(now))[review.ref], review, by, now)


def tell_attested(review: AccessReview, *, by: User, now: datetime) -> None:
    _tell("attested", managers([review], market_day(now))[review.ref], review, by, now)


def _tell(verb: str, people: list[User], review: AccessReview, by: User | None, now: datetime) -> None:
    kind = f"participants.access_review.{verb}"
    drafts = [
        Draft(kind, person, review, dedupe=f"{kind}:{review.ref}", participant_id=review.participant_id)
        for person in people
        if by is None or person.pk != by.pk
    ]
    posting.post_many(drafts, now=now)


def _reviews(user: Any) -> QuerySet[AccessReview]:
    return AccessReview.objects.visible_to(user).select_related("participant")
