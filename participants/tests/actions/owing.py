"""What tests of obligations need: the catalogs, a company's duties of a day, and clocks and news to look at."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from participants.actions.obligations import generate_obligations
from participants.actions.reference_catalogs import load_reference_catalogs
from participants.models import CounterParty, Obligation, ObligationType, Participant
from participants.tests.actions.following_up import load_deadlines
from portal.calendars.models import Clock
from portal.lifecycle.tests.remembered import remembered
from portal.outbox.models import Notification

# The day on which the list of the certificate audit is made; it is due on 1 October.
SEASON = datetime(2026, 9, 1, 14, 0, tzinfo=UTC)
# A day in the window of the winter declaration, which closes on 1 December.
WINTER = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


@remembered
def load_obligations(now: datetime = SEASON) -> None:
    """The shipped calendars, reminder plans and catalogs."""
    load_deadlines(now)
    load_reference_catalogs(now=now)


def with_counter_party(rows: SimpleNamespace) -> CounterParty:
    return CounterParty.objects.create(participant=rows.participant, since="2020-01-01")


def generated(code: str, now: datetime = SEASON) -> list[Obligation]:
    """Generate what is announced, and return what is owed of one type."""
    generate_obligations(now=now)
    return list(Obligation.objects.filter(type__code=code).select_related("type", "participant").order_by("pk"))


def type_of(code: str) -> ObligationType:
    return ObligationType.objects.get(code=code)


def clock_of(obligation: Obligation) -> Clock:
    return Clock.objects.filter(subject_ref=obligation.ref).latest("cycle")


def told(kind: str) -> list[str]:
    """Who heard of a kind of news, by address."""
    rows = Notification.objects.filter(kind=f"participants.obligation.{kind}")
    return sorted(rows.values_list("recipient__email", flat=True))


def clocks_of(obligation: Obligation) -> list[Clock]:
    """All its clocks, the first cycle first."""
    return list(Clock.objects.filter(subject_ref=obligation.ref).order_by("cycle"))


def owe(participant: Participant, **owner: Any) -> Obligation:
    """A row alone, far ahead, without what the sweep writes beside it."""
    days = {"due_on": date(2030, 6, 3), "by_rule": date(2030, 6, 3)}
    return Obligation.objects.create(type=type_of("OB-DCAA"), participant=participant, period="2030", **days, **owner)
