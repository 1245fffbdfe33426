"""How an account comes into being: by an accepted invitation, or the first supervisor by a command."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import connection, transaction

from accounts.actions.invitations import accept_invitation, lock_open
from accounts.choices import Role
from accounts.models import Invitation, User
from portal.audit import trail
from portal.lifecycle.refusals import Refused


@transaction.atomic
def sign_up(*, invitation: Invitation, name: str, password: str, now: datetime) -> User:
    """Make the account an invitation promises and accept it. The address counts as proven by its link.

    Raises `ValidationError` for a weak password and `Refused` when the invitation is used or over.
    """
    invitation = lock_open(invitation, now)
    if User.objects.with_address(invitation.email).exists():
        raise Refused("There is an account with this address already; please sign in.")
    user = _new_person(
        email=invitation.email,
        name=name,
        password=password,
        role=invitation.role,
        level=invitation.level,
        department=invitation.department,
        access_until=invitation.access_until,
    )
    trail.record("accounts.user.created", of=user, by=user, at=now, participant_id=invitation.participant_id)
    accept_invitation(invitation=invitation, user=user, now=now)
    return user


@transaction.atomic
def make_first_supervisor(*, email: str, name: str, password: str, now: datetime) -> User:
    """The one account that needs no invitation, because nobody is there to send it."""
    with connection.cursor() as cursor:
        # There may be no row to lock yet.
        cursor.execute("LOCK TABLE accounts_user IN SHARE ROW EXCLUSIVE MODE")
    if User.objects.active().filter(role=Role.SUPERVISOR).exists():
        raise Refused("There is a supervisor already; supervisors invite each other on the staff page.")
    if User.objects.with_address(email.strip()).exists():
        raise Refused("There is an account with this address already.")
    user = _new_person(email=email.strip().lower(), name=name, password=password, role=Role.SUPERVISOR)
    trail.record("accounts.user.created", of=user, by=None, at=now, changes={"role": ["", Role.SUPERVISOR]})
    return user


def _new_person(*, email: str, name: str, password: str, **standing: object) -> User:
    if not name.strip():
        raise Refused("Please give your name.")
    user = User(email=email, name=name.strip(), is_staff=bool(standing["role"]), **standing)
    validate_password(password, user)
    user.set_password(password)
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
