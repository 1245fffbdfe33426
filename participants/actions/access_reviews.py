"""Access reviews: opened yearly or by hand, decided line by line, attested at the end."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate

from accounts.models import User
from participants import access_review_news as news
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.memberships import end_membership
from participants.choices import AccessDecision
from participants.models import AccessReview, AccessReviewLine, Membership, Participant
from portal.audit import trail
from portal.calendars.actions.clocks import start_clock, stop_clock
from portal.calendars.models import Clock
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day

EVERY: Final = timedelta(days=365)
LASTS: Final = timedelta(days=30)
CALENDAR: Final = "ercot-business"
KIND: Final = "access-review"
LABEL: Final = "Access review"
AT_ONCE: Final = 200
RUNNING: Final = "An access review of this company is open already."
OVER: Final = "This access review is attested already."


def open_due(*, now: datetime, most: int = AT_ONCE) -> int:
    """Open the review of every company whose last one, or first access, is a year ago; returns how many.

    At most `most` at once, the longest due first; two workers at once: a company has one open review.
    """
    today = market_day(now)
    opened = 0
    for pk in _due(today)[:most]:
        with transaction.atomic():
            participant = lock_participant(pk)
            if not _due(today).filter(pk=pk).exists():
                continue
            _open(participant, by=None, now=now)
            opened += 1
    return opened


def _due(today: date):
    """The companies whose turn it is, by key."""
    standing = Membership.objects.standing_on(today).filter(participant=OuterRef("pk"))
    reviews = AccessReview.objects.filter(participant=OuterRef("pk"))
    recent = reviews.filter(Q(attested_at=None) | Q(opened_at__date__gt=today - EVERY))
    rows = Participant.objects.filter(Exists(standing), ~Exists(recent), joined_into=None)
    first = Coalesce(Min(TruncDate("access_reviews__opened_at")), Min("memberships__starts_on"))
    return (
        rows.annotate(since=first).filter(since__lte=today - EVERY).order_by("since", "pk").values_list("pk", flat=True)
    )


@transaction.atomic
def open_review(*, participant: Participant, by: User, now: datetime) -> AccessReview:
    """Begin a review by hand, earlier than its year: an administrator of the company, or staff who may edit it."""
    participant = lock_participant(participant.pk)
    permissions.can_edit_people(by, participant).enforce()
    with wall.as_operator("open or decide an access review"):
        if AccessReview.objects.of(participant).open().exists():
            raise Refused(RUNNING)
        return _open(participant, by=by, now=now)


def _open(participant: Participant, *, by: User | None, now: datetime) -> AccessReview:
    today = market_day(now)
    review = AccessReview.objects.create(participant=participant, opened_at=now, opened_by=by, due_on=today + LASTS)
    standing = Membership.objects.standing_on(today).filter(participant=participant).order_by("pk")
    AccessReviewLine.objects.bulk_create(
        [AccessReviewLine(review=review, participant=participant, membership=one) for one in standing]
    )
    start_clock(
        subject=review, kind=KIND, label=LABEL, calendar=CALENDAR, plan=KIND, by=by, now=now,
        fixed_day=review.due_on, inner=False,
    )  # fmt: skip
    trail.record("participants.access_review.opened", of=review, by=by, at=now)
    news.tell_opened(review, by=by, now=now)
    return review


@transaction.atomic
def decide(*, line: AccessReviewLine, decision: str, by: User, now: datetime) -> AccessReviewLine:
    """Say of one membership that it stays, or end it at once; until the review is attested that may be said anew."""
    participant = lock_participant(line.participant_id)
    permissions.can_edit_people(by, participant).enforce()
    if decision not in AccessDecision.values:
        raise Refused("That is not one of the available choices.")
    with wall.as_operator("open or decide an access review"):
        line = AccessReviewLine.objects.select_related("review", "membership__user").get(pk=line.pk)
        _require_open(line.review)
        membership, person = line.membership, line.membership.user.name
        reach = membership.reach_in_words
    if decision == AccessDecision.END and membership.ended_at is None:
        end_membership(membership=membership, by=by, now=now, reason="Not kept in the access review.")
    if decision == AccessDecision.KEEP and membership.ended_at is not None:
        raise Refused("This access has ended; invite the person anew.")
    with wall.as_operator("open or decide an access review"):
        line.apply(decision=decision, decided_at=now, decided_by=by, reach=reach)
    changes = {"person": ["", person], "decision": ["", AccessDecision(decision).label]}
    trail.record("participants.access_review.decided", of=line.review, by=by, at=now, changes=changes)
    return line


@transaction.atomic
def attest(*, review: AccessReview, by: User, now: datetime) -> AccessReview:
    """An administrator attests that whoever has access still needs it; the review and its deadline end.

    Refused while a membership that stands is undecided. Who got access meanwhile is not asked about: it was just given.
    Staff never attest.
    """
    participant = lock_participant(review.participant_id)
    if by.is_staff:
        raise Refused("Only the company's own administrator attests who has access.")
    permissions.can_edit_people(by, participant).enforce()
    today = market_day(now)
    with wall.as_operator("open or decide an access review"):
        review = AccessReview.objects.get(pk=review.pk)
        _require_open(review)
        standing = Membership.objects.standing_on(today).filter(participant=participant)
        left = review.lines.undecided().filter(membership__in=standing).count()
        if left:
            raise Refused(f"{left} of the people with access {'is' if left == 1 else 'are'} still to be decided about.")
        review.apply(attested_at=now, attested_by=by)
        clock = Clock.objects.of(review).open().first()
        if clock is not None:
            stop_clock(clock=clock, by=by, now=now)
        news.tell_attested(review, by=by, now=now)
    trail.record("participants.access_review.attested", of=review, by=by, at=now)
    return review


def _require_open(review: AccessReview) -> None:
    if review.attested_at is not None:
        raise Refused(OVER)
