"""Granting an agency and withdrawing it; every membership that rests on it ends with it, at once."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.membership_plans import require_extent
from participants.actions.memberships import end_at_once
from participants.actions.participants import tidy
from participants.actions.shape import require_order, require_reason, require_shape
from participants.choices import MembershipKind, Sight
from participants.models import Agency, Membership, Participant, Registration
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day


@transaction.atomic
def grant_agency(
    *,
    participant: Participant,
    by: User,
    now: datetime,
    agent_name: str,
    scope: str,
    starts_on: date,
    ends_on: date | None = None,
    agent: Participant | None = None,
    registrations: Iterable[Registration] = (),
    areas: Iterable[str] = (),
) -> Agency:
    """The participant (the principal) lets another company act for it within a scope.

    `registrations` and `areas` limit what may be opened to the agent's people; none: the whole company.
    By staff, or by the principal's own organization administrator.
    """
    participant = lock_participant(participant.pk)
    permissions.can_edit_people(by, participant).enforce()
    if agent is not None:
        if not permissions.can_view(by, agent):
            raise Refused("The agent is not one of the available choices.")
        if agent.pk == participant.pk:
            raise Refused("A company cannot be its own agent.")
    require_order(starts_on, ends_on)
    registrations = list(registrations)
    if any(registration.participant_id != participant.pk for registration in registrations):
        raise Refused("The registration is not one of the available choices.")
    agency = Agency(
        participant=participant,
        agent=agent,
        principal_name=participant.name,
        agent_name=tidy(agent_name) or (agent.name if agent else ""),
        scope=tidy(scope),
        starts_on=starts_on,
        ends_on=ends_on,
        areas=require_extent(MembershipKind.AGENT, Sight.OWN, areas),
    )
    require_shape(agency, "agent_name", "scope")
    # Participants' own database role only reads agencies; that this one may be granted was just decided.
    with wall.as_operator("write an agency of the participant acted for"):
        agency.save(force_insert=True)
        agency.registrations.set(registrations)
    changes = {"agent": ["", agency.agent_name], "scope": ["", agency.scope], "from": ["", str(starts_on)]}
    if registrations:
        changes["registrations"] = ["", ", ".join(sorted(map(str, registrations)))]
    if agency.areas:
        changes["areas"] = ["", agency.area_names]
    trail.record("participants.agency.granted", of=agency, by=by, at=now, changes=changes)
    return agency


@transaction.atomic
def withdraw_agency(*, agency: Agency, by: User, now: datetime, reason: str) -> Agency:
    """The agent may act no more, from this instant: memberships and their tokens end in the same transaction."""
    reason = require_reason(reason)
    participant = lock_participant(agency.participant_id)
    permissions.can_edit_people(by, participant).enforce()
    with wall.as_operator("write an agency of the participant acted for"):
        agency = Agency.objects.lock(agency.pk)
    if agency.withdrawn_at is not None or (agency.ends_on is not None and agency.ends_on < market_day(now)):
        raise Refused("This agency has already ended.")
    with wall.as_operator("write an agency of the participant acted for"):
        changes = agency.apply(withdrawn_at=now)
    resting = Membership.objects.filter(agency=agency, ended_at=None).order_by("pk").select_for_update(of=("self",))
    end_at_once(list(resting), by=by, now=now, reason=reason)
    trail.record("participants.agency.withdrawn", of=agency, by=by, at=now, changes=changes, reason=reason)
    return agency
