"""Inviting people to act for a participant, and what their acceptance brings."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.actions.invitations import invite
from accounts.models import Invitation, User
from participants import permissions
from participants.actions.change_signing import ask_newcomer
from participants.actions.locks import lock_participant
from participants.actions.membership_plans import require_extent, require_plan, within_agency
from participants.actions.memberships import begin_membership
from participants.choices import MembershipKind, Sight
from participants.models import Agency, Contact, Participant, Registration
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

LAPSED = "This invitation no longer holds; please ask for a new one."


@transaction.atomic
def invite_to_participant(
    *,
    participant: Participant,
    email: str,
    name: str,
    kind: str,
    by: User,
    now: datetime,
    registrations: Iterable[Registration] = (),
    agency: Agency | None = None,
    ends_on: date | None = None,
    sight: str = Sight.OWN,
    areas: Iterable[str] = (),
) -> Invitation:
    """Invite one address to one membership. The secret goes into the mail and nowhere else."""
    registrations = list(registrations)
    # No lock: an acceptance locks its invitation first and the participant then; facts are checked again there.
    participant = Participant.objects.get(pk=participant.pk)
    permissions.can_invite(by, participant).enforce()
    today = market_day(now)
    require_plan(participant, kind, agency, registrations, on=today)
    registrations, areas = within_agency(agency, registrations, areas)
    if ends_on is not None and ends_on < today:
        raise Refused("The last day is today or later.")
    plan = {
        "kind": kind,
        "registrations": [registration.ref for registration in registrations],
        "agency": agency.ref if agency else "",
        "ends_on": ends_on.isoformat() if ends_on else "",
        "sight": sight,
        "areas": require_extent(kind, sight, areas),
    }
    invitation, _secret = invite(
        email=email, name=name, by=by, now=now, participant_id=participant.pk, membership_plan=plan
    )
    return invitation


def describe_plan(invitation: Invitation) -> str:
    """What the invited person reads first, e.g. "to act for Prairie Lantern Energy as a member"."""
    if invitation.participant_id is None:
        return ""
    participant = Participant.objects.get(pk=invitation.participant_id)
    kind = MembershipKind(invitation.membership_plan["kind"]).label.lower()
    article = "an" if kind[0] in "aeiou" else "a"
    return f"to act for {participant.name} as {article} {kind}"


def begin_planned_membership(invitation: Invitation, user: User, now: datetime) -> None:
    """On acceptance: the membership as it was planned, unless what it rests on has gone since.

    The right to give it was checked when the invitation was written; here only facts are checked again.
    """
    if invitation.participant_id is None:
        return
    participant = lock_participant(invitation.participant_id)
    if participant.joined_into_id is not None:
        raise Refused(LAPSED)
    plan = invitation.membership_plan
    begin_membership(
        participant=participant,
        user=user,
        by=user,
        now=now,
        starts_on=market_day(now),
        **_planned(plan, participant, now),
    )
    _link_contact(participant, user, now)
    ask_newcomer(participant, user, now)


def _planned(plan: dict[str, Any], participant: Participant, now: datetime) -> dict[str, Any]:
    """The plan's references as rows of that participant; a vanished one makes the plan lapse."""
    registrations = list(Registration.objects.filter(participant=participant, ref__in=plan["registrations"]))
    agency = Agency.objects.filter(participant=participant, ref=plan["agency"]).first() if plan["agency"] else None
    ends_on = date.fromisoformat(plan["ends_on"]) if plan["ends_on"] else None
    gone = len(registrations) != len(plan["registrations"]) or bool(plan["agency"]) != (agency is not None)
    if gone or (ends_on is not None and ends_on < market_day(now)):
        raise Refused(LAPSED)
    extent = {"sight": plan.get("sight", Sight.OWN), "areas": plan.get("areas", [])}
    return {"kind": plan["kind"], "registrations": registrations, "agency": agency, "ends_on": ends_on} | extent


def _link_contact(participant: Participant, user: User, now: datetime) -> None:
    """The contact with the address the person just proved to own is that person."""
    contact = Contact.objects.active().filter(participant=participant, email=user.email, user=None).first()
    if contact is not None:
        contact.apply(user_id=user.pk)
        changes = {"user": ["", user.name]}
        trail.record("participants.contact.changed", of=contact, by=user, at=now, changes=changes)
