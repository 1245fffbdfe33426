"""An open access review of each company, for the walks."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from participants.models import AccessReview, AccessReviewLine, Membership
from portal.scoping.today import market_day


def furnish_access_reviews(*companies: SimpleNamespace, now: datetime) -> None:
    for rows in companies:
        participant = rows.participant
        rows.access_review = AccessReview.objects.create(
            participant=participant, opened_at=now, due_on=market_day(now) + timedelta(days=30)
        )
        lines = [
            AccessReviewLine(review=rows.access_review, participant=participant, membership=one)
            for one in Membership.objects.of(participant).order_by("pk")
        ]
        AccessReviewLine.objects.bulk_create(lines)
        rows.access_review_line = lines[0] if lines else None
