"""Suspending a membership for a while, and resuming it."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.memberships import cut_off, require_other_admin, require_running
from participants.actions.shape import require_reason
from participants.models import Membership
from participants.rules.people import Period
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day


@transaction.atomic
def suspend_membership(*, membership: Membership, by: User, now: datetime, reason: str) -> Membership:
    """The person may not act for the participant until it is resumed; tokens made under it end and stay ended."""
    reason = require_reason(reason)
    membership = _locked(membership, by, now)
    if membership.suspended_at is not None:
        raise Refused("This membership is suspended already.")
    if not by.is_staff:
        if membership.user_id == by.pk:
            raise Refused("Nobody suspends their own access: ask another administrator.")
        require_other_admin(membership, Period(market_day(now), membership.ends_on))
    with wall.as_operator("suspend or resume a membership"):
        membership.apply(suspended_at=now)
    cut_off([membership], by=by, now=now, reason=reason)
    changes = {"user": [membership.user.name, ""]}
    trail.record("participants.membership.suspended", of=membership, by=by, at=now, changes=changes, reason=reason)
    return membership


@transaction.atomic
def resume_membership(*, membership: Membership, by: User, now: datetime) -> Membership:
    """The person may act again, as far as before; tokens do not come back."""
    membership = _locked(membership, by, now)
    if membership.suspended_at is None:
        raise Refused("This membership is not suspended.")
    with wall.as_operator("suspend or resume a membership"):
        membership.apply(suspended_at=None)
        changes = {"user": ["", membership.user.name]}
    trail.record("participants.membership.resumed", of=membership, by=by, at=now, changes=changes)
    return membership


def _locked(membership: Membership, by: User, now: datetime) -> Membership:
    """The membership under its participant's lock, once it may be changed."""
    participant = lock_participant(membership.participant_id)
    membership = Membership.objects.lock(membership.pk)
    permissions.can_edit_people(by, participant).enforce()
    require_running(membership, now)
    return membership
