"""Writing new obligations with campaign, clock, audit and news, in a fixed number of statements for any number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from accounts.models import User
from participants.models import Campaign, Obligation, ObligationType
from participants.obligation_audiences import filers
from participants.obligation_deadlines import CALENDAR, KIND, PLAN, label_of, rule_of
from participants.rules.obligation_periods import Period
from portal.audit import trail
from portal.calendars.actions.clocks_in_bulk import ClockRows
from portal.outbox import posting
from portal.outbox.inserting import insert_new
from portal.scoping.today import market_day

BATCH: Final = 10_000
OWNER: Final = ("participant_id", "registration_id", "counter_party_id", "resource_id")
ANNOUNCED: Final = "participants.obligation.announced"


def campaigns_of(
    periods: Iterable[tuple[ObligationType, Period]], *, by: User | None, now: datetime
) -> dict[tuple[int, str], Campaign]:
    """The campaigns by type and period, locked until the transaction ends; new ones are added."""
    drafts = {
        (type_.pk, period.name): Campaign(
            type=type_, period=period.name, opens_on=period.due.opens_on, due_on=period.due.due_on
        )
        for type_, period in periods
    }
    if not drafts:
        return {}
    insert_new(list(drafts.values()), once=("type_id", "period"), now=now)
    types = {draft.type_id: draft.type for draft in drafts.values()}
    rows = Campaign.objects.filter(type__in=types, period__in={period for _type, period in drafts})
    found = {(row.type_id, row.period): row for row in rows.order_by("pk").select_for_update(of=("self",))}
    for row in found.values():
        row.type = types[row.type_id]
    begun = [row for key, row in found.items() if key in drafts and row.ref == drafts[key].ref]
    trail.record_many([trail.build("participants.campaign.started", of=row, by=by, at=now) for row in begun])
    return found


def write_new(drafts: Sequence[Obligation], *, by: User | None, now: datetime) -> list[Obligation]:
    """Insert those that are not there yet, and only for them start clocks, record and tell. Returns the new ones."""
    missing = _missing(drafts)
    if not missing:
        return []
    Obligation.objects.bulk_create(missing, batch_size=BATCH, ignore_conflicts=True)
    keys = dict(Obligation.objects.filter(ref__in=[row.ref for row in missing]).values_list("ref", "pk"))
    new = [row for row in missing if row.ref in keys]
    clocks = ClockRows(calendar=CALENDAR, plan=PLAN, now=now)
    for row in new:
        row.pk = keys[row.ref]
        row._state.adding = False
        clocks.add(subject=row, kind=KIND, label=label_of(row), rule=rule_of(row), by=by, source=row.type.rule)
    clocks.write()
    trail.record_many([_told(row, by, now) for row in new])
    _announce(new, now)
    return new


def _missing(drafts: Sequence[Obligation]) -> list[Obligation]:
    """Without what is there, and without owners that are excused from now on."""
    if not drafts:
        return []
    types = {row.type_id for row in drafts}
    rows = Obligation.objects.filter(type__in=types)
    there = rows.filter(period__in={row.period for row in drafts}).values_list("type_id", "period", *OWNER)
    known = set(there)
    excused = set(rows.filter(onward=True).values_list("type_id", *OWNER))
    found = []
    for row in drafts:
        owner = tuple(getattr(row, name) for name in OWNER)
        if (row.type_id, row.period, *owner) not in known and (row.type_id, *owner) not in excused:
            found.append(row)
    return found


def _told(row: Obligation, by: User | None, now: datetime) -> object:
    changes = {"due": ["", str(row.due_on)]}
    return trail.build("participants.obligation.generated", of=row, by=by, at=now, changes=changes)


def _announce(new: Sequence[Obligation], now: datetime) -> None:
    """One piece of news for each person, participant and period of a type, however many obligations that makes."""
    heard: dict[tuple[int, int, str], list[Obligation]] = defaultdict(list)
    people: dict[int, User] = {}
    reached = filers(new, market_day(now))
    for row in new:
        for person in reached[row.ref]:
            people[person.pk] = person
            heard[person.pk, row.type_id, row.period].append(row)
    drafts = []
    for (person_id, _type, _period), rows in heard.items():
        by_participant: dict[int, list[Obligation]] = defaultdict(list)
        for row in rows:
            by_participant[row.participant_id].append(row)
        drafts += [_news(people[person_id], own) for own in by_participant.values()]
    posting.post_many(drafts, now=now)


def _news(person: User, rows: Sequence[Obligation]) -> posting.Draft:
    first = rows[0]
    return posting.Draft(
        ANNOUNCED,
        person,
        first,
        dedupe=f"{ANNOUNCED}:{first.ref}",
        facts={"count": len(rows), "due_on": first.due_on.isoformat(), "code": first.type.code},
    )
