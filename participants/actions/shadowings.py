"""Arranging that a colleague reads along with a participant."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts import shadowing_permissions as permissions
from accounts.mentors import mentor_of
from accounts.models import Mentoring, Shadowing, User
from participants.actions.locks import lock_participant
from participants.actions.shape import require_reason
from participants.models import Participant
from participants.permissions.participants import can_view
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

LONGEST: Final = 92
ALREADY: Final = "This colleague reads along with this participant from that day already."
PAST: Final = "The last day lies in the past, or before the first."
TOO_LONG: Final = f"At most {LONGEST} days at a time."
NO_COLLEAGUE: Final = "Only active colleagues who work with participants read along."
NEEDS_HOST: Final = "Somebody else has to take the colleague along: give the colleague a mentor first."


@transaction.atomic
def arrange_shadowing(
    *,
    participant: Participant,
    person: User,
    by: User,
    now: datetime,
    purpose: str,
    starts_on: date,
    ends_on: date,
    opens_restricted: bool = False,
) -> Shadowing:
    """By the colleague's mentor or a supervisor, the mentor is host; a supervisor may open a restricted one by it."""
    participant = lock_participant(participant.pk)
    person = User.objects.lock(person.pk)
    permissions.can_arrange_shadowing(by, person, now).enforce()
    can_view(by, participant).enforce()
    if opens_restricted:
        permissions.can_open_restricted(by).enforce()
    if not person.is_active or not person.can("participants.view"):
        raise Refused(NO_COLLEAGUE)
    today = market_day(now)
    if ends_on < max(starts_on, today):
        raise Refused(PAST)
    if (ends_on - starts_on).days >= LONGEST:
        raise Refused(TOO_LONG)
    mentor = mentor_of(person, now)
    host = mentor or by
    if host.pk == person.pk:
        raise Refused(NEEDS_HOST)
    shadowing = Shadowing(
        participant_id=participant.pk,
        person=person,
        host=host,
        mentoring=Mentoring.objects.on(today).filter(colleague=person).first() if mentor is not None else None,
        arranged_by=by,
        arranged_at=now,
        purpose=require_reason(purpose)[:300],
        opens_restricted=opens_restricted,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    with refusing({"shadowing_once": ALREADY}):
        shadowing.save(force_insert=True)
    person.apply(shadows_until=max(filter(None, (person.shadows_until, ends_on))))
    trail.record("accounts.shadowing.arranged", of=shadowing, by=by, at=now, reason=shadowing.purpose)
    return shadowing
