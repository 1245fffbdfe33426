"""What the issue itself brings to its pages: the sources of the timeline, and what can be done."""

from typing import Any, Final

from django.db.models import QuerySet

from issues import issue_offers, protected_reading, timeline
from issues.choices import IssueState
from issues.issue_reading import files_of
from issues.models import Comment, CommentFile, Issue, IssueStep, Note, NoteFile
from portal.audit.models import AuditEvent

# What has an entry of its own is not told a second time.
TOLD: Final = (
    "opened",
    "taken",
    "answered",
    "replied",
    "written_down",
    "noted",
    "resolved",
    "confirmed",
    "reopened",
    "closed",
    "withdrawn",
)


def comments_of(user: Any, issue: Issue) -> QuerySet:
    rows = (
        Comment.objects.visible_to(user)
        .filter(issue=issue.pk)
        .annotate(attached=files_of(CommentFile, "comment"), protected=protected_reading.of("comment"))
    )
    return rows.select_related("entered_by") if user.is_staff else rows


def notes_of(user: Any, issue: Issue) -> QuerySet:
    rows = Note.objects.visible_to(user).filter(issue=issue.pk).select_related("author")
    return rows.annotate(attached=files_of(NoteFile, "note"), protected=protected_reading.of("note"))


def steps_of(user: Any, issue: Issue) -> QuerySet:
    rows = IssueStep.objects.visible_to(user).filter(issue=issue.pk)
    return rows.select_related("by") if user.is_staff else rows


def events_of(user: Any, issue: Issue) -> QuerySet:
    """The audit trail's, without what stands in the timeline anyway."""
    rows = AuditEvent.objects.concerning(issue.participant_id).filter(object_ref=issue.ref)
    return rows.exclude(verb__in=[f"issues.issue.{verb}" for verb in TOLD])


def register() -> None:
    protected_reading.register()
    _register_timeline()
    _register_offers()
    _register_my_offers()


def _register_timeline() -> None:
    both = (timeline.DESK, timeline.MY)
    timeline.register(
        "comments", "Conversation", template="issues/_timeline_comment.html", rows=comments_of, order=10, pages=both
    )
    timeline.register("notes", "Notes", template="issues/_timeline_note.html", rows=notes_of, order=20)
    timeline.register(
        "steps", "States", template="issues/_timeline_step.html", rows=steps_of, order=30, system=True, pages=both
    )
    timeline.register(
        "events", "Changes", template="issues/_timeline_event.html", rows=events_of, order=90, system=True
    )


def _still_open(issue: Issue, user: Any, may_work: bool) -> bool:
    return may_work and issue.is_open


def _register_offers() -> None:
    def offer(key: str, label: str, icon: str, when: Any, order: int, place: str = "menu") -> None:
        issue_offers.register("issue", key, label, icon, f"issues:issue-{key}", when=when, order=order, place=place)

    def in_state(*states: str) -> Any:
        return lambda issue, user, may_work: may_work and issue.state in states

    resolved = in_state(IssueState.RESOLVED)
    offer("take-up", "Take up", "play", in_state(IssueState.NEW), 10, "button")
    offer("resume", "Go on without the answer", "play", in_state(IssueState.WAITING), 10)
    offer("resolve", "Resolve", "circle-check", _still_open, 20, "primary")
    offer("close", "Close", "archive", resolved, 20, "button")
    offer("reopen", "Reopen", "rotate-ccw", in_state(IssueState.RESOLVED, IssueState.CLOSED), 25, "button")
    offer("write-down", "Write down what they said", "phone-incoming", _still_open, 30)
    offer("change", "Change facts", "pencil", _still_open, 40)
    offer("hand-over", "Hand over", "arrow-right-left", _still_open, 50)
    offer("withdraw", "Withdraw", "undo-2", _still_open, 900)


def _register_my_offers() -> None:
    def offer(key: str, label: str, icon: str, states: tuple[str, ...], order: int, place: str = "button") -> None:
        def when(issue: Issue, user: Any, may_work: bool) -> bool:
            return issue.state in states

        name = f"my-issue-{key}"
        issue_offers.register("my-issue", key, label, icon, name, when=when, order=order, place=place)

    still = (IssueState.NEW, IssueState.OPEN, IssueState.WAITING)
    offer("withdraw", "Withdraw", "undo-2", still, 90)
    offer("reopen", "It is not solved", "rotate-ccw", (IssueState.RESOLVED, IssueState.CLOSED), 20)
    offer("confirm", "It is solved", "thumbs-up", (IssueState.RESOLVED,), 30, "primary")
