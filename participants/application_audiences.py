"""Who hears of an application on each level of its reminder plan; any number, the same few statements."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from accounts.choices import Role
from accounts.models import User
from participants.audiences import RESPONSIBLE, SUPERVISORS, People
from participants.models import Application

AUDIENCES: Final = (RESPONSIBLE, SUPERVISORS)


def people_for(audience: str, refs: Iterable[str], now: datetime) -> People:
    """Whoever looks after it, the supervisors where nobody does yet. Raises KeyError for an unknown audience."""
    resolve = {RESPONSIBLE: _responsible, SUPERVISORS: _supervisors}[audience]
    return resolve(list(Application.objects.filter(ref__in=set(refs)).select_related("account_manager")))


def _responsible(rows: list[Application]) -> People:
    held = {row.ref: [row.account_manager] for row in rows if row.account_manager and row.account_manager.is_active}
    return held | _supervisors([row for row in rows if row.ref not in held])


def _supervisors(rows: list[Application]) -> People:
    if not rows:
        return {}
    people = list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))
    return {row.ref: people for row in rows}
