"""Speaking in an issue: the operator's answer, the participant's reply, and notes among the staff."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions import guiding
from issues.actions.dispatching import dispatch, require_no_answer_waits, standing
from issues.actions.holding import hold_back
from issues.actions.mentioning import follow_mentioned, mentioned_in
from issues.actions.merging import lock_where_it_goes_on
from issues.actions.protecting import mark
from issues.actions.releasing import record_override, require_release
from issues.actions.rows import lock_issue, move
from issues.actions.speaking import Draw, hand_out, say, sound_text
from issues.actions.watching import watch
from issues.choices import Channel, HeldMove, IssueState, NoteKind, Side, WatchReason
from issues.models import Comment, HeldAnswer, Issue, Note, NoteFile, Referral
from issues.reactions import What, happened
from issues.release_check import Finding
from issues.rules.guidance import Said
from participants.models import Contact
from portal.audit import trail
from portal.documents.marking import Marking
from portal.documents.models import Document
from portal.documents.storing import store
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.web.markdown import to_html

OVER: Final = "This issue is closed. Open a follow-up issue, which will be linked to it."
# Why nothing is said in an issue that is not open, where that is not its end.
NOT_OPEN: Final = {
    IssueState.RESOLVED: "This issue is resolved. Reopen it to go on with it.",
    IssueState.MERGED: "This issue was merged and goes on in another: write there.",
}


@transaction.atomic
def answer_issue(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    text: str,
    files: Iterable[Any] = (),
    wait: bool = False,
    channel: str = Channel.PORTAL,
    override_reason: str = "",
    guidance: Iterable[Said] = (),
    referral: Referral | None = None,
    marking: Marking | None = None,
) -> Comment | HeldAnswer:
    """The operator speaks to the participant; with `wait` it is the participant's turn afterwards.

    Where its writer is not signed off for what is complex, nothing is said yet: the mentor releases it (`HeldAnswer`),
    and the clocks run on. Else it leaves after some seconds, in which its writer may take it back
    (`dispatching.take_back_answer`). What names another company is refused (`Withheld`) unless `override_reason` says
    why it may go; supervisors read that. `guidance` says on which sections of the rules it answers, and how that stands
    to earlier answers (`Unweighed`). `marking` says that it is Protected Information, which no mail repeats.
    """
    issue = lock_issue(issue)
    permissions.can_work_on_issue(by, issue).enforce()
    require_going_on(issue)
    files = list(files)
    findings = require_release(issue, text, files, reason=override_reason)
    guidance = list(guidance)
    weighed = guiding.weigh(text, guidance, now=now)
    given = {"override_reason": override_reason, "channel": channel, "files": files, "marking": marking}
    move_to = HeldMove.WAIT if wait else HeldMove.ANSWER
    if held := hold_back(issue, text, by=by, now=now, move=move_to, referral=referral, guidance=guidance, **given):
        return held
    return give_answer(issue, text, by=by, now=now, wait=wait, findings=findings, weighed=weighed, **given)


def give_answer(
    issue: Issue,
    text: str,
    *,
    by: User,
    now: datetime,
    wait: bool,
    channel: str,
    findings: list[Finding],
    weighed: list[guiding.Weighed],
    override_reason: str,
    files: Iterable[Any] = (),
    documents: Iterable[Document] = (),
    marking: Marking | None = None,
) -> Comment:
    """Say it, once it is permitted, checked and released; call it while holding the issue's lock.

    `documents` are files that are stored already.
    """
    before = standing(issue)
    comment = say(issue, text, side=Side.OPERATOR, by=by, now=now, channel=channel, files=files)
    mark(comment, marking, by=by, now=now)
    hand_out(comment, issue, documents)
    record_override(issue, comment, findings, by=by, now=now, reason=override_reason)
    guiding.record_answer(weighed, issue, comment, findings, by=by, now=now)
    trail.record("issues.issue.answered", of=issue, by=by, at=now)
    whats = [What.ANSWERED]
    happened(What.ANSWERED, issue, by=by, now=now, comment=comment, wait=wait)
    if wait and issue.state != IssueState.WAITING:
        move(issue, IssueState.WAITING, by=by, now=now)
        whats.append(What.WAITING)
        happened(What.WAITING, issue, by=by, now=now, comment=comment)
    elif not wait and issue.state == IssueState.NEW:
        move(issue, IssueState.OPEN, by=by, now=now)
        whats.append(What.TAKEN)
        happened(What.TAKEN, issue, by=by, now=now)
    dispatch(issue, comment, before, whats=whats, by=by, now=now)
    return comment


@transaction.atomic
def reply_to_issue(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    text: str,
    files: Iterable[Any] = (),
    channel: str = Channel.PORTAL,
    draw: Draw = to_html,
    marking: Marking | None = None,
) -> Comment:
    """A participant's user speaks; where the operator waited for it, it is the operator's turn again.

    What is said to a merged issue is said where it goes on.
    """
    permissions.can_reply(by, issue).enforce()
    issue = lock_where_it_goes_on(issue, by)
    if not issue.is_open:
        require_no_answer_waits(issue, now)
    require_going_on(issue)
    with wall.as_operator("write a reply of the participant acted for"):
        comment = say(issue, text, side=Side.PARTICIPANT, by=by, now=now, channel=channel, files=files, draw=draw)
        mark(comment, marking, by=by, now=now)
        watch(issue, side=Side.PARTICIPANT, user=by, reason=WatchReason.ANSWERED, by=by, now=now)
    trail.record("issues.issue.replied", of=issue, by=by, at=now)
    heard(issue, comment, by=by, now=now)
    return comment


@transaction.atomic
def write_down(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    text: str,
    contact: Contact | None = None,
    channel: str = Channel.PHONE,
    files: Iterable[Any] = (),
    draw: Draw = to_html,
    marking: Marking | None = None,
) -> Comment:
    """The staff write down what somebody of the participant said; it counts as the participant's word."""
    issue = lock_where_it_goes_on(issue, by)
    permissions.can_work_on_issue(by, issue).enforce()
    require_going_on(issue)
    if contact is not None and contact.participant_id != issue.participant_id:
        raise Refused("That is not one of this participant's people.")
    given = {"contact": contact, "channel": channel, "files": files, "draw": draw}
    comment = say(issue, text, side=Side.PARTICIPANT, by=by, now=now, **given)
    mark(comment, marking, by=by, now=now)
    trail.record("issues.issue.written_down", of=issue, by=by, at=now)
    heard(issue, comment, by=by, now=now)
    return comment


@transaction.atomic
def note_issue(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    text: str,
    kind: str = NoteKind.NOTE,
    files: Iterable[Any] = (),
    mentions: bool = True,
    marking: Marking | None = None,
) -> Note:
    """A note among the staff, at any time; it stops no clock and reaches no participant.

    Colleagues whom it mentions ("@Dana Manager") follow the issue from then on and hear of it; not where the words are
    somebody else's (`mentions`).
    """
    issue = lock_issue(issue)
    permissions.can_write_issues(by).enforce()
    if not Issue.objects.visible_to(by).filter(pk=issue.pk).exists():
        permissions.NO_SUCH_ISSUE.enforce()
    if kind not in NoteKind.values:
        raise Refused("Choose what kind of note it is.")
    text = sound_text(text)
    people = mentioned_in(issue, text, by=by) if mentions else []
    note = Note(
        issue=issue, participant_id=issue.participant_id, kind=kind, author=by, text=text, html=to_html(text), at=now
    )
    note.save(force_insert=True)
    mark(note, marking, by=by, now=now)
    for upload in files:
        document = store(upload=upload, participant_id=issue.participant_id, by=by, now=now, inner=True)
        NoteFile(note=note, participant_id=issue.participant_id, document=document).save(force_insert=True)
    follow_mentioned(issue, people, by=by, now=now)
    trail.record("issues.issue.noted", of=issue, by=by, at=now)
    happened(What.NOTED, issue, by=by, now=now, note=note, mentioned=people)
    return note


def heard(issue: Issue, comment: Comment, *, by: User | None, now: datetime) -> None:
    """The participant spoke: where the operator waited for it, it is the operator's turn again."""
    with wall.as_operator("give the turn back to the operator"):
        resumed = issue.state == IssueState.WAITING
        if resumed:
            move(issue, IssueState.OPEN, by=by, now=now)
    happened(What.REPLIED, issue, by=by, now=now, comment=comment)
    if resumed:
        happened(What.RESUMED, issue, by=by, now=now)


def require_going_on(issue: Issue) -> None:
    """Refused where nobody speaks any more, with what can be done instead."""
    if not issue.is_open:
        raise Refused(NOT_OPEN.get(issue.state, OVER))
