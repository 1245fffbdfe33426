"""Seats of people who left their company go to others: participants does not know of training, so training looks."""

import logging
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.models import Membership
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from training.actions.withdrawing import withdraw
from training.models import CourseSession, Enrollment

logger = logging.getLogger(__name__)

REMOVED: Final = "The person was removed from the company's contacts."
NO_MEMBER: Final = "The person no longer acts for the company."


def withdraw_leavers(*, now: datetime) -> int:
    """Sweep: end enrollments ahead of removed contacts, and of users whose membership ended; returns how many."""
    ended = 0
    for row in leavers(now).select_related("contact").order_by("pk"):
        reason = NO_MEMBER if row.contact.active else REMOVED
        try:
            withdraw(enrollment=row, by=None, now=now, reason=reason)
            ended += 1
        except Refused:
            continue  # Somebody was quicker, or the session has just begun.
        except Exception:
            logger.exception("%s could not be withdrawn; the next sweep tries again.", row.ref)
    return ended


def leavers(now: datetime) -> QuerySet[Enrollment]:
    """Live enrollments in sessions ahead of people who belong to the company no more."""
    acts = Membership.objects.filter(user=OuterRef("contact__user"), participant=OuterRef("participant"))
    stays = Q(contact__user=None) | Exists(acts.valid_on(market_day(now)))
    ahead = CourseSession.objects.published().filter(starts_at__gt=now)
    return Enrollment.objects.live().filter(session__in=ahead).exclude(Q(contact__active=True) & stays)
