"""Who hears of an article's review date. Any number of articles, the same few statements."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from accounts.choices import Role
from accounts.models import User
from training.models import Article

OWNER: Final = "owner"
SUPERVISORS: Final = "supervisors"
AUDIENCES: Final = (OWNER, SUPERVISORS)

People = dict[str, list[User]]


def people_for(audience: str, refs: Iterable[str], now: datetime) -> People:
    """The active people of an audience for each article by reference. Raises KeyError for an unknown audience.

    The supervisors hear instead of an owner whose account is closed: nothing falls silent.
    """
    resolve = {OWNER: _owners, SUPERVISORS: _supervisors}[audience]
    return resolve(list(Article.objects.filter(ref__in=set(refs)).select_related("owner")))


def _owners(rows: list[Article]) -> People:
    found = {row.ref: [row.owner] for row in rows if row.owner.is_active}
    return found | _supervisors([row for row in rows if row.ref not in found])


def _supervisors(rows: list[Article]) -> People:
    """The supervisors of the owner's team; where it has none, all of them."""
    if not rows:
        return {}
    every = list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))
    found = {}
    for row in rows:
        team = row.owner.team_id
        found[row.ref] = [one for one in every if team is not None and one.team_id == team] or every
    return found
