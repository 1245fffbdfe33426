"""Doing one thing to many issues: begun by a person, worked off in the background, row by row.

Each row is claimed, done and marked in one transaction: a worker that is killed leaves rows that wait, none half done
and none done twice. What the action refuses stands beside the issue in the action's own words.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.changing import change_issue, hand_over_issue
from issues.actions.conversation import answer_issue, note_issue
from issues.actions.guiding import Unweighed
from issues.actions.lacking_marks import keep_for_mark
from issues.actions.moves import resolve_issue, take_up
from issues.actions.saved_replies import GAPS, values_of
from issues.actions.speaking import sound_text
from issues.actions.tagging import tag_issue
from issues.choices import BulkAct, BulkOutcome, CauseCode, DraftKind, Severity
from issues.models import BulkRow, BulkRun, HeldAnswer, Issue, Tag
from issues.rules import saved_replies
from issues.rules.bulk import MOST, SPEAKS, UNDOABLE
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.lifecycle import workers
from portal.lifecycle.refusals import Refused

logger = logging.getLogger(__name__)

TASK: Final = "issues.tasks.advance_bulk"
REASON_LENGTH: Final = 300
# Rows of one transaction: few enough that a person who works on one of the issues hardly waits.
AT_ONCE: Final = 10
CHANGED_SINCE: Final = "It was changed again since; it stays as it is."
WAITS_FOR_RELEASE: Final = "Waits for your mentor's release."
GONE: Final = "You may no longer see this issue."
BROKEN: Final = "This failed; the failure was logged. Try it on the issue itself."


@transaction.atomic
def begin_bulk(*, issues: Sequence[Issue], act: str, told: dict[str, Any], by: User, now: datetime) -> BulkRun:
    """Have it done to all of these, in their order, in the person's name; returns the run to watch."""
    permissions.can_write_issues(by).enforce()
    if not issues:
        raise Refused("Choose at least one issue.")
    if len(issues) > MOST:
        raise Refused(f"At most {MOST:,} issues at once.")
    run = BulkRun(act=act, told=sound(act, told), by=by, total=len(issues), started_at=now)
    run.save(force_insert=True)
    BulkRow.objects.bulk_create(
        [BulkRow(run=run, issue=issue, position=at) for at, issue in enumerate(issues, start=1)]
    )
    trail.record("issues.bulk.started", of=run, by=by, at=now, changes={"issues": ["", str(run.total)]})
    nudge(run)
    return run


@transaction.atomic
def undo_bulk(*, run: BulkRun, by: User, now: datetime) -> BulkRun:
    """Take back what was done, as far as nobody changed it since; only deeds that told nobody outside anything."""
    run = BulkRun.objects.lock(run.pk)
    if run.by_id != by.pk:
        permissions.NO_SUCH_ISSUE.enforce()
    permissions.can_write_issues(by).enforce()
    if run.finished_at is None:
        raise Refused("It is still running.")
    if run.act not in UNDOABLE or run.undoes_id is not None:
        raise Refused("This cannot be taken back for many at once.")
    if BulkRun.objects.filter(undoes=run).exists():
        raise Refused("This was taken back already.")
    done = list(run.rows.filter(outcome=BulkOutcome.DONE).order_by("position"))
    if not done:
        raise Refused("Nothing of it was done.")
    back = BulkRun(act=run.act, told=run.told, by=by, undoes=run, total=len(done), started_at=now)
    back.save(force_insert=True)
    BulkRow.objects.bulk_create(
        # What an undoing puts back is what there was; what it expects is what was left.
        [
            BulkRow(run=back, issue_id=row.issue_id, position=row.position, before=row.before, after=row.after)
            for row in done
        ]
    )
    trail.record("issues.bulk.undone", of=run, by=by, at=now, changes={"issues": ["", str(back.total)]})
    nudge(back)
    return back


def sound(act: str, told: dict[str, Any]) -> dict[str, Any]:
    """What was chosen, as it is kept; `Refused` where something is missing."""
    if act not in BulkAct.values:
        raise Refused("Choose what to do.")
    kept: dict[str, Any] = {}
    if act == BulkAct.HAND_OVER:
        owner = told.get("owner")
        if owner is None:
            raise Refused("Choose who takes them over.")
        kept |= {
            "owner": owner.ref,
            "owner_name": owner.name,
            "reason": (told.get("reason") or "").strip()[:REASON_LENGTH],
        }
    if act == BulkAct.SEVERITY:
        if told.get("severity") not in Severity.values:
            raise Refused("Choose one of the severities.")
        kept["severity"] = int(told["severity"])
    if act == BulkAct.TAG:
        kept["tag"] = tidy(told.get("tag") or "")
        if not kept["tag"]:
            raise Refused("Name the tag.")
        require_shape(Tag(name=kept["tag"]), "name")
    if act in (BulkAct.NOTE, BulkAct.ANSWER, BulkAct.WAIT, BulkAct.RESOLVE):
        reply = told.get("reply")
        kept["text"] = sound_text(told.get("text") or (reply.text if reply is not None else ""))
    if act == BulkAct.RESOLVE:
        if told.get("cause") not in CauseCode.values:
            raise Refused("Choose what lay behind it.")
        kept["cause"] = told["cause"]
    return kept


def advance(*, run: BulkRun, now: datetime) -> int:
    """Work off rows until none is free; returns how many. Any number of workers may do so at once."""
    worked = 0
    while done := _some(run, now):
        worked += done
    _finish(run, now)
    return worked


@transaction.atomic
def _some(run: BulkRun, now: datetime) -> int:
    # An answer locks more than its issue (the articles that it cites), so each of them is a transaction of its own.
    most = 1 if run.act in SPEAKS else AT_ONCE
    rows = list(run.rows.waiting().order_by("position").select_for_update(of=("self",), skip_locked=True)[:most])
    # In the order in which everybody locks issues, so that two who work on the same ones wait for each other.
    for row in sorted(rows, key=lambda row: row.issue_id):
        _one(run, row, now)
    return len(rows)


def _one(run: BulkRun, row: BulkRow, now: datetime) -> None:
    """Do it to one issue and mark the row; a refusal or a fault leaves the issue as it was."""
    outcome, reason, row.reason = BulkOutcome.DONE, "", ""
    try:
        with transaction.atomic():
            issue = (
                Issue.objects.visible_to(run.by)
                .filter(pk=row.issue_id)
                .select_related("participant", "category")
                .first()
            )
            if issue is None:
                raise Refused(GONE)
            (_UNDO if run.undoes_id else _DO)[run.act](run, row, issue, now)
    except Unweighed as lacking:
        kind = DraftKind.RESOLUTION if run.act == BulkAct.RESOLVE else DraftKind.ANSWER
        reason = keep_for_mark(issue, _text(run, issue), lacking, kind=kind, by=run.by, now=now)
        outcome, reason = BulkOutcome.NEEDS_MARK, reason[:REASON_LENGTH]
    except Refused as refusal:
        outcome, reason = BulkOutcome.REFUSED, refusal.reason[:REASON_LENGTH]
    except Exception:
        logger.exception("A deed to many failed at issue %s.", row.issue_id)
        outcome, reason = BulkOutcome.REFUSED, BROKEN
    row.outcome, row.reason = outcome, reason or row.reason
    row.save(update_fields=["outcome", "reason", "before", "after"])


def _finish(run: BulkRun, now: datetime) -> None:
    """Once no row waits: whoever sees it first marks the end."""
    open_rows = BulkRow.objects.waiting().filter(run=run)
    if not open_rows.exists():
        BulkRun.objects.unfinished().filter(pk=run.pk).update(finished_at=now)


def _hand_over(run: BulkRun, row: BulkRow, issue: Issue, now: datetime) -> None:
    owner = User.objects.get(ref=run.told["owner"])
    row.before, row.after = {"owner": issue.owner_id}, {"owner": owner.pk}
    hand_over_issue(issue=issue, owner=owner, by=run.by, now=now, reason=run.told["reason"])


def _hand_back(run: BulkRun, row: BulkRow, issue: Issue, now: datetime) -> None:
    if issue.owner_id != row.after["owner"]:
        raise Refused(CHANGED_SINCE)
    if row.before["owner"] is None:
        raise Refused("It had no owner before.")
    hand_over_issue(
        issue=issue, owner=User.objects.get(pk=row.before["owner"]), by=run.by, now=now, reason="Taken back."
    )


def _severity(run: BulkRun, row: BulkRow, issue: Issue, now: datetime) -> None:
    wanted = Severity(run.told["severity"])
    if issue.severity == wanted:
        raise Refused(f"It is {wanted.label.lower()} already.")
    row.before, row.after = {"severity": issue.severity}, {"severity": wanted.value}
    change_issue(issue=issue, by=run.by, now=now, severity=wanted.value)


def _severity_back(run: BulkRun, row: BulkRow, issue: Issue, now: datetime) -> None:
    if issue.severity != row.after["severity"]:
        raise Refused(CHANGED_SINCE)
    change_issue(issue=issue, by=run.by, now=now, severity=row.before["severity"])


def _take_up(run: BulkRun, row: BulkRow, issue: Issue, now: datetime) -> None:
    take_up(issue=issue, by=run.by, now=now)


def _note(run: BulkRun, row: BulkRow, issue: Issue, now: datetime) -> None:
    permissions.can_work_on_issue(run.by, issue).enforce()
    note_issue(issue=issue, by=run.by, now=now, text=run.told["text"])


def _tag(run: BulkRun, row: BulkRow, issue: Issue, now: datetime) -> None:
    carried = _tags(issue)
    if run.told["tag"].casefold() in {name.casefold() for name in carried}:
        raise Refused("It carries this tag already.")
    tag_issue(issue=issue, by=run.by, now=now, tags=[*carried, run.told["tag"]])


def _untag(run: BulkRun, row: BulkRow, issue: Issue, now: datetime) -> None:
    carried = _tags(issue)
    kept = [name for name in carried if name.casefold() != run.told["tag"].casefold()]
    if kept == carried:
        raise Refused(CHANGED_SINCE)
    tag_issue(issue=issue, by=run.by, now=now, tags=kept)


def _tags(issue: Issue) -> list[str]:
    return list(issue.tagged.order_by("tag__name").values_list("tag__name", flat=True))


def _text(run: BulkRun, issue: Issue) -> str:
    """What was written with the words of this issue in its places; `Refused` where the issue has none of them."""
    text = saved_replies.filled(run.told["text"], values_of(issue, run.by))
    if gaps := saved_replies.gaps(text):
        raise Refused(GAPS.format(gaps=", ".join(gaps)))
    return text


def _answer(run: BulkRun, row: BulkRow, issue: Issue, now: datetime) -> None:
    said = answer_issue(issue=issue, by=run.by, now=now, text=_text(run, issue), wait=run.act == BulkAct.WAIT)
    _note_held(row, said)


def _resolve(run: BulkRun, row: BulkRow, issue: Issue, now: datetime) -> None:
    said = resolve_issue(issue=issue, by=run.by, now=now, resolution=_text(run, issue), cause=run.told["cause"])
    _note_held(row, said)


def _note_held(row: BulkRow, said: Any) -> None:
    """The page of the run says which texts wait for the mentor's release."""
    if isinstance(said, HeldAnswer):
        row.reason = WAITS_FOR_RELEASE


Deed = Callable[[BulkRun, BulkRow, Issue, datetime], None]

_DO: Final[dict[str, Deed]] = {
    BulkAct.HAND_OVER: _hand_over,
    BulkAct.TAKE_UP: _take_up,
    BulkAct.SEVERITY: _severity,
    BulkAct.TAG: _tag,
    BulkAct.NOTE: _note,
    BulkAct.ANSWER: _answer,
    BulkAct.WAIT: _answer,
    BulkAct.RESOLVE: _resolve,
}
_UNDO: Final[dict[str, Deed]] = {BulkAct.HAND_OVER: _hand_back, BulkAct.SEVERITY: _severity_back, BulkAct.TAG: _untag}


def nudge(run: BulkRun) -> None:
    """Once the running transaction is committed. Only speed: the sweep finds the run without."""
    workers.tell(TASK, run.pk, otherwise="the run is taken up")
