"""Who may act for a participant: giving, narrowing and ending memberships."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.access import end_sessions
from accounts.actions.invitations import revoke_open
from accounts.actions.tokens import drop_tokens
from accounts.models import Invitation, User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.membership_plans import require_extent, require_plan, within_agency
from participants.actions.shape import only_fields, require_order
from participants.actions.sign_in_links import unlink_members
from participants.choices import MembershipKind, Sight
from participants.models import Agency, Membership, Participant, Registration
from participants.models.period import overlapping
from participants.rules.people import ONE_DAY, Period, first_day_without
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day

CHANGEABLE = frozenset({"kind", "registrations", "ends_on", "sight", "areas"})
ALREADY = "This person already has a membership of this participant in that period."
TAKEN = {"membership_one_at_a_time": ALREADY}
LAST_ADMIN = "A company keeps at least one organization administrator: name another one first."


@transaction.atomic
def add_membership(
    *,
    participant: Participant,
    user: User,
    kind: str,
    by: User,
    now: datetime,
    starts_on: date,
    ends_on: date | None = None,
    agency: Agency | None = None,
    registrations: Iterable[Registration] = (),
    sight: str = Sight.OWN,
    areas: Iterable[str] = (),
) -> Membership:
    """Staff let a known user act for the participant; participants invite people instead."""
    participant = lock_participant(participant.pk)
    if not by.is_staff:
        permissions.can_edit_people(by, participant).enforce()
        raise Refused("Invite the person by e-mail: the membership begins when the invitation is accepted.")
    permissions.can_edit_people(by, participant).enforce()
    return begin_membership(
        participant=participant,
        user=user,
        kind=kind,
        by=by,
        now=now,
        starts_on=starts_on,
        ends_on=ends_on,
        agency=agency,
        registrations=registrations,
        sight=sight,
        areas=areas,
    )


def begin_membership(
    *,
    participant: Participant,
    user: User,
    kind: str,
    by: User,
    now: datetime,
    starts_on: date,
    ends_on: date | None,
    agency: Agency | None,
    registrations: Iterable[Registration],
    sight: str = Sight.OWN,
    areas: Iterable[str] = (),
) -> Membership:
    """Write the membership; call while holding the participant's lock, once it is permitted."""
    registrations = list(registrations)
    if user.is_staff:
        raise Refused("The operator's staff cannot hold a membership.")
    if not user.is_active:
        raise Refused("This user's account is closed.")
    require_order(starts_on, ends_on)
    require_plan(participant, kind, agency, registrations, on=market_day(now))
    registrations, areas = within_agency(agency, registrations, areas)
    areas = require_extent(kind, sight, areas)
    same = Membership.objects.filter(participant=participant, user=user, ended_at=None)
    if same.filter(overlapping(starts_on, ends_on)).exists():
        raise Refused(ALREADY)
    membership = Membership(
        participant=participant,
        user=user,
        kind=kind,
        agency=agency,
        starts_on=starts_on,
        ends_on=ends_on,
        narrowed=bool(registrations),
        sight=sight,
        areas=areas,
    )
    with refusing(TAKEN):
        membership.save(force_insert=True)
    if registrations:
        membership.registrations.set(registrations)
    changes = {"user": ["", user.name], "kind": ["", membership.get_kind_display()]}
    if registrations:
        changes["registrations"] = ["", _listed(registrations)]
    if areas:
        changes["areas"] = ["", membership.area_names]
    if sight == Sight.COMPANY:
        changes["sight"] = ["", membership.get_sight_display()]
    trail.record("participants.membership.added", of=membership, by=by, at=now, changes=changes)
    return membership


@transaction.atomic
def change_membership(*, membership: Membership, by: User, now: datetime, **fields: Any) -> Membership:
    """Change the kind (member or administrator), what it reaches, or its last day.

    Whoever becomes an administrator is limited to no areas any more, unless `areas` says otherwise, which is refused.
    """
    only_fields(fields, CHANGEABLE)
    participant = lock_participant(membership.participant_id)
    membership = Membership.objects.lock(membership.pk)
    permissions.can_edit_people(by, participant).enforce()
    require_running(membership, now)
    kind, ends_on = fields.get("kind", membership.kind), fields.get("ends_on", membership.ends_on)
    before, before_areas = list(membership.registrations.all()), membership.area_names
    registrations = list(fields.get("registrations", before))
    _require_change(membership, participant, kind, registrations, ends_on, now)
    kept = [] if kind == MembershipKind.ADMIN else membership.areas
    sight = fields.get("sight", membership.sight)
    registrations, areas = within_agency(membership.agency, registrations, fields.get("areas", kept))
    areas = require_extent(kind, sight, areas)
    stays_admin = kind == MembershipKind.ADMIN and not registrations
    if not by.is_staff:
        if not stays_admin:
            require_other_admin(membership, Period(market_day(now), membership.ends_on))
        elif ends_on is not None and ends_on != membership.ends_on:
            require_other_admin(membership, Period(ends_on + ONE_DAY, membership.ends_on))
    # Participants' own database role may not touch the kind; that it may be changed was just decided.
    with wall.as_operator("change a membership"):
        with refusing(TAKEN):
            changes = membership.apply(
                kind=kind, ends_on=ends_on, narrowed=bool(registrations), sight=sight, areas=areas
            )
        if not stays_admin:
            _revoke_invitations(membership, by, now)
    if "areas" in changes:
        changes["areas"] = [before_areas, membership.area_names]
    if {one.pk for one in before} != {one.pk for one in registrations}:
        membership.registrations.set(registrations)
        changes["registrations"] = [_listed(before), _listed(registrations)]
    if changes:
        trail.record("participants.membership.changed", of=membership, by=by, at=now, changes=changes)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User, now: datetime, reason: str = "") -> Membership:
    """The person may no longer act for the participant, from this instant; tokens made for it die."""
    participant = lock_participant(membership.participant_id)
    membership = Membership.objects.lock(membership.pk)
    permissions.can_edit_people(by, participant).enforce()
    require_running(membership, now)
    if not by.is_staff:
        require_other_admin(membership, Period(market_day(now), membership.ends_on))
    end_at_once([membership], by=by, now=now, reason=reason.strip())
    return membership


def end_at_once(memberships: list[Membership], *, by: User | None, now: datetime, reason: str) -> None:
    """Write the end of memberships and kill the tokens bound to them; call while holding the lock."""
    if not memberships:
        return
    for membership in memberships:
        membership.apply(ended_at=now)
    cut_off(memberships, by=by, now=now, reason=reason)
    unlink_members(memberships, by=by, now=now)
    for membership in memberships:
        changes = {"user": [membership.user.name, ""], "kind": [membership.get_kind_display(), ""]}
        trail.record("participants.membership.ended", of=membership, by=by, at=now, changes=changes, reason=reason)


def cut_off(memberships: list[Membership], *, by: User | None, now: datetime, reason: str) -> None:
    """Kill what was opened under memberships that hold no more: tokens, invitations, and sessions of whoever is left
    without any."""
    with wall.as_operator("end the tokens and invitations of ended memberships"):
        for membership in memberships:
            drop_tokens(user=membership.user, by=by, now=now, membership_ref=membership.ref, reason=reason)
            _revoke_invitations(membership, by, now)
            if not Membership.objects.of_user(membership.user).valid_on(market_day(now)).exists():
                end_sessions(membership.user)


def _revoke_invitations(membership: Membership, by: User | None, now: datetime) -> None:
    """Whoever may no longer invite for the company leaves no open invitations behind. Call as the operator."""
    sent = Invitation.objects.filter(invited_by=membership.user_id, participant_id=membership.participant_id)
    revoke_open(sent, by=by, now=now, reason="Whoever sent it no longer administers the company's people.")


def require_running(membership: Membership, now: datetime) -> None:
    today = market_day(now)
    if membership.ended_at is not None or (membership.ends_on is not None and membership.ends_on < today):
        raise Refused("This membership has already ended.")


def _require_change(
    membership: Membership,
    participant: Participant,
    kind: str,
    registrations: list[Registration],
    ends_on: date | None,
    now: datetime,
) -> None:
    if kind != membership.kind and MembershipKind.AGENT in (kind, membership.kind):
        raise Refused("An agent's membership is ended and a new one given, not turned into another kind.")
    if kind not in MembershipKind.values:
        raise Refused("This kind of membership is not one of the available choices.")
    if any(registration.participant_id != participant.pk for registration in registrations):
        raise Refused("The registration is not one of the available choices.")
    require_order(membership.starts_on, ends_on)
    if ends_on is not None and ends_on != membership.ends_on and ends_on < market_day(now):
        raise Refused("The last day is today or later; end the membership to stop it at once.")


def require_other_admin(membership: Membership, period: Period) -> None:
    """Refuse when the company would have days without an administrator of the whole; holding its lock."""
    if membership.kind != MembershipKind.ADMIN or membership.narrowed or membership.suspended_at is not None:
        return
    others = Membership.objects.filter(
        participant=membership.participant_id,
        kind=MembershipKind.ADMIN,
        narrowed=False,
        ended_at=None,
        suspended_at=None,
        user__is_active=True,
    ).exclude(pk=membership.pk)
    periods = [Period(*dates) for dates in others.order_by().values_list("starts_on", "ends_on")]
    if first_day_without(period, periods) is not None:
        raise Refused(LAST_ADMIN)


def _listed(registrations: Iterable[Registration]) -> str:
    return ", ".join(sorted(str(registration) for registration in registrations))
