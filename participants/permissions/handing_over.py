"""Who prepares hand-overs, writes notes for whoever takes over, and decides about promised days."""

from typing import Any

from participants.choices import HandOverKind
from participants.models import HandOver
from participants.permissions.answers import holds
from participants.permissions.participants import can_assign
from portal.lifecycle.refusals import Allowed, Answer, Denied

OWN_ABSENCE = Denied("Only the colleague who goes away, and supervisors, prepare a hand-over.")
NOT_PART = Denied("Only who hands over, whoever prepared it, and supervisors may change this hand-over.")
NOT_SUCCESSOR = Denied("Only the successor and supervisors decide about these days.")
NO_LONGER = "{name}, who prepared it, no longer may. Somebody who may stands by it, or calls it off."
ASSIGNING = Denied("Only supervisors make somebody else responsible; prepare it for an absence instead.")


def can_prepare_hand_overs(user: Any) -> Answer:
    """At large: for somebody, be it only for oneself."""
    return holds(user, "participants.edit_assigned", "Only account managers and supervisors prepare hand-overs.")


def can_prepare_hand_over(user: Any, person: Any, kind: str = HandOverKind.ABSENCE) -> Answer:
    """For one's own absence; for anybody, and whatever makes somebody else responsible, supervisors."""
    if can_assign(user):
        return Allowed()
    if user.pk != person.pk or not user.is_active or not user.can("participants.edit_assigned"):
        return OWN_ABSENCE
    return Allowed() if kind == HandOverKind.ABSENCE else ASSIGNING


def may_begin(hand_over: HandOver) -> Answer:
    """Whether whoever prepared it may still do so: rights end between that day and the first one."""
    by = hand_over.prepared_by
    if by.is_active and can_prepare_hand_over(by, hand_over.person, hand_over.kind):
        return Allowed()
    return Denied(NO_LONGER.format(name=by.name))


def can_stand_by_hand_over(user: Any, hand_over: HandOver) -> Answer:
    """Whether the person could prepare it just so, and hence have it begin under the own name."""
    return can_prepare_hand_over(user, hand_over.person, hand_over.kind)


def can_change_hand_over(user: Any, hand_over: HandOver) -> Answer:
    if user.pk in (hand_over.person_id, hand_over.prepared_by_id) and user.can("participants.edit_assigned"):
        return Allowed()
    return Allowed() if can_assign(user) else NOT_PART


def can_decide_dates(user: Any, hand_over: HandOver) -> Answer:
    if user.pk == hand_over.receiver_id and user.can("participants.edit_assigned"):
        return Allowed()
    return Allowed() if can_assign(user) else NOT_SUCCESSOR


def can_close_hand_over(user: Any, hand_over: HandOver) -> Answer:
    """A permanent one whoever decides about its days; any other whoever comes back."""
    permanent = hand_over.kind == HandOverKind.PERMANENT
    return can_decide_dates(user, hand_over) if permanent else can_change_hand_over(user, hand_over)
