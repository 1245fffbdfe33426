"""Moving work from one person to others: participants with what is open there, single issues, applications.

All of it or none. Nothing that changed since it was looked at is moved: such rows are named and it is looked at again.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.actions.absences import record_absence
from accounts.models import User
from issues.actions.bulk import begin_bulk
from issues.choices import BulkAct
from issues.models import BulkRun, Issue
from issues.moving import APPLICATION, ISSUE, PARTICIPANT, Line, Preview, Step, look
from participants import permissions
from participants.actions.applications import assign_application
from participants.actions.assignments import assign_many
from participants.actions.hand_overs import prepare_hand_over
from participants.actions.locks import lock_participants
from participants.choices import AssignmentKind, HandOverKind
from participants.models import Application, HandOver
from participants.rules.assigning import some_names
from portal.lifecycle.refusals import Refused
from portal.outbox import posting
from portal.outbox.posting import Draft
from portal.scoping.today import market_day

MOST: Final = 500
ASSIGNED: Final = "participants.assignment.many_made"
NOTHING: Final = "Tick at least one row."
TOO_MANY: Final = "At most {most} rows at once."
CHANGED: Final = "Changed since you looked: {names}. Look at it again; nothing was moved."
STUCK: Final = "{name}: {reason}"
NOBODY_AWAY: Final = "Nobody looks after {name} today: assign somebody instead."
OTHER_HOLDER: Final = "{name} is not {person}'s."


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of it: hand-overs to go to, how many participants without anybody were assigned, runs, applications."""

    hand_overs: list[HandOver] = field(default_factory=list)
    assigned: int = 0
    runs: list[BulkRun] = field(default_factory=list)
    applications: int = 0
    participants: int = 0
    issues: int = 0


@transaction.atomic
def move_work(
    *,
    steps: Sequence[Step],
    seen: Mapping[str, str],
    by: User,
    now: datetime,
    reason: str = "",
    accepted_because: str = "",
) -> Moved:
    """Each to whom its step says, for good and from today. `seen` maps references to the digests of the preview."""
    preview = _looked_at(steps, seen, by=by, now=now)
    today, hand_overs, assigned = market_day(now), [], 0
    for (holder, to), lines in _by_people(preview, PARTICIPANT).items():
        companies = [line.step.row for line in lines]
        given = {"by": by, "now": now, "accepted_because": accepted_because, "starts_on": today}
        if holder is None:
            assigned += assign_many(participants=companies, person=to, kind=AssignmentKind.PRIMARY, **given)
            _tell_assigned(to, len(companies), by=by, now=now)
        else:
            hand_overs.append(
                prepare_hand_over(
                    person=holder,
                    receiver=to,
                    kind=HandOverKind.PERMANENT,
                    participants=companies,
                    note=reason.strip(),
                    **given,
                )
            )
    runs = _hand_on_issues(preview, reason, by=by, now=now)
    applications = [line for line in preview.lines if line.step.noun == APPLICATION]
    for line in applications:
        assign_application(application=line.step.row, person=line.step.to, by=by, now=now)
    counts = {noun: sum(line.step.noun == noun for line in preview.lines) for noun in (PARTICIPANT, ISSUE)}
    return Moved(hand_overs, assigned, runs, len(applications), counts[PARTICIPANT], counts[ISSUE])


@transaction.atomic
def cover_absence(
    *,
    person: User,
    steps: Sequence[Step],
    seen: Mapping[str, str],
    by: User,
    now: datetime,
    starts_on: date,
    ends_on: date,
    note: str = "",
    accepted_because: str = "",
) -> list[HandOver]:
    """Each participant goes to its stand-in for these days and comes back by itself.

    The absence is recorded where there is none; whoever takes most stands in for everything else of the person.
    """
    preview = _looked_at(steps, seen, by=by, now=now, days=(starts_on, ends_on))
    for line in preview.lines:
        if line.holder is None or line.holder.pk != person.pk:
            raise Refused(OTHER_HOLDER.format(name=line.name, person=person.name))
    groups = _by_people(preview, PARTICIPANT)
    if not person.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        (_, most), _lines = max(groups.items(), key=lambda one: (len(one[1]), one[0][1].name))
        record_absence(
            person=person, stand_in=most, by=by, now=now, starts_on=starts_on, ends_on=ends_on, note=note[:200]
        )
    return [
        prepare_hand_over(
            person=person,
            receiver=to,
            kind=HandOverKind.TEMPORARY,
            participants=[line.step.row for line in lines],
            starts_on=starts_on,
            ends_on=ends_on,
            note=note,
            accepted_because=accepted_because,
            by=by,
            now=now,
        )
        for (_holder, to), lines in groups.items()
    ]


def _looked_at(
    steps: Sequence[Step],
    seen: Mapping[str, str],
    *,
    by: User,
    now: datetime,
    days: tuple[date, date] | None = None,
) -> Preview:
    """The rows locked, permitted, and unchanged since the preview."""
    fresh = _locked(steps)
    permissions.can_assign(by).enforce()
    if not fresh:
        raise Refused(NOTHING)
    if len(fresh) > MOST:
        raise Refused(TOO_MANY.format(most=MOST))
    preview = look(fresh, now, days=days)
    changed = [line.name for line in preview.lines if seen.get(line.step.row.ref) != line.digest]
    if changed:
        raise Refused(CHANGED.format(names=some_names(changed)))
    for line in preview.stuck:
        raise Refused(STUCK.format(name=line.name, reason=line.obstacle))
    return preview


def _locked(steps: Sequence[Step]) -> list[Step]:
    """People first, as hand-overs lock them, then participants, issues and applications, each in the order of keys."""
    companies = [step.row.pk for step in steps if step.noun == PARTICIPANT]
    holders = {step.row.pk for step in steps if step.noun == PARTICIPANT}
    people = User.objects.filter(assignments__participant__in=holders, assignments__kind=AssignmentKind.PRIMARY)
    wanted = {*people.order_by().values_list("pk", flat=True), *(step.to.pk for step in steps)}
    fresh_people = {row.pk: row for row in User.objects.filter(pk__in=wanted).order_by("pk").select_for_update()}
    rows = {PARTICIPANT: {row.pk: row for row in lock_participants(companies)}}
    for noun, model, joined in (
        (ISSUE, Issue, ("participant", "owner")),
        (APPLICATION, Application, ("account_manager",)),
    ):
        chosen = model.objects.filter(pk__in=[step.row.pk for step in steps if step.noun == noun]).order_by("pk")
        rows[noun] = {row.pk: row for row in chosen.select_related(*joined).select_for_update(of=("self",))}
    return [Step(step.noun, rows[step.noun][step.row.pk], fresh_people[step.to.pk]) for step in steps]


def _by_people(preview: Preview, noun: str) -> dict[tuple[User | None, User], list[Line]]:
    """By who has it and who gets it."""
    found: dict[tuple[User | None, User], list[Line]] = defaultdict(list)
    for line in preview.lines:
        if line.step.noun == noun:
            found[line.holder, line.step.to].append(line)
    return found


def _hand_on_issues(preview: Preview, reason: str, *, by: User, now: datetime) -> list[BulkRun]:
    """A run for each person, which can be taken back by itself."""
    by_person: dict[User, list[Issue]] = defaultdict(list)
    for line in preview.lines:
        if line.step.noun == ISSUE:
            by_person[line.step.to].append(line.step.row)
    return [
        begin_bulk(issues=rows, act=BulkAct.HAND_OVER, told={"owner": to, "reason": reason}, by=by, now=now)
        for to, rows in by_person.items()
    ]


def _tell_assigned(to: User, count: int, *, by: User, now: datetime) -> None:
    """One message however many it were."""
    if to.pk != by.pk:
        draft = Draft(ASSIGNED, to=to, dedupe=f"{ASSIGNED}:{to.ref}:{now.isoformat()}", facts={"count": count})
        posting.post_many([draft], now=now)
