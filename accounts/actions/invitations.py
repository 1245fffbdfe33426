"""An invitation: for one address, once, for a limited time. Changing anything means a new one."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts import invitation_plans, mail, permissions
from accounts.models import Department, Invitation, User
from accounts.rules import secrets
from accounts.rules.standing import Standing
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day

MAILS_TO_ONE_ADDRESS_A_DAY: Final = 5


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    by: User,
    now: datetime,
    role: str = "",
    level: str = "",
    department: Department | None = None,
    access_until: date | None = None,
    participant_id: int | None = None,
    membership_plan: dict[str, Any] | None = None,
) -> tuple[Invitation, str]:
    """Send an invitation and return it with its secret, which is stored nowhere.

    With a role it is for staff and needs the right to manage staff; with a participant the caller (the
    app of participants) has asked for permission. An open invitation of the same kind to the same address
    dies. Whether a participant's invited address has an account already is not told.
    """
    email = email.strip().lower()
    if role:
        permissions.can_manage_staff(by).enforce()
        _require_fit(email, Standing(role, level, department, access_until), now)
    with wall.as_operator("an invitation counts what others sent and stores a digest that participants can't read"):
        _require_measure(email, by, now)
        older = _still_open(Invitation.objects.filter(email=email, participant_id=participant_id), now)
        secret = secrets.new_secret()
        invitation = Invitation(
            email=email,
            name=name.strip(),
            digest=secrets.digest(secret),
            role=role,
            level=level,
            department=department,
            access_until=access_until,
            participant_id=participant_id,
            membership_plan=membership_plan or {},
            invited_by=by,
            expires_at=now + timedelta(hours=settings.INVITATION_HOURS),
        )
        invitation.save(force_insert=True)
    for one in older:
        _revoke(one, by, now, "A newer invitation took its place.")
    changes = {"role": ["", role]} if role else {}
    trail.record("accounts.invitation.sent", of=invitation, by=by, at=now, changes=changes)
    _send(invitation, secret, now)
    return invitation, secret


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: User, now: datetime) -> tuple[Invitation, str]:
    """Invite again on the same terms, with a new link and a new term; the old link dies."""
    permissions.can_revoke_invitation(by, invitation).enforce()
    if invitation.accepted_at:
        raise Refused("This invitation was accepted already.")
    return invite(
        email=invitation.email,
        name=invitation.name,
        by=by,
        now=now,
        role=invitation.role,
        level=invitation.level,
        department=invitation.department,
        access_until=invitation.access_until,
        participant_id=invitation.participant_id,
        membership_plan=invitation.membership_plan,
    )


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User, now: datetime) -> Invitation:
    """End an invitation before it is used."""
    with wall.as_operator("participants can't lock rows that they read without their digest"):
        invitation = Invitation.objects.lock(invitation.pk)
    permissions.can_revoke_invitation(by, invitation).enforce()
    if invitation.accepted_at:
        raise Refused("This invitation was accepted already.")
    return _revoke(invitation, by, now, "")


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User, now: datetime) -> Invitation:
    """Use an invitation: the account gets what was promised. The second caller is refused."""
    invitation = lock_open(invitation, now)
    if user.email != invitation.email:
        raise Refused("This invitation is for another address.")
    if bool(invitation.role) != user.is_staff:
        raise Refused("An account belongs either to staff or to participants; please ask whoever invited you.")
    invitation.apply(accepted_at=now, accepted_by=user)
    invitation_plans.fulfil_all(invitation, user, now)
    trail.record("accounts.invitation.accepted", of=invitation, by=user, at=now)
    return invitation


def lock_open(invitation: Invitation, now: datetime) -> Invitation:
    """The invitation, locked; refused when it was used, revoked or is over."""
    locked = Invitation.objects.open_at(now).select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if locked is None:
        raise Refused("This invitation is no longer valid.")
    return locked


def revoke_open(invitations: Any, *, by: User | None, now: datetime, reason: str) -> int:
    """Revoke those of `invitations` that are still open; part of actions that have asked already."""
    still_open = _still_open(invitations, now)
    for invitation in still_open:
        _revoke(invitation, by, now, reason)
    return len(still_open)


def link(invitation: Invitation, secret: str) -> str:
    """The address in the mail: under our own name, whatever host the request claimed."""
    return settings.SITE_URL.rstrip("/") + reverse("accounts:invitation", args=[invitation.ref, secret])


def _still_open(invitations: Any, now: datetime) -> list[Invitation]:
    return list(invitations.open_at(now).select_for_update(of=("self",)))


def _revoke(invitation: Invitation, by: User | None, now: datetime, reason: str) -> Invitation:
    if invitation.revoked_at is None:
        invitation.apply(revoked_at=now)
        trail.record("accounts.invitation.revoked", of=invitation, by=by, at=now, reason=reason)
    return invitation


def _require_fit(email: str, standing: Standing, now: datetime) -> None:
    """Refuse a staff invitation whose terms contradict each other, or to somebody who has an account."""
    for objection in standing.objections(market_day(now)).values():
        raise Refused(objection)
    if User.objects.with_address(email).exists():
        raise Refused("There is an account with this address already; change or reactivate it instead.")


def _require_measure(email: str, by: User, now: datetime) -> None:
    """Nobody may use invitations to flood one address, or the world."""
    sent = Invitation.objects.filter(invited_by=by, created_at__gt=now - timedelta(hours=1)).count()
    if sent >= settings.INVITATIONS_PER_HOUR:
        raise Refused("You sent many invitations within an hour; please go on later.", code="too_many")
    received = Invitation.objects.filter(email=email, created_at__gt=now - timedelta(days=1)).count()
    if received >= MAILS_TO_ONE_ADDRESS_A_DAY:
        raise Refused("This address got several invitations today; please try again tomorrow.", code="too_many")


def _send(invitation: Invitation, secret: str, now: datetime) -> None:
    """The subject names neither person nor company: it is read on locked screens and in mail logs."""
    context = {"invitation": invitation, "link": link(invitation, secret), "product": settings.MFA_TOTP_ISSUER}
    body = render_to_string("accounts/mail/invitation.txt", context)
    subject = f"Your invitation to the {settings.MFA_TOTP_ISSUER}"
    message = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.email])
    mail.post_invitation(message, now=now, expires_at=invitation.expires_at)
