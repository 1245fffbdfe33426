"""Loading the default policies and criteria of reviews, and changing a policy."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues.choices.coaching import AnswerKind
from issues.models import ReviewCriterion, ReviewPolicy
from issues.permissions.coaching import can_oversee_reviews
from portal.audit import trail
from portal.lifecycle.catalogs import read_rows
from portal.lifecycle.refusals import Refused

FOLDER: Final = Path(__file__).resolve().parent.parent / "catalog"
ALL_OF_THEM: Final = 100
MOST: Final = 50
NO_KINDS: Final = "Choose what is drawn from: answers, letters, or both."


@transaction.atomic
def load_reviews(*, now: datetime) -> int:
    """Add missing rows and bring unedited ones up to date; returns how many changed."""
    policies = read_rows(FOLDER / "review_policies.yaml")
    criteria = read_rows(FOLDER / "review_criteria.yaml")
    ordered = ({"order": order} | row for order, row in enumerate(criteria, start=1))
    return _load(ReviewPolicy, "level", policies) + _load(ReviewCriterion, "code", ordered)


@transaction.atomic
def change_policy(
    *,
    policy: ReviewPolicy,
    by: User,
    now: datetime,
    share: int,
    least: int,
    most: int,
    kinds: Iterable[str],
    active: bool = True,
) -> ReviewPolicy:
    """From the next draw on; what was drawn stays."""
    policy = ReviewPolicy.objects.lock(policy.pk)
    can_oversee_reviews(by).enforce()
    chosen = [kind for kind in AnswerKind.values if kind in set(kinds)]
    if not chosen:
        raise Refused(NO_KINDS)
    if not 0 <= share <= ALL_OF_THEM:
        raise Refused("The share is a number of percent, 0 to 100.")
    if not 0 <= least <= most <= MOST:
        raise Refused(f"At least so many, at most so many: from 0 to {MOST}, the first not above the second.")
    changes = policy.apply(share=share, least=least, most=most, kinds=chosen, active=active)
    if changes:
        policy.apply(edited=True)
        trail.record("issues.reviewpolicy.changed", of=policy, by=by, at=now, changes=changes)
    return policy


def _load(model: Any, key: str, rows: Iterable[dict[str, Any]]) -> int:
    known = {getattr(row, key): row for row in model.objects.select_for_update()}
    changed = 0
    for default in rows:
        row = known.get(default[key])
        if row is None:
            model(**default).save(force_insert=True)
            changed += 1
        elif not row.edited and row.apply(**default):
            changed += 1
    return changed
