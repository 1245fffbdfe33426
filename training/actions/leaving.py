"""Seats of people who left their company go to others: participants does not know of training, so training looks."""

import logging
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from participants.models import Contact
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from training.actions.withdrawing import withdraw
from training.choices import Format
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
    """Live enrollments of people who belong to the company no more, in sessions ahead and windows that are open.

    Somebody whose membership is still to begin has not left.
    """
    ahead = Q(starts_at__gt=now) | Q(format=Format.SELF_PACED, ends_at__gt=now)
    sessions = CourseSession.objects.published().filter(ahead)
    return Enrollment.objects.live().filter(session__in=sessions, contact__in=Contact.objects.gone(market_day(now)))
