"""The demo world's families: outside owners, a joint venture, and a change of ownership that was announced."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from participants.actions.affiliations import add_affiliation
from participants.models import Participant
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "families.yaml"


def fill_families(*, now: datetime) -> None:
    """What the file tells, each written down on its day by a supervisor."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))["affiliations"]
    by = User.objects.get(email="supervisor@iso.example")
    names = {row["participant"] for row in told} | {row.get("other") for row in told}
    known = {row.name: row for row in Participant.objects.filter(name__in=names - {None})}
    for row in told:
        if row["participant"] in known:
            _affiliation(row, known, by, now)


def _affiliation(row: dict[str, Any], known: dict[str, Participant], by: User, now: datetime) -> None:
    day = market_day(now)
    at = now - timedelta(days=row.get("written", 150))
    announced = day - timedelta(days=row["announced"]) if "announced" in row else None
    add_affiliation(
        participant=known[row["participant"]],
        other=known.get(row.get("other", "")),
        other_name=row.get("outside", ""),
        kind=row["kind"],
        source=row["source"],
        certainty=row.get("certainty", "certain"),
        share=row.get("share"),
        starts_on=day + timedelta(days=row["from"]),
        announced_on=announced,
        by=by,
        now=at,
    )
