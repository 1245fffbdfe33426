"""A room of an auditor from outside, for the walks: nobody who walks is let in, and supervisors keep it. And a seal."""

from datetime import datetime, timedelta
from typing import Any

from accounts.actions.audit_rooms import open_audit_room
from accounts.choices import RoomNoun
from accounts.rules.audit_rooms import RoomPlan
from accounts.tests.factories import ExternalAuditorFactory
from portal.audit import sealing
from portal.scoping.today import market_day


def furnish_rooms(*, by: Any, now: datetime) -> dict[str, Any]:
    today = market_day(now)
    plan = RoomPlan(
        title="Quarterly look",
        purpose="How requests were answered",
        starts_on=today,
        ends_on=today + timedelta(days=300),
        readers=[ExternalAuditorFactory(name="Eve Outside", email="eve@audit.example")],
        nouns=list(RoomNoun.values),
        everybody=True,
    )
    room = open_audit_room(plan=plan, by=by, now=now)
    return {"audit_room": room, "seal": str(sealing.seal_next(now=now).number)}
