"""The clocks of an issue's targets: what each event does to them. A reaction to what happens to issues."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from issues.actions.duty_calls import call_duty
from issues.actions.grid_pauses import WAITS, let_go, let_rest, settle
from issues.actions.published_targets import first_targets, publish
from issues.choices import TargetEvent, TargetKind
from issues.clocks import of_issues, open_of
from issues.models import Comment, Issue
from issues.policies import HeldPolicy, PolicyBook, as_target
from issues.reactions import What
from issues.rules.target_rules import DEFAULT_RULES, REASONS, Step, Verb, rests, steps_for
from portal.calendars.actions.clocks import change_target, pause_clock, resume_clock, start_clock, stop_clock
from portal.calendars.actions.first_clocks import First, first_clocks
from portal.calendars.choices import ClockState, Outcome
from portal.calendars.models import Clock
from portal.lifecycle.together import insert_together

# What happens to an issue, as the rules of targets call it.
EVENTS: Final = {
    What.ANSWERED: TargetEvent.ANSWERED,
    What.RESOLVED: TargetEvent.RESOLVED,
    What.REOPENED: TargetEvent.REOPENED,
    What.NOT_DELIVERED: TargetEvent.NOT_DELIVERED,
}
ENDINGS: Final = {
    What.WITHDRAWN: (Outcome.CANCELED, "Withdrawn"),
    What.CLOSED: (Outcome.CANCELED, "Closed"),
    What.MERGED: (Outcome.MERGED, "Merged into another issue"),
}
TURNS: Final = (What.WAITING, What.RESUMED)
DECIDE: Final = frozenset({"severity", "category", "area", "registration"})
UNCOVERED: Final = "No service policy gives this target any more"
UNMERGED: Final = "Merging undone"


def react(what: What, issue: Issue, *, by: Any, now: datetime, **told: Any) -> None:
    """Start, reset, stop, rest and move the clocks of an issue after what happened to it."""
    if what == What.CHANGED:
        if DECIDE & told.get("changes", {}).keys():
            _follow_change(issue, told["changes"], by=by, now=now)
    elif what in ENDINGS:
        end(issue, *ENDINGS[what], by=by, now=now)
    elif what == What.OPENED:
        if not _automatic(told):
            _begin_first(issue, by=by, now=now)
    elif what == What.UNMERGED:
        _apply(issue, _after_unmerging(issue), PolicyBook.read(), by=by, now=now, reason=UNMERGED)
    elif what in EVENTS and not _automatic(told) and (issue.is_open or what != What.NOT_DELIVERED):
        first = what == What.NOT_DELIVERED and _was_first(issue, told.get("comment"))
        _apply(issue, EVENTS[what], PolicyBook.read(), by=by, now=now, first=first)
    elif what in TURNS:
        _settle(issue, by=by, now=now)
    call_duty(what, issue, now=now, **told)


def _settle(issue: Issue, *, by: Any, now: datetime) -> None:
    """Clocks rest or run by where the issue stands now, and the participant reads it."""
    let_rest(issue, open_of([issue])[issue.ref], PolicyBook.read(), by=by, now=now)
    publish([issue])


def end(issue: Issue, outcome: Outcome, reason: str, *, by: Any, now: datetime) -> None:
    """All clocks of an issue that is over end as `outcome`; a breach that was recorded stays one."""
    clocks = open_of([issue])[issue.ref]
    for clock in clocks:
        stop(clock, by=by, now=now, outcome=outcome, reason=reason)
    if clocks:
        publish([issue])


def stop(clock: Clock, *, by: Any, now: datetime, reason: str, outcome: Outcome | None = None) -> None:
    """The clock ends, and so does its pause for a grid event."""
    settle(clock, by=by, now=now)
    stop_clock(clock=clock, by=by, now=now, outcome=outcome, reason=reason)
    let_go(clock, now)


def retarget(
    issue: Issue, clocks: Sequence[Clock], policy: HeldPolicy | None, *, by: Any, now: datetime, reason: str
) -> list[Clock]:
    """Clocks follow another policy or severity, counted from their start minus pauses; returns those that changed.

    Where nothing promises what a clock counts, it stops with the reason.
    """
    moved = []
    for clock in clocks:
        row = policy.target(issue.severity, clock.kind) if policy is not None else None
        if row is None:
            stop(clock, by=by, now=now, outcome=Outcome.CANCELED, reason=f"{UNCOVERED}: {reason}")
        elif differs(clock, row, policy):
            change_target(
                clock=clock, by=by, now=now, reason=reason, target=as_target(row), calendar=row.calendar, plan=row.plan,
                source=row.source, policy_code=policy.row.code, policy_version=policy.number,
            )  # fmt: skip
        else:
            continue
        moved.append(clock)
    return moved


def differs(clock: Clock, row: Any, policy: HeldPolicy) -> bool:
    """Whether a clock counts by anything else than the target says."""
    plan = clock.plan.code if clock.plan is not None else ""
    counted = (clock.amount, clock.unit, clock.start_day, clock.due_time, clock.calendar.code, plan, clock.policy_code)
    wanted = (row.amount, row.unit, row.start_day, row.due_time, row.calendar, row.plan, policy.row.code)
    return counted != wanted


def _apply(
    issue: Issue,
    event: TargetEvent,
    book: PolicyBook,
    *,
    by: Any,
    now: datetime,
    first: bool = False,
    reason: str = "",
) -> None:
    """One event, then what rests: pauses are worked out from where the issue stands afterwards."""
    clocks = {clock.kind: clock for clock in open_of([issue])[issue.ref]}
    policy = book.for_(book.facts_of([issue])[issue.pk])
    rules = {kind: _rules(kind, clocks.get(kind), policy, book) for kind in TargetKind.values}
    steps = steps_for(event, rules, clocks.keys(), first=first)
    for step in steps:
        _take(issue, step, clocks.get(step.kind), policy, by=by, now=now, reason=reason)
    if steps:
        let_rest(issue, open_of([issue])[issue.ref], book, by=by, now=now)
        publish([issue])


def _begin_first(issue: Issue, *, by: Any, now: datetime) -> None:
    """The clocks of a new issue, written with what the participant reads of them in one statement."""
    book = PolicyBook.read(at=now)
    policy = book.for_(book.facts_of([issue])[issue.pk])
    if policy is None:
        return
    wanted = [
        First(
            kind=step.kind, label=TargetKind(step.kind).label, calendar=row.calendar, target=as_target(row),
            plan=row.plan, source=row.source, policy_code=policy.row.code, policy_version=policy.number,
        )
        for step in steps_for(TargetEvent.OPENED, policy.rules, ())
        if step.verb in (Verb.START, Verb.RESET) and (row := policy.target(issue.severity, step.kind)) is not None
    ]  # fmt: skip
    if not wanted:
        return
    clocks, rows = first_clocks(subject=issue, wanted=wanted, by=by, now=now, reason=REASONS[TargetEvent.OPENED])
    insert_together([*rows, *first_targets(issue, clocks, [one.calendar for one in wanted])])
    if book.in_event or any(rests(clock.kind, issue.state, policy.rules) for clock in clocks):
        let_rest(issue, open_of([issue])[issue.ref], book, by=by, now=now)
        publish([issue])


def _take(
    issue: Issue, step: Step, clock: Clock | None, policy: HeldPolicy | None, *, by: Any, now: datetime, reason: str
) -> None:
    if clock is not None and step.verb in (Verb.STOP, Verb.RESET, Verb.CANCEL):
        outcome = Outcome.CANCELED if step.verb == Verb.CANCEL else None
        stop(clock, by=by, now=now, outcome=outcome, reason=step.reason)
    if step.verb in (Verb.START, Verb.RESET):
        begin(issue, step.kind, policy, by=by, now=now, reason=reason or step.reason)


def begin(
    issue: Issue,
    kind: str,
    policy: HeldPolicy | None,
    *,
    by: Any,
    now: datetime,
    reason: str,
    started_at: datetime | None = None,
) -> Clock | None:
    """A cycle of one kind, where a policy promises it for the severity."""
    row = policy.target(issue.severity, kind) if policy is not None else None
    if row is None:
        return None
    return start_clock(
        subject=issue, kind=kind, label=TargetKind(kind).label, calendar=row.calendar, by=by, now=now,
        target=as_target(row), plan=row.plan, source=row.source, policy_code=policy.row.code,
        policy_version=policy.number, participant_id=issue.participant_id, reason=reason, started_at=started_at,
    )  # fmt: skip


def _follow_change(issue: Issue, changes: dict[str, Any], *, by: Any, now: datetime) -> None:
    """Another severity, category or role: counted from the original start. A response that was met stays met."""
    book = PolicyBook.read()
    policy = book.for_(book.facts_of([issue])[issue.pk])
    named = " and ".join(sorted(DECIDE & changes.keys() - {"area"} or {"area"}))
    retarget(issue, open_of([issue])[issue.ref], policy, by=by, now=now, reason=f"Changed: {named}")
    if issue.is_open:
        _begin_missing(issue, policy, by=by, now=now, reason=f"Changed: {named}")
    let_rest(issue, open_of([issue])[issue.ref], book, by=by, now=now)
    publish([issue])


def _begin_missing(issue: Issue, policy: HeldPolicy | None, *, by: Any, now: datetime, reason: str) -> None:
    """What nothing promised before and is promised now counts from the opening, without the time it waited."""
    wanted = {TargetKind.RESOLUTION} | (set() if issue.first_answered_at else {TargetKind.FIRST_RESPONSE})
    for kind in sorted(wanted - set(of_issues([issue.ref]).values_list("kind", flat=True))):
        given = {"by": by, "now": now, "reason": reason, "started_at": issue.opened_at}
        clock = begin(issue, kind, policy, **given)
        if clock is not None:
            _rest_as_it_was(clock, issue, policy.rules, by=by, now=now)


def _rest_as_it_was(clock: Clock, issue: Issue, rules: dict[str, Any], *, by: Any, now: datetime) -> None:
    """The pauses that the states of the issue so far would have brought."""
    for step in issue.steps.order_by("at", "id"):
        still = rests(clock.kind, step.state, rules)
        if still and clock.state == ClockState.RUNNING:
            clock = pause_clock(clock=clock, by=by, now=now, reason=WAITS, at=step.at)
        elif not still and clock.state == ClockState.PAUSED:
            clock = resume_clock(clock=clock, by=by, now=now, at=step.at)


def _rules(kind: str, clock: Clock | None, policy: HeldPolicy | None, book: PolicyBook) -> dict[str, Any]:
    """The rule of one kind: that by which its clock runs, else that of the policy which holds."""
    if clock is not None:
        return book.rules_of(clock.policy_code).get(kind, {})
    return (policy.rules if policy is not None else DEFAULT_RULES).get(kind, {})


def _after_unmerging(issue: Issue) -> TargetEvent:
    """What it was merged away from goes on as if it were opened now, or reopened once it was answered."""
    return TargetEvent.OPENED if issue.first_answered_at is None else TargetEvent.REOPENED


def _automatic(told: dict[str, Any]) -> bool:
    """What a machine wrote (an absence note, say) is nobody's answer."""
    comment = told.get("comment")
    return comment is not None and comment.automatic


def _was_first(issue: Issue, comment: Comment | None) -> bool:
    """Whether the answer that came back was the only one so far."""
    answers = Comment.objects.filter(issue=issue, side="operator", automatic=False)
    return comment is not None and not answers.exclude(pk=comment.pk).exists()
