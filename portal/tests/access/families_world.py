"""An affiliation of each company: an announced change of ownership that it declared, for the walks."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from accounts.models import User
from participants.actions.affiliations import add_affiliation
from participants.choices import TieKind, TieSource
from portal.scoping.today import market_day


def furnish_families(*companies: SimpleNamespace, by: User, now: datetime) -> None:
    """In sixty days, so that nothing changes while the walks go on."""
    for rows in companies:
        rows.affiliation = add_affiliation(
            participant=rows.participant,
            other_name=f"Holding of {rows.contact.name}",
            kind=TieKind.PARENT,
            source=TieSource.DECLARED,
            starts_on=market_day(now) + timedelta(days=60),
            announced_on=market_day(now),
            by=by,
            now=now,
        )
