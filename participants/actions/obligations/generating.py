"""Generating what is owed: every type whose period is announced by now, for every owner, each once."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from participants import permissions
from participants.actions.obligations.owners import Owner, Owners
from participants.actions.obligations.writing import campaigns_of, write_new
from participants.models import Campaign, Obligation, ObligationType
from participants.obligation_deadlines import calendars_named
from participants.rules.obligation_periods import TOGETHER, Period, next_period, to_generate
from participants.rules.obligations import Facts
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

NO_CAMPAIGN: Final = "This obligation is due on a day of its own for each participant; there is no campaign of it."
NOBODY: Final = "Nobody owes this today."
Wanted = tuple[ObligationType, Period, Owner]


@transaction.atomic
def generate_obligations(*, now: datetime) -> int:
    """Whatever is announced by now and not there yet; returns how many. The same statements for any number of owners.

    Running it again, or twice at once, adds nothing: campaigns are locked first, and each owner has one row a period.
    """
    day = market_day(now)
    return len(_generate(list(in_effect(day).filter(notice_days__isnull=False)), day, by=None, now=now))


@transaction.atomic
def start_campaign(*, type: ObligationType, by: User, now: datetime) -> Campaign:
    """Begin the next period of one type before its notice; what is there already stays as it is."""
    permissions.can_start_campaigns(by).enforce()
    if type.schedule["kind"] not in TOGETHER:
        raise Refused(NO_CAMPAIGN)
    day = market_day(now)
    _generate([type], day, by=by, now=now, early=True)
    campaign = Campaign.objects.filter(type=type, due_on__gte=day).order_by("due_on", "id").first()
    if campaign is None:
        raise Refused(NOBODY)
    return campaign


def in_effect(day: date) -> Iterable[ObligationType]:
    rows = ObligationType.objects.filter(Q(effective_from=None) | Q(effective_from__lte=day))
    return rows.filter(Q(effective_to=None) | Q(effective_to__gte=day))


def _generate(
    types: list[ObligationType], day: date, *, by: User | None, now: datetime, early: bool = False
) -> list[Obligation]:
    if not types:
        return []
    calendars = calendars_named(type_.schedule for type_ in types)
    owners = Owners(day)
    wanted = [one for type_ in types for one in _wanted(type_, owners, day, Facts(calendars=calendars), early)]
    together = {(type_.pk, period.name): (type_, period) for type_, period, _owner in wanted}
    shared = Facts(calendars=calendars)
    campaigns = campaigns_of(
        [
            (type_, _nominal(type_, period, day, shared))
            for type_, period in together.values()
            if type_.schedule["kind"] in TOGETHER
        ],
        by=by,
        now=now,
    )
    made = [
        Obligation(
            type=type_,
            campaign=campaigns.get((type_.pk, period.name)),
            period=period.name,
            opens_on=period.due.opens_on,
            due_on=period.due.due_on,
            by_rule=period.due.by_rule,
            period_end=period.due.period_end,
            **owner.columns(),
        )
        for type_, period, owner in wanted
    ]
    return write_new(made, by=by, now=now)


def _wanted(type_: ObligationType, owners: Owners, day: date, facts: Facts, early: bool) -> Iterator[Wanted]:
    """Each owner with the periods it owes; what depends on the same facts is reckoned once."""
    reckoned: dict[Facts, list[Period]] = {}
    for owner in owners.of(type_):
        own = (owner.year_end, owner.since)
        if own not in reckoned:
            reckoned[own] = _periods(type_, day, Facts(*own, facts.calendars), early)
        yield from ((type_, period, owner) for period in reckoned[own])


def _periods(type_: ObligationType, day: date, facts: Facts, early: bool) -> list[Period]:
    if early:
        found = next_period(type_.schedule, day, facts)
        return [found] if found else []
    return to_generate(type_.schedule, day, type_.notice_days, facts)


def _nominal(type_: ObligationType, period: Period, day: date, facts: Facts) -> Period:
    """The days a campaign shows: those of a calendar year where the type's own follow each company's."""
    for found in to_generate(type_.schedule, day, (type_.notice_days or 0) + 366, facts):
        if found.name == period.name:
            return found
    return period
