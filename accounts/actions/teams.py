"""Teams of client services: who leads them, who belongs to them."""

from datetime import datetime

from django.db import transaction

from accounts import permissions
from accounts.models import Team, User
from portal.audit import trail
from portal.lifecycle.refusals import Refused


@transaction.atomic
def add_team(*, name: str, by: User, now: datetime, lead: User | None = None) -> Team:
    permissions.can_manage_staff(by).enforce()
    _require_name(name)
    _require_lead(lead)
    team = Team.objects.create(name=name.strip(), lead=lead)
    trail.record("accounts.team.added", of=team, by=by, at=now)
    return team


@transaction.atomic
def change_team(*, team: Team, by: User, now: datetime, name: str, lead: User | None = None) -> Team:
    team = Team.objects.lock(team.pk)
    permissions.can_manage_staff(by).enforce()
    _require_name(name, team)
    _require_lead(lead)
    changes = team.apply(name=name.strip(), lead=lead)
    if changes:
        trail.record("accounts.team.changed", of=team, by=by, at=now, changes=changes)
    return team


@transaction.atomic
def put_in_team(*, person: User, team: Team | None, by: User, now: datetime) -> User:
    """Move a member of staff into a team, or with None out of any."""
    person = User.objects.lock(person.pk)
    permissions.can_manage_staff(by).enforce()
    if not person.is_staff:
        raise Refused("Teams are for staff.")
    changes = person.apply(team=team)
    if changes:
        trail.record("accounts.user.team_changed", of=person, by=by, at=now, changes=changes)
    return person


def _require_name(name: str, team: Team | None = None) -> None:
    if not name.strip():
        raise Refused("A team needs a name.")
    others = Team.objects.filter(name__iexact=name.strip()).exclude(pk=team.pk if team else None)
    if others.exists():
        raise Refused("There is a team of this name already.")


def _require_lead(lead: User | None) -> None:
    if lead is not None and not (lead.is_staff and lead.is_active):
        raise Refused("A team is led by an active member of staff.")
