"""The demo's rooms for auditors: one that is open, where two records were looked at, and one closed early."""

from datetime import date, datetime, timedelta

from accounts.actions.audit_rooms import close_audit_room, open_audit_room, record_opening
from accounts.choices import RoomNoun
from accounts.models import User
from accounts.rules.audit_rooms import RoomPlan
from issues.models import Issue
from participants.models import Participant
from portal.scoping.today import market_day

COMPANIES = ("Prairie Lantern Energy", "Silver Fern Retail")


def fill_rooms(*, now: datetime) -> None:
    """Nothing where the demo's staff or companies are not there."""
    people = {one.email.partition("@")[0]: one for one in User.objects.active().staff()}
    named = dict(Participant.objects.filter(name__in=COMPANIES).values_list("pk", "ref"))
    if not {"outside", "auditor", "supervisor"} <= people.keys() or not named:
        return
    supervisor, outside, today = people["supervisor"], people["outside"], market_day(now)
    begun = now - timedelta(days=3)
    look = RoomPlan(
        title="Requests and obligations of two retailers",
        purpose="Whether requests are answered in time and filings are followed up",
        basis="Engagement letter of the market monitor, section 4",
        starts_on=market_day(begun),
        ends_on=today + timedelta(days=18),
        readers=[outside, people["auditor"]],
        nouns=list(RoomNoun.values),
        participants=named,
        records_from=date(today.year - 1, 1, 1),
    )
    room = open_audit_room(plan=look, by=supervisor, now=begun)
    record_opening(room, "Issues, list", by=outside, now=begun + timedelta(hours=5))
    for issue in Issue.objects.filter(participant__in=named).order_by("-opened_at", "-id")[:2]:
        record_opening(room, f"Issues: {issue.ref}", by=outside, now=begun + timedelta(hours=6))
    before = now - timedelta(days=60)
    exceptions = RoomPlan(
        title="Exceptions of the quarter",
        purpose="Overrides and openings of restricted participants",
        starts_on=market_day(before),
        ends_on=market_day(before + timedelta(days=20)),
        readers=[outside],
        nouns=[RoomNoun.OVERRIDES, RoomNoun.OPENINGS],
        everybody=True,
    )
    old = open_audit_room(plan=exceptions, by=supervisor, now=before)
    close_audit_room(room=old, by=supervisor, now=before + timedelta(days=6), reason="Everything asked for was seen")
