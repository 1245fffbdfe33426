"""What of the issues' app has a line that says who sees it."""

from django.db.models import Q

from issues.models import Dispute, Issue, Watcher
from participants import who_sees
from participants.who_sees import Reach


def register() -> None:
    """Called when the app is ready."""
    who_sees.register("issue", Issue, _of_issue)
    who_sees.register("dispute", Dispute, lambda row: _of_issue(row.issue), related=("issue",))
    who_sees.register_files("issue", lambda ref: Q(comments__files__document__ref=ref))
    who_sees.register_files("dispute", lambda ref: Q(files__document__ref=ref))


def _of_issue(row: Issue) -> Reach:
    """Whoever raised it always; others by area and registration, and as followers unless they see colleagues'."""
    followers = Watcher.objects.watching().filter(issue=row, user__isnull=False).values_list("user_id", flat=True)
    raised = frozenset({row.reporter_id} - {None})
    return Reach(
        area=row.area, registration_id=row.registration_id, people=raised | frozenset(followers), always=raised
    )
