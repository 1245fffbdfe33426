"""Moving the clocks of many issues in the background: a changed policy, a grid event that began or ended.

A run advances by chunks, each in a transaction of its own that also says how far it got: a kill costs one chunk, and
doing a chunk twice changes nothing, because each clock is compared with what should hold.
"""

import logging
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from issues import nudges
from issues.actions.grid_pauses import let_rest
from issues.actions.published_targets import publish
from issues.actions.target_clocks import retarget, stop
from issues.choices import TargetRunKind
from issues.clocks import open_of
from issues.models import GridEvent, Issue, ServicePolicy, TargetRun
from issues.policies import PolicyBook
from portal.calendars.choices import Outcome, RecomputeState
from portal.calendars.models import Clock

logger = logging.getLogger(__name__)

CHUNK: Final = 50
LEASE: Final = timedelta(minutes=2)
LEFT: Final = "Clocks that could not be moved and stay as they are:"
WAITING: Final = (RecomputeState.QUEUED, RecomputeState.RUNNING)
PROGRESS: Final = ("state", "total", "after_id", "claimed_until", "done", "moved", "last_error", "finished_at")


def start_run(
    *,
    kind: str,
    reason: str,
    by: User | None,
    now: datetime,
    policy: ServicePolicy | None = None,
    event: GridEvent | None = None,
) -> TargetRun:
    """Have it done in the background; call it in the transaction of what changed."""
    run = TargetRun(kind=kind, policy=policy, event=event, reason=reason, started_by=by, started_at=now)
    run.save(force_insert=True)
    nudges.advance(run)
    return run


def advance_run(*, run: TargetRun, now: datetime, chunk: int = CHUNK) -> bool:
    """Take the next issues of a run; whether there is more to do. False also while another worker is at it."""
    with transaction.atomic():
        found = TargetRun.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=run.pk)
        run = found.select_related("event", "policy", "started_by").first()
        if run is None or run.state not in WAITING or _must_wait(run):
            return False
        if run.state == RecomputeState.QUEUED:
            run.state, run.total = RecomputeState.RUNNING, _issues().count()
        issues = list(_issues().filter(pk__gt=run.after_id).order_by("pk").select_for_update(of=("self",))[:chunk])
        if not issues:
            run.state, run.finished_at, run.claimed_until = RecomputeState.DONE, now, None
            run.save(update_fields=PROGRESS)
            return False
        run.last_error = run.last_error if run.last_error.startswith(LEFT) else ""
        moved = _take(run, issues, now)
        run.after_id, run.claimed_until = issues[-1].pk, now + LEASE
        run.done += len(issues)
        run.moved += moved
        run.save(update_fields=PROGRESS)
        return True


def finish_run(*, run: TargetRun, now: datetime, chunk: int = CHUNK) -> TargetRun:
    """All of a run at one instant."""
    while advance_run(run=run, now=now, chunk=chunk):
        pass
    run.refresh_from_db()
    return run


@transaction.atomic
def put_off_run(*, run: TargetRun, now: datetime, error: Exception) -> None:
    """A chunk that raises is tried again after the lease, from where the run had got."""
    run = TargetRun.objects.lock(run.pk)
    run.claimed_until, run.last_error = now + LEASE, f"{type(error).__name__}: {error}"[:300]
    run.save(update_fields=["claimed_until", "last_error"])


def waiting_runs(now: datetime) -> QuerySet[TargetRun]:
    """Runs that nobody is at: not begun, or their worker died."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return TargetRun.objects.filter(free, state__in=WAITING).order_by("started_at", "id")


def _issues() -> QuerySet[Issue]:
    """Only issues that somebody still has to act on have clocks that are not stopped."""
    return Issue.objects.still_open().select_related("category")


def _must_wait(run: TargetRun) -> bool:
    """The end of a grid event is taken up once all clocks know of its beginning."""
    begins = TargetRun.objects.filter(kind=TargetRunKind.GRID_BEGIN, event=run.event_id, state__in=WAITING)
    return run.kind == TargetRunKind.GRID_END and begins.exists()


def _take(run: TargetRun, issues: list[Issue], now: datetime) -> int:
    """The clocks of a chunk; where an issue of it raises, each by itself, and that one is left as it is."""
    try:
        with transaction.atomic():
            return _moved(run, issues, now)
    except (OperationalError, InterfaceError):
        raise  # The database itself is in trouble: the chunk is taken again.
    except Exception:
        if len(issues) > 1:
            return sum(_take(run, [issue], now) for issue in issues)
        logger.exception("The clocks of %s could not be moved; they stay as they are.", issues[0].ref)
        run.last_error = f"{run.last_error or LEFT} {issues[0].ref}"[:300]
        return 0


def _moved(run: TargetRun, issues: list[Issue], now: datetime) -> int:
    book = PolicyBook.read()
    clocks = open_of(issues)
    moved = _moved_by_policy(run, issues, clocks, book, now) if run.kind == TargetRunKind.POLICY else set()
    if moved:
        clocks = open_of(issues)
    for issue in issues:
        if let_rest(issue, clocks[issue.ref], book, by=run.started_by, now=now, event=run.event):
            moved.add(issue.pk)
    publish([issue for issue in issues if issue.pk in moved])
    return len(moved)


def _moved_by_policy(
    run: TargetRun, issues: list[Issue], clocks: dict[str, list[Clock]], book: PolicyBook, now: datetime
) -> set[int]:
    """Keys of the issues of which a clock changed. Clocks of a policy that is switched off stop."""
    given: dict[str, Any] = {"by": run.started_by, "now": now, "reason": run.reason}
    off = {policy.row.code for policy in book.policies if not policy.row.active}
    facts = book.facts_of(issues)
    moved = set()
    for issue in issues:
        stopped = [clock for clock in clocks[issue.ref] if clock.policy_code in off]
        for clock in stopped:
            stop(clock, outcome=Outcome.CANCELED, **given)
        others = [clock for clock in clocks[issue.ref] if clock.policy_code not in off]
        changed = retarget(issue, others, book.for_(facts[issue.pk]), **given)
        if stopped or changed:
            moved.add(issue.pk)
    return moved
