"""Breaking the glass: a restricted participant opens to one person for some hours, and supervisors see why."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.shape import require_reason
from participants.choices import GlassMark
from participants.glass_news import tell_asked
from participants.models import GlassBreak, GlassReview, Participant
from portal.audit import trail
from portal.lifecycle.refusals import Refused

LEAST_REASON = 10
LONGEST_REMARK = 500


@transaction.atomic
def break_glass(*, participant: Participant, by: User, now: datetime, reason: str) -> GlassBreak:
    """Open a restricted participant to `by`; it closes by itself after the hours of the setting."""
    participant = lock_participant(participant.pk)
    permissions.can_break_glass(by, participant).enforce()
    reason = require_reason(reason, at_least=LEAST_REASON)
    glass_break = GlassBreak(
        participant=participant,
        person=by,
        reason=reason,
        opened_at=now,
        expires_at=now + timedelta(hours=settings.BREAK_GLASS_HOURS),
    )
    glass_break.save(force_insert=True)
    changes = {"open until": ["", glass_break.expires_at.isoformat()]}
    trail.record("participants.glass.broken", of=glass_break, by=by, at=now, changes=changes, reason=reason)
    return glass_break


@transaction.atomic
def review_opening(*, glass_break: GlassBreak, by: User, now: datetime, mark: str, remark: str = "") -> GlassReview:
    """A supervisor marks an opening as fine, or asks the person back; a later word takes the place of this one."""
    glass_break = GlassBreak.objects.select_related("person", "participant").lock(glass_break.pk)
    permissions.can_review_opening(by, glass_break).enforce()
    remark = " ".join(remark.split())
    if mark == GlassMark.ASKED and not remark:
        raise Refused("Write what you ask.")
    if len(remark) > LONGEST_REMARK:
        raise Refused(f"At most {LONGEST_REMARK} characters.")
    review = GlassReview.objects.filter(glass_break=glass_break).first()
    before = [review.mark, review.remark] if review else ["", ""]
    if before == [mark, remark]:
        raise Refused("This opening is marked so already.")
    if review is None:
        review = GlassReview.objects.create(glass_break=glass_break, mark=mark, remark=remark, by=by, at=now)
    else:
        review.apply(mark=mark, remark=remark, by=by, at=now)
    changes = {"mark": [before[0], mark], "remark": [before[1], remark]}
    trail.record("participants.glass.reviewed", of=glass_break, by=by, at=now, changes=changes)
    if mark == GlassMark.ASKED:
        tell_asked(review, now=now)
    return review
