"""What follows from a score: a drop gives the account manager a follow-up, once; a recovery is noted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from accounts.models import User
from participants.actions.health_batches import Before
from participants.choices import AssignmentKind
from participants.choices.health import HealthMark
from participants.deadlines import CALENDAR, KIND, LABEL, PLAN
from participants.models import Assignment, FollowUp, Health, HealthDrop, HealthScore
from participants.rules import follow_up_days
from participants.rules.assigning import may_be_assigned
from participants.rules.follow_up_days import Term
from participants.rules.health import Drop, drop_of, has_recovered, losses
from participants.scorecard import Scorecard
from portal.audit import trail
from portal.calendars.actions.clocks_in_bulk import ClockRows
from portal.calendars.targets import Target
from portal.lifecycle.bulk import update_many
from portal.outbox import posting
from portal.outbox.posting import Draft
from portal.scoping.today import market_day

DROPPED: Final = "participants.healthdrop.found"
RECOVERED: Final = "participants.healthdrop.recovered"
ADDED: Final = "participants.followup.added"
ASSIGNED: Final = "participants.followup.assigned"
MOST_REASONS: Final = 4
MOST_ROWS: Final = 3


@dataclass(slots=True)
class Fall:
    """A drop of one participant with what explains it, and the follow-up of an earlier one that is still open."""

    health: Health
    drop: Drop
    open_follow_up: FollowUp | None
    reasons: list[dict[str, Any]]


def follow_scores(card: Scorecard, pairs: Sequence[tuple[Health, Before]], now: datetime) -> int:
    """Tell what is new about scores that were just reckoned, in the same few statements for any number of them.

    Scores of other weights and numbers are no measure for these: after a change there is nothing to compare at first.
    Returns how many drops there are.
    """
    _recover(card, pairs, now)
    falls = []
    for health, before in pairs:
        mark = before.mark if before.rules == card.rules else ""
        drop = drop_of(health.score, health.mark, mark, before.history, before.last_drop, card.scale)
        if drop is not None:
            held = [one.follow_up for one in before.drops if one.follow_up and one.follow_up.is_open]
            falls.append(Fall(health, drop, held[-1] if held else None, []))
    if falls:
        _explain(falls)
        _raise(card, falls, now)
    return len(falls)


def _recover(card: Scorecard, pairs: Sequence[tuple[Health, Before]], now: datetime) -> None:
    recovered = [
        drop
        for health, before in pairs
        for drop in before.drops
        if drop.recovered_on is None
        and has_recovered(health.score, health.mark, drop.from_score, drop.from_mark, card.scale)
    ]
    if not recovered:
        return
    scores = {health.participant_id: health.score for health, _before in pairs}
    for drop in recovered:
        drop.recovered_on = market_day(now)
    update_many(HealthDrop, ["recovered_on"], recovered)
    trail.record_many(
        trail.build(
            RECOVERED,
            of=drop,
            by=None,
            at=now,
            changes={"score": [str(drop.to_score), str(scores[drop.participant_id])]},
        )
        for drop in recovered
    )


def _explain(falls: Sequence[Fall]) -> None:
    """Each fall's reasons, by the day on which the score was best; one statement."""
    days = {(fall.health.participant_id, fall.drop.since) for fall in falls}
    rows = HealthScore.objects.filter(participant__in={pk for pk, _ in days}, day__in={day for _, day in days})
    held = {(owner, day): values for owner, day, values in rows.values_list("participant_id", "day", "values")}
    for fall in falls:
        before = held.get((fall.health.participant_id, fall.drop.since), {})
        measures = {one["code"]: one for one in fall.health.measures}
        after = {code: (one["value"], one["share"]) for code, one in measures.items()}
        lost = losses({code: tuple(pair) for code, pair in before.items()}, after, fall.drop.before)
        fall.reasons = [
            _reason(measures[code], before.get(code, (None, 0))[0]) for code, _ in lost if code in measures
        ][:MOST_REASONS]


def _reason(measure: dict[str, Any], before: int | None) -> dict[str, Any]:
    value = "not judged" if measure["value"] is None else str(measure["value"])
    was = "not judged" if before is None else str(before)
    return {
        "code": measure["code"],
        "words": f"{measure['name']}: {was} before, now {value}. {measure['words']}.",
        "facts": measure["facts"][:MOST_ROWS],
    }


def _raise(card: Scorecard, falls: Sequence[Fall], now: datetime) -> None:
    managers = _managers([fall.health.participant_id for fall in falls])
    follow_ups = _promise(card, [fall for fall in falls if fall.open_follow_up is None], managers, now)
    drops = [
        HealthDrop(
            participant_id=fall.health.participant_id,
            day=market_day(now),
            from_score=fall.drop.before,
            to_score=fall.drop.after,
            from_mark=fall.drop.from_mark or fall.drop.to_mark,
            to_mark=fall.drop.to_mark,
            reasons=fall.reasons,
            follow_up=fall.open_follow_up or follow_ups.get(fall.health.participant_id),
        )
        for fall in falls
    ]
    HealthDrop.objects.bulk_create(drops)
    trail.record_many(trail.build(DROPPED, of=drop, by=None, at=now, changes=_told(drop)) for drop in drops)


def _told(drop: HealthDrop) -> dict[str, list[str]]:
    changes = {"score": [str(drop.from_score), str(drop.to_score)]}
    if drop.from_mark != drop.to_mark:
        changes["mark"] = [HealthMark(drop.from_mark).label, HealthMark(drop.to_mark).label]
    return changes | {"because": ["", " ".join(one["words"] for one in drop.reasons)]}


def _promise(card: Scorecard, falls: Sequence[Fall], managers: dict[int, User], now: datetime) -> dict[int, FollowUp]:
    """A follow-up for each fall of a participant that somebody looks after, with its clock and its news."""
    held = [fall for fall in falls if fall.health.participant_id in managers]
    if not held:
        return {}
    clocks = ClockRows(calendar=CALENDAR, plan=PLAN, now=now)
    days = card.scale.due_days
    due = follow_up_days.due(clocks.calendar, now, Term(in_days=days))
    rows = [_row(fall, managers[fall.health.participant_id], due.day) for fall in held]
    FollowUp.objects.bulk_create(rows)
    made = [
        clocks.add(subject=row, kind=KIND, label=LABEL, rule=Target(days, "day", due_time="close"), by=None)
        for row in rows
    ]
    clocks.write()
    trail.record_many(_added(rows, now))
    drafts = [
        Draft(
            ASSIGNED,
            row.responsible,
            row,
            dedupe=f"{ASSIGNED}:{row.ref}",
            facts={"deadline": clock.ref, "due_at": clock.due_at.isoformat()},
        )
        for row, clock in zip(rows, made, strict=True)
    ]
    posting.post_many(drafts, now=now)
    return {row.participant_id: row for row in rows}


def _row(fall: Fall, manager: User, due_on: Any) -> FollowUp:
    lines = []
    for reason in fall.reasons:
        # What the rows are about stands on the page of health, whose readers may know.
        named = ", ".join(fact["ref"] for fact in reason["facts"] if fact["ref"])
        lines.append(f"- {reason['words']}{f' See {named}.' if named else ''}")
    title = f"Relationship health fell from {fall.drop.before} to {fall.drop.after}"
    return FollowUp(
        participant_id=fall.health.participant_id,
        title=title,
        note="\n".join(["What explains it:", *lines]) if lines else "",
        responsible=manager,
        due_on=due_on,
        created_by=manager,
    )


def _added(rows: Iterable[FollowUp], now: datetime) -> Iterable[Any]:
    for row in rows:
        changes = {"title": row.title, "responsible": row.responsible.name, "due": str(row.due_on)}
        told = {name: ["", value] for name, value in changes.items()}
        yield trail.build(ADDED, of=row, by=None, at=now, changes=told)


def _managers(participants: Sequence[int]) -> dict[int, User]:
    """Who is responsible for each today and can act; where nobody is, the daily check of coverage tells."""
    held = Assignment.objects.today().filter(participant__in=participants, kind=AssignmentKind.PRIMARY)
    rows = held.select_related("person").order_by("pk")
    people = {row.participant_id: row.person for row in rows}
    return {pk: one for pk, one in people.items() if may_be_assigned(one.role, one.is_active)}
