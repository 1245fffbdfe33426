"""What supervisors decide about people, and what people say about themselves."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from accounts import permissions
from accounts.access import end_sessions
from accounts.actions.invitations import revoke_open
from accounts.actions.shadowings import CLOSED, end_with
from accounts.actions.tokens import drop_tokens
from accounts.choices import Role
from accounts.models import Department, Invitation, Shadowing, User
from accounts.rules.standing import Standing
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

PROFILE: Final = ("name", "title", "phone", "time_zone", "theme", "shortcuts")
LAST_SUPERVISOR: Final = "This is the last active supervisor; make another one first."


@transaction.atomic
def change_role(
    *,
    person: User,
    by: User,
    now: datetime,
    role: str,
    level: str = "",
    department: Department | None = None,
    access_until: date | None = None,
) -> User:
    """Give a member of staff another role, level, department or last day. It counts from the next request.

    Invitations the person sent but may no longer send die with the old role.
    """
    person, by = _lock_standing(person, by)
    permissions.can_change_standing(by, person).enforce()
    if not person.is_staff:
        raise Refused("A participant's user does not become staff; invite the person under a staff address.")
    for objection in Standing(role, level, department, access_until).objections(market_day(now)).values():
        raise Refused(objection)
    if role != Role.SUPERVISOR:
        _require_other_supervisor(person)
    changes = person.apply(role=role, level=level, department=department, access_until=access_until)
    if changes:
        person.refresh_from_db(fields=["level_rights"])  # the database has put in those of the level
        trail.record("accounts.user.role_changed", of=person, by=by, at=now, changes=changes)
    if role != Role.SUPERVISOR:
        staff_invitations = Invitation.objects.filter(invited_by=person).exclude(role="")
        revoke_open(staff_invitations, by=by, now=now, reason="Whoever sent it no longer manages staff.")
    return person


@transaction.atomic
def change_profile(*, person: User, by: User, now: datetime, **fields: Any) -> User:
    """Change name, title, phone, time zone or theme; other fields have their own actions."""
    unknown = set(fields) - set(PROFILE)
    if unknown:
        raise TypeError(f"not part of a profile: {', '.join(sorted(unknown))}")
    person = User.objects.lock(person.pk)
    permissions.can_change_profile(by, person).enforce()
    changes = person.apply(**fields)
    if changes:
        trail.record("accounts.user.profile_changed", of=person, by=by, at=now, changes=changes)
    return person


@transaction.atomic
def deactivate(*, person: User, by: User, now: datetime, reason: str) -> User:
    """Close an account at once: sessions, tokens and invitations from or to the person end with it.

    What the person is responsible for stays and waits in the queue of work to hand over.
    """
    person, by = _lock_standing(person, by)
    permissions.can_change_standing(by, person).enforce()
    if not reason.strip():
        raise Refused("Please say why; colleagues will read it later.")
    if not person.is_active:
        raise Refused("The account is inactive already.")
    _require_other_supervisor(person)
    person.apply(is_active=False)
    end_sessions(person)
    drop_tokens(user=person, by=by, now=now, reason="The account was deactivated.")
    own = Invitation.objects.filter(invited_by=person) | Invitation.objects.filter(email=person.email)
    revoke_open(own, by=by, now=now, reason="The account was deactivated.")
    end_with(Shadowing.objects.filter(Q(person=person) | Q(host=person)), because=CLOSED, by=by, now=now)
    trail.record("accounts.user.deactivated", of=person, by=by, at=now, reason=reason.strip())
    return person


@transaction.atomic
def reactivate(*, person: User, by: User, now: datetime) -> User:
    """Open an account again, with the password it had; tokens and sessions do not come back."""
    person, by = _lock_standing(person, by)
    permissions.can_change_standing(by, person).enforce()
    if person.is_active:
        raise Refused("The account is active already.")
    person.apply(is_active=True)
    trail.record("accounts.user.reactivated", of=person, by=by, at=now)
    return person


def _lock_standing(person: User, by: User) -> tuple[User, User]:
    """The person, and whoever decides as of now; all supervisors stay locked until the end.

    So of two supervisors who close each other's account only the first succeeds.
    """
    involved = User.objects.filter(Q(role=Role.SUPERVISOR) | Q(pk__in=[person.pk, by.pk])).order_by("pk")
    locked = {row.pk: row for row in involved.select_for_update(of=("self",))}
    return locked[person.pk], locked[by.pk]


def _require_other_supervisor(person: User) -> None:
    """Refuse what would leave nobody in charge; call it while holding the lock on all supervisors."""
    if person.role != Role.SUPERVISOR or not person.is_active:
        return
    if not User.objects.active().filter(role=Role.SUPERVISOR).exclude(pk=person.pk).exists():
        raise Refused(LAST_SUPERVISOR)
