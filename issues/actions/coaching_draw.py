"""Which answers are reviewed: drawn once a person and week, or asked for by hand."""

import logging
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.choices import Role
from accounts.models import Topic, User
from issues import coaching_deadlines as deadlines
from issues.coaching_answers import Told, answers, author_of, letters, told_in, topic_of
from issues.coaching_news import tell
from issues.coaching_people import may_review, reviewer_for
from issues.models import AnswerReview, Comment, ReviewDraw, ReviewPolicy
from issues.permissions.coaching import can_ask_review
from issues.permissions.issues import NO_SUCH_ISSUE
from issues.rules.coaching import how_many, in_order_of_draw, weeks_over
from participants.actions.shape import require_reason
from participants.models import Letter, Participant
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

logger = logging.getLogger(__name__)
REVIEWED: Final = "This answer is, or was, reviewed already."
NOT_OUT: Final = "Only what has left is reviewed, and only once."
NOBODY: Final = "Nobody else who may see this participant could review it."
ONCE: Final = {"issues_answerreview_comment_id_key": REVIEWED, "issues_answerreview_letter_id_key": REVIEWED}


def draw_reviews(*, now: datetime) -> int:
    """Draw from each week that is over, once for each account manager; returns how many reviews it made.

    Each person and week is a transaction of its own: what a killed worker leaves is drawn again, and the same.
    """
    policies = {row.level: row for row in ReviewPolicy.objects.in_use()}
    if not policies:
        return 0
    since = market_day(min(row.created_at for row in policies.values()))
    weeks = weeks_over(market_day(now), since)
    done = set(ReviewDraw.objects.filter(week__in=weeks).values_list("person", "week"))
    people = User.objects.active().filter(role=Role.ACCOUNT_MANAGER, level__in=policies).order_by("pk")
    made = 0
    for person in people:
        for week in weeks:
            if (person.pk, week) not in done:
                made += _drawn_safely(person, week, policies[person.level], now)
    return made


def _drawn_safely(person: User, week: date, policy: ReviewPolicy, now: datetime) -> int:
    """One person whose draw raises keeps no other from theirs; it is tried again by the next sweep."""
    try:
        return draw_for(person=person, week=week, policy=policy, now=now)
    except Exception:
        logger.exception("The draw of reviews of %s in the week of %s failed.", person.ref, week)
        return 0


@transaction.atomic
def draw_for(*, person: User, week: date, policy: ReviewPolicy, now: datetime) -> int:
    """The share of the week's answers that the policy asks for; nothing where it was drawn already."""
    person = User.objects.lock(person.pk)
    if ReviewDraw.objects.filter(person=person, week=week).exists():
        return 0
    pool = told_in(week, person, policy.kinds)
    wanted = how_many(len(pool), share=policy.share, least=policy.least, most=policy.most)
    general = Topic.objects.filter(code=Topic.GENERAL).first()
    made = 0
    for ref in in_order_of_draw(pool, seed=policy.ref, week=week):
        if made >= wanted:
            break
        reviewer = reviewer_for(person, pool[ref].participant, ref, now)
        if reviewer is not None:
            review = _begin(pool[ref], person, reviewer, general, by=None, now=now, week=week)
            trail.record("issues.answerreview.drawn", of=review, by=None, at=now)
            made += 1
    ReviewDraw.objects.create(person=person, week=week, answers=len(pool), drawn=made, at=now)
    return made


@transaction.atomic
def ask_review(
    *, by: User, now: datetime, because: str, comment: Comment | None = None, letter: Letter | None = None
) -> AnswerReview:
    """By hand: of one's own answer, which the mentor gets; or of whom one guides, which one reviews oneself."""
    told = _locked(comment, letter)
    author = author_of(told)
    can_ask_review(by, author, now).enforce()
    _require_seen(told.participant, by)
    because = require_reason(because)[:300]
    reviewer = by if may_review(by, author, told.participant) else reviewer_for(author, told.participant, told.ref, now)
    if reviewer is None:
        raise Refused(NOBODY)
    general = Topic.objects.filter(code=Topic.GENERAL).first()
    with refusing(ONCE):
        review = _begin(told, author, reviewer, general, by=by, now=now, asked_by=by, because=because)
    trail.record("issues.answerreview.asked", of=review, by=by, at=now, reason=because)
    return review


@transaction.atomic
def replace_reviewers(*, now: datetime) -> int:
    """What waits for somebody whose account was closed, or to whom the participant was closed, gets somebody else."""
    changed = 0
    waiting = AnswerReview.objects.waiting().select_related("author", "participant", "reviewer")
    for row in waiting.filter(reviewer__is_active=False) | waiting.filter(participant__restricted=True):
        if not may_review(row.reviewer, row.author, row.participant):
            changed += _replaced(row, now)
    return changed


def _replaced(row: AnswerReview, now: datetime) -> bool:
    review = AnswerReview.objects.lock(row.pk)
    person = reviewer_for(row.author, row.participant, review.ref, now)
    if person is None or review.reviewer_id != row.reviewer_id or review.state != row.state:
        return False
    changes = {"reviewer": [row.reviewer.name, person.name]}
    review.apply(reviewer=person)
    trail.record("issues.answerreview.handed_on", of=review, by=None, at=now, changes=changes)
    tell("drawn", review, person, by=None, now=now)
    return True


def _begin(
    told: Told, author: User, reviewer: User, general: Topic | None, *, by: Any, now: datetime, **origin: Any
) -> AnswerReview:
    review = AnswerReview(
        participant_id=told.participant_id,
        comment=told if isinstance(told, Comment) else None,
        letter=told if isinstance(told, Letter) else None,
        author=author,
        reviewer=reviewer,
        topic=topic_of(told, general),
        drawn_at=now,
        **origin,
    )
    review.save(force_insert=True)
    deadlines.begin(review, by=by, now=now)
    tell("drawn", review, reviewer, by=by, now=now)
    return review


def _locked(comment: Comment | None, letter: Letter | None) -> Told:
    """What has left and was not reviewed, as it is now."""
    rows = answers() if comment is not None else letters()
    wanted = comment if comment is not None else letter
    if wanted is None:
        raise Refused("Choose an answer or a letter.")
    found = rows.select_for_update(of=("self",)).filter(pk=wanted.pk).first()
    if found is None:
        raise Refused(NOT_OUT)
    return found


def _require_seen(participant: Participant, by: User) -> None:
    if not Participant.objects.visible_to(by).filter(pk=participant.pk).exists():
        NO_SUCH_ISSUE.enforce()
