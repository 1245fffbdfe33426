"""What participants itself knows for plans, briefs and hand-overs: sections of facts, shared ones and inner ones."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db.models import Count

from participants import facts
from participants.acquisitions import lapse_facts
from participants.actions.obligations.generating import in_effect
from participants.actions.obligations.owners import Owners
from participants.choices import RegistrationStatus, RoundOutcome, Verdict
from participants.facts import Fact
from participants.models import (
    Checklist,
    ContactRole,
    ItemRound,
    LastContact,
    Obligation,
    ObligationRound,
    Participant,
    Registration,
)
from participants.obligation_deadlines import calendars_named
from participants.rules.gaps import gaps
from participants.rules.obligations import Facts, upcoming
from portal.calendars.models import Clock
from portal.scoping.today import market_day

YEAR: Final = timedelta(days=365)
GONE: Final = (RegistrationStatus.TERMINATED, RegistrationStatus.WITHDRAWN)
MOST_TIMES: Final = 12
MOST_BREACHES: Final = 20


class Ahead(NamedTuple):
    """One type of obligation within the next twelve months: the next day, and how often."""

    code: str
    name: str
    day: date
    times: int
    ref: str = ""
    url: str = ""
    late: bool = False


def register() -> None:
    """Called when the app is ready."""
    facts.register("registrations", "Registrations", registrations, order=10, shared=True)
    facts.register("obligations", "Obligations of the next 12 months", obligations, order=30, shared=True)
    facts.register("roles", "Regulated roles nobody holds", missing_roles, order=50, shared=True)
    facts.register("last-contact", "Last contact", last_contact, order=60, shared=False)
    facts.register("breaches", "Deadlines missed in the last 12 months", breaches, order=70, shared=False)
    facts.register("lapses", "No lapse while ownership changes", lapse_facts, order=15, shared=False)
    facts.register("returned", "Filings returned in the last 12 months", returned, order=80, shared=False)


def registrations(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    """Those that stand or are on their way, with what is left of their checklists; two statements."""
    rows = Registration.objects.visible_to(user).of(participant).exclude(status__in=GONE).select_related("role")
    rows = list(rows.order_by("role__order", "short_name", "id"))
    left = dict(
        Checklist.objects.visible_to(user)
        .of(participant)
        .filter(items__settled_at=None, items__isnull=False)
        .order_by()
        .values("registration")
        .annotate(left=Count("items"))
        .values_list("registration", "left")
    )
    for row in rows:
        words = f"{row.role.name}{f' ({row.short_name})' if row.short_name else ''}: {row.get_status_display().lower()}"
        if row.pk in left:
            words += f", {left[row.pk]} of its requirements open"
        yield Fact(words, row.ref, row.get_absolute_url(), urgent=row.status == RegistrationStatus.SUSPENDED)


def obligations(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    """What is owed now, and what will be announced within a year, each type once; what is late stands first."""
    for one in ahead(participant, user, market_day(now)):
        times = f", {one.times} times" if one.times > 1 else ""
        late = ", overdue" if one.late else ""
        yield Fact(f"{one.code} {one.name}{times}{late}", one.ref, one.url, one.day, urgent=one.late)


def ahead(participant: Participant, user: Any, today: date) -> list[Ahead]:
    """By day. The rows that are there count; types without a row yet are reckoned by their schedule."""
    until = today + YEAR
    rows = Obligation.objects.visible_to(user).of(participant).owed().filter(due_on__lte=until)
    by_type: dict[int, list[Obligation]] = defaultdict(list)
    for row in rows.select_related("type").order_by("due_on", "id"):
        by_type[row.type_id].append(row)
    found = []
    for held in by_type.values():
        first = held[0]
        times = len({row.period for row in held})
        late = first.due_on < today
        told = (first.type.code, first.type.name, first.due_on, times, first.ref, first.get_absolute_url(), late)
        found.append(Ahead(*told))
    found += _reckoned(participant, today, until, set(by_type))
    return sorted(found, key=lambda one: (not one.late, one.day, one.code))


def _reckoned(participant: Participant, today: date, until: date, known: set[int]) -> Iterable[Ahead]:
    types = [type_ for type_ in in_effect(today) if type_.pk not in known and type_.schedule["kind"] != "none"]
    calendars = calendars_named(type_.schedule for type_ in types)
    owners = Owners(today, participant.pk)
    for type_ in types:
        days: set[date] = set()
        for owner in owners.of(type_):
            own = Facts(owner.year_end, owner.since, calendars)
            days |= {due.due_on for due in upcoming(type_.schedule, today, own, times=MOST_TIMES)}
        days = {day for day in days if day <= until}
        if days:
            yield Ahead(type_.code, type_.name, min(days), len(days))


def missing_roles(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    held = ContactRole.objects.visible_to(user).of(participant).on(market_day(now)).values_list("kind", flat=True)
    for gap in gaps(held):
        yield Fact(f"{gap.label}{'' if gap.needed else ' (advised)'}", urgent=gap.needed)


def last_contact(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    row = LastContact.objects.visible_to(user).of(participant).first()
    if row is None:
        yield Fact("Nobody was in touch yet, as far as the portal knows")
    else:
        spoke = f"{row.who} ({row.get_side_display().lower()})"
        yield Fact(f"{row.get_channel_display()}: {spoke} spoke last", row.about, day=market_day(row.at))


def breaches(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    """Deadlines of either side that were missed within a year, the newest first."""
    rows = Clock.objects.filter(participant_id=participant.pk, breached_at__gte=now - YEAR)
    for clock in rows.order_by("-breached_at", "-id")[:MOST_BREACHES]:
        yield Fact(clock.label, clock.subject_ref, day=market_day(clock.breached_at))


def returned(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    """Evidence and obligations that came back to the participant, the newest first; two statements."""
    since = now - YEAR
    items = ItemRound.objects.visible_to(user).of(participant)
    items = items.filter(outcome=RoundOutcome.RETURNED, reviewed_at__gte=since).select_related("item__requirement")
    filings = ObligationRound.objects.visible_to(user).of(participant)
    filings = filings.filter(verdict=Verdict.RETURNED, ended_at__gte=since).select_related("obligation__type")
    found = [(row.reviewed_at, f"{row.item.code} {row.item.requirement.title}", row.item) for row in items] + [
        (row.ended_at, f"{row.obligation} {row.obligation.type.name}", row.obligation) for row in filings
    ]
    for at, words, of in sorted(found, key=lambda one: one[0], reverse=True):
        yield Fact(f"{words}, returned", of.ref, of.get_absolute_url(), market_day(at))
