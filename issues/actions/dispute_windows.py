"""The windows kept with issues and the clocks that count them down: looked at again whenever something changes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from issues.actions.window_news import Moved, tell_moved
from issues.choices import IssueState, SettlementRun
from issues.dispute_reckoning import CALENDAR, Key, find, published_on, the_book
from issues.models import Dispute, DisputeWindow, Issue
from issues.reactions import What
from issues.rules.dispute_terms import Span
from issues.rules.dispute_windows import RTM_BEFORE_TRUE_UP, Window
from issues.rules.issue_moves import ENDED
from portal.calendars.actions.clocks import change_target, start_clock, stop_clock
from portal.calendars.choices import Outcome
from portal.calendars.models import CalendarVersion, Clock, ReminderPlan
from portal.scoping.today import market_day

KIND: Final = "dispute-window"
PLAN: Final = "dispute-window"
ABOUT: Final = frozenset({"operating_day", "settlement_run"})
LOOKS: Final = (What.OPENED, What.REOPENED, What.UNMERGED)
ENDS: Final = (What.CLOSED, What.WITHDRAWN, What.MERGED)


def react(what: What, issue: Issue, *, by: Any, now: datetime, **told: Any) -> None:
    """What happens to an issue starts, moves and ends its countdown; an answer or a resolution does not.

    Closing does not either while a dispute is written and not filed: its window runs on.
    """
    if what == What.OPENED and not (issue.operating_day and issue.settlement_run):
        return  # It is about no settlement run, and nothing is kept with a new issue yet.
    if what in LOOKS or (what == What.CHANGED and ABOUT & told.get("changes", {}).keys()):
        look_again([issue], by=by, now=now, reason="The question was written or changed.")
    elif what in ENDS and not (what == What.CLOSED and Dispute.objects.not_filed().filter(issue=issue).exists()):
        end_countdown(issue, by=by, now=now)


def end_countdown(issue: Issue, *, by: Any, now: datetime) -> None:
    """Nobody counts any more for an issue that is over."""
    for row in DisputeWindow.objects.filter(issue=issue):
        _stop(row, Outcome.CANCELED, by=by, now=now, reason=f"The issue is {issue.get_state_display().lower()}.")


def windows_of_days(keys: Iterable[Key], *, by: Any, now: datetime, reason: str) -> int:
    """Look again at the counting windows of these runs and days: the calendar says something new of them.

    What a True-Up says moves the windows of the other RTM runs of its day.
    """
    wanted = set(keys)
    wanted |= {(run, day) for told, day in wanted if told == SettlementRun.RTM_TRUE_UP for run in RTM_BEFORE_TRUE_UP}
    rows = _held(counting().filter(operating_day__in={day for _run, day in wanted}))
    asked = [issue for issue in rows if (issue.settlement_run, issue.operating_day) in wanted]
    return look_again(asked, by=by, now=now, reason=reason, tell=True)


def every_open_window(*, by: Any, now: datetime, reason: str) -> int:
    """Look again at all of them: a rule changed."""
    return look_again(_held(counting().exclude(operating_day=None)), by=by, now=now, reason=reason, tell=True)


def counting() -> QuerySet[Issue]:
    """About a settlement run and open, or closed while a dispute is written and not filed: its window runs on."""
    written = Exists(Dispute.objects.not_filed().filter(issue=OuterRef("pk")))
    runs_on = ~Q(state__in=ENDED) | (Q(state=IssueState.CLOSED) & written)
    return Issue.objects.filter(runs_on).exclude(settlement_run="")


def _held(rows: QuerySet[Issue]) -> list[Issue]:
    """Locked in order, so that none of them ends while its countdown begins."""
    return list(rows.select_related("participant").order_by("pk").select_for_update(of=("self",)))


def look_again(issues: Iterable[Issue], *, by: Any, now: datetime, reason: str, tell: bool = False) -> int:
    """Find the windows of these issues and keep them, with a clock where it still runs; returns how many changed.

    `tell`: nobody changed the question itself, so both sides hear where a window ends on another day than it did.
    Without the market's calendar there is nothing to reckon with.
    """
    issues = list(issues)
    held = {row.issue_id: row for row in DisputeWindow.objects.filter(issue__in=issues)}
    asking = [one for one in issues if one.operating_day is not None and one.settlement_run]
    ends = {row.issue_id: row.closes_at for row in held.values()}
    changed = 0
    if asking and CalendarVersion.objects.current().filter(calendar__code=CALENDAR).exists():
        book, published = the_book(), published_on({one.operating_day for one in asking})
        for issue in asking:
            found = find(issue.settlement_run, issue.operating_day, book=book, published=published)
            changed += _keep(issue, held.get(issue.pk), found, by=by, now=now, reason=reason)
    if tell:
        rows = [held[issue.pk] for issue in asking if issue.pk in held]
        moved = [Moved(row, ends[row.issue_id]) for row in rows if row.closes_at != ends[row.issue_id]]
        tell_moved(moved, by=by, now=now, reason=reason)
    for issue in issues:
        if issue not in asking and issue.pk in held:
            _stop(held[issue.pk], Outcome.CANCELED, by=by, now=now, reason="It is about no settlement run any more.")
            held[issue.pk].delete()
            changed += 1
    return changed


def _keep(issue: Issue, row: DisputeWindow | None, found: Window, *, by: Any, now: datetime, reason: str) -> bool:
    values = {
        "run": found.run,
        "operating_day": found.operating_day,
        "rule_code": found.rule_code,
        "origin": found.origin,
        "closes_at": found.closes_at,
        "early_on": found.early_on,
        "verified": found.verified,
        "reasons": found.reasons,
        "spans": [_told(span) for span in found.spans],
    }
    if row is None:
        row = DisputeWindow(issue=issue, participant_id=issue.participant_id, looked_at=now, **values)
        row.save(force_insert=True)
        changed = True
    else:
        changed = bool(row.apply(**values))
        row.apply(looked_at=now)
    row.issue = issue
    _count_down(row, by=by, now=now, reason=reason)
    return changed


def _told(span: Span) -> dict[str, Any]:
    return {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "days": span.days,
        "reason": span.reason,
    }


def _count_down(row: DisputeWindow, *, by: Any, now: datetime, reason: str) -> None:
    """A clock while the window is open and nothing is filed."""
    clock = open_clock(row)
    if row.closes_at is None:
        if clock is not None:
            stop_clock(clock=clock, by=by, now=now, outcome=Outcome.CANCELED, reason="Its end is not known.")
        return
    day = market_day(row.closes_at)
    if clock is not None:
        if clock.fixed_day != day:
            change_target(clock=clock, by=by, now=now, reason=reason, fixed_day=day, due_time="end_of_day", roll="none")
    elif row.closes_at >= now and not filed(row.issue):
        start_clock(
            subject=row,
            kind=KIND,
            label="Dispute window",
            calendar=CALENDAR,
            plan=PLAN if ReminderPlan.objects.filter(code=PLAN).exists() else "",
            fixed_day=day,
            due_time="end_of_day",
            roll="none",
            policy_code=row.rule_code,
            by=by,
            now=now,
        )


def filed(issue: Issue) -> bool:
    """Whether the operator has a dispute of the inquiry."""
    return Dispute.objects.filter(issue=issue).active().exclude(number="").exists()


def stop_countdown(issue: Issue, *, by: Any, now: datetime, at: datetime) -> None:
    """The operator's number is recorded: the window is met as of the day the dispute was filed."""
    for row in DisputeWindow.objects.filter(issue=issue):
        clock = open_clock(row)
        if clock is not None:
            since = clock.intervals.get(ends_at=None).starts_at
            stop_clock(clock=clock, by=by, now=now, at=min(now, max(since, at)), reason="A dispute is filed.")


def open_clock(row: DisputeWindow) -> Clock | None:
    return Clock.objects.of(row).filter(kind=KIND).open().first()


def _stop(row: DisputeWindow, outcome: str, *, by: Any, now: datetime, reason: str) -> None:
    clock = open_clock(row)
    if clock is not None:
        missed = clock.breached_at is not None or (clock.due_at is not None and clock.due_at < now)
        stop_clock(clock=clock, by=by, now=now, outcome=None if missed else outcome, reason=reason)
