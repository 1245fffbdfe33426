"""An announced change of ownership: what it asks of whom by when, for which plans, and what must not lapse."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from participants.choices import ItemState, PlanState, RegistrationStatus
from participants.facts import Fact
from participants.family_reading import Family
from participants.models import (
    Affiliation,
    Agency,
    ChecklistItem,
    Obligation,
    Participant,
    PlanTask,
    PlanTemplate,
    PlanVersion,
    Registration,
    Representation,
)
from participants.permissions import can_write_plan
from participants.rules.acquisitions import ACQUIRED, BUSINESS, BUYER, Duty, duties, tasks_for
from portal.calendars import loading
from portal.scoping.today import market_day

TEMPLATE: Final = "PT-ACQUISITION"
AFTER_CLOSING: Final = timedelta(days=30)
STILL_SHOWN: Final = timedelta(days=90)
MOST_LAPSES: Final = 50
GONE: Final = (RegistrationStatus.TERMINATED, RegistrationStatus.WITHDRAWN)

Source = Callable[[list[int], Any, date, date], Iterable[Fact]]
_sources: dict[str, Source] = {}


def register(name: str, find: Source) -> None:
    """What a higher storey knows to end: `find(participants, user, today, until)`, starting from what the user sees."""
    _sources[name] = find


@dataclass(frozen=True, slots=True)
class Announced:
    """A change of ownership as the page of one of its companies tells it; `planned` are titles that stand in a plan."""

    row: Affiliation
    buys: bool
    duties: list[Duty]
    planned: set[str] = field(default_factory=set)

    today: date = date.min

    @property
    def closed(self) -> bool:
        return self.row.starts_on < self.today

    @property
    def missing(self) -> int:
        """How many duties stand in no plan yet."""
        return sum(duty.title not in self.planned for duty in self.duties)


def template_on(day: date) -> PlanTemplate | None:
    return PlanTemplate.objects.holding(day).filter(code=TEMPLATE).first()


def dutiful(rows: Iterable[Affiliation], participant: Participant, user: Any, today: date) -> list[Announced]:
    """Those that are open to the person and not long past, each with the duties of this company."""
    wanted = [row.pk for row in rows if row.starts_on >= today - STILL_SHOWN]
    if not wanted:
        return []
    found = Affiliation.objects.visible_to(user).filter(pk__in=wanted).order_by("starts_on", "id")
    found = list(found.select_related("participant", "other"))
    template = template_on(today) if found else None
    if template is None:
        return [Announced(row, row.participant_id != participant.pk, [], today=today) for row in found]
    held = roles_of(participant)
    planned = set(
        PlanTask.objects.visible_to(user)
        .filter(participant=participant, version__state__in=(PlanState.DRAFT, PlanState.IN_REVIEW, PlanState.AGREED))
        .values_list("title", flat=True)
    )
    return [
        Announced(row, row.participant_id != participant.pk, _duties(template, row, participant, held), planned, today)
        for row in found
    ]


def roles_of(participant: Participant) -> set[str]:
    """The codes of the market roles it stands in, and of those they belong to."""
    rows = Registration.objects.filter(participant=participant).exclude(status__in=GONE)
    pairs = rows.order_by().values_list("role__code", "role__parent__code").distinct()
    return {code for pair in pairs for code in pair if code}


def part_of(row: Affiliation, participant: Participant) -> str:
    return ACQUIRED if row.participant_id == participant.pk else BUYER


def _duties(template: PlanTemplate, row: Affiliation, participant: Participant, held: set[str]) -> list[Duty]:
    tasks = tasks_for(template.content, part_of(row, participant), held)
    calendars = loading.current_of({task.get("calendar", BUSINESS) for task in tasks})
    return duties(tasks, row.starts_on, calendars, source=template.source, tag=template.tag)


def drafts_of(row: Affiliation, user: Any) -> list[tuple[str, str]]:
    """The drafts of plans of the two companies that the person may write, as choices."""
    rows = PlanVersion.objects.visible_to(user).filter(state=PlanState.DRAFT)
    rows = rows.filter(participant__in=[pk for pk in (row.participant_id, row.other_id) if pk])
    rows = rows.select_related("plan__participant", "plan__owner").order_by("participant__name", "id")
    return [
        (one.ref, f"{one.plan.participant.name}: {one.plan.title}, version {one.number}")
        for one in rows
        if can_write_plan(user, one.plan)
    ]


def lapses(family: Family, announced: Iterable[Announced], user: Any) -> list[Fact]:
    """What of the family ends, falls due or does not stand until thirty days after the last closing day."""
    closing = max(one.row.starts_on for one in announced)
    ids, today, until = family.members, family.day, closing + AFTER_CLOSING
    both = {pk for one in announced for pk in (one.row.participant_id, one.row.other_id) if pk}
    ids = sorted({*ids, *Participant.objects.visible_to(user).filter(pk__in=both).values_list("pk", flat=True)})
    found = [*_registrations(ids, user), *_owed(ids, user, today, until), *_ties(ids, user, today, until)]
    found += _evidence(ids, user, until)
    for find in _sources.values():
        found += find(ids, user, today, until)
    told = {(fact.text, fact.day): fact for fact in reversed(found)}  # one line for what two units owe on one day
    return sorted(told.values(), key=lambda fact: (not fact.urgent, fact.day or today, fact.text))


def lapse_facts(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    """For plans, briefs and hand-overs of a company whose ownership changes."""
    today = market_day(now)
    family = Family(participant, user, today)
    announced = dutiful([row for row in family.own if row.announced_on], participant, user, today)
    return lapses(family, announced, user) if announced else []


def _registrations(ids: list[int], user: Any) -> Iterable[Fact]:
    rows = Registration.objects.visible_to(user).filter(participant__in=ids, status=RegistrationStatus.SUSPENDED)
    for row in rows.select_related("participant", "role").order_by("participant__name", "id")[:MOST_LAPSES]:
        yield Fact(f"{row.participant.name}: {row} is suspended", row.ref, row.get_absolute_url(), urgent=True)


def _owed(ids: list[int], user: Any, today: date, until: date) -> Iterable[Fact]:
    rows = Obligation.objects.visible_to(user).filter(participant__in=ids, due_on__lte=until).owed()
    for row in rows.select_related("type", "participant").order_by("due_on", "id")[:MOST_LAPSES]:
        words = f"{row.participant.name}: {row.type.code} {row.type.name} falls due"
        yield Fact(words, row.ref, row.get_absolute_url(), row.due_on, urgent=row.due_on < today)


def _ties(ids: list[int], user: Any, today: date, until: date) -> Iterable[Fact]:
    agencies = Agency.objects.visible_to(user).filter(participant__in=ids, withdrawn_at=None)
    for row in agencies.filter(ends_on__range=(today, until)).select_related("participant")[:MOST_LAPSES]:
        yield Fact(f"{row.principal_name}: agency of {row.agent_name} ends", row.ref, day=row.ends_on)
    rows = Representation.objects.visible_to(user).filter(participant__in=ids, ends_on__range=(today, until))
    for row in rows.order_by("ends_on", "id")[:MOST_LAPSES]:
        words = f"{row.represented_name}: {row.representative_name} represents it no longer"
        yield Fact(words, row.ref, day=row.ends_on)


def _evidence(ids: list[int], user: Any, until: date) -> Iterable[Fact]:
    rows = ChecklistItem.objects.visible_to(user).filter(participant__in=ids, state=ItemState.ACCEPTED)
    rows = rows.filter(evidence_expires_on__lte=until).exclude(checklist__registration__status__in=GONE)
    for row in rows.select_related("participant", "requirement").order_by("evidence_expires_on", "id")[:MOST_LAPSES]:
        words = f"{row.participant.name}: evidence for {row.code} {row.requirement.title} ends"
        yield Fact(words, row.ref, row.get_absolute_url(), row.evidence_expires_on)
