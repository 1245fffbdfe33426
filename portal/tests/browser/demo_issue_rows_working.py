"""The demo's issue around which most is to be seen, and what hangs on it, as the access matrix calls it."""

from datetime import datetime, timedelta
from typing import Any, Final

from accounts.rules import secrets
from issues import leaving
from issues.models import Draft, Issue, Survey, Watcher
from participants.models import Contact

SECRET: Final = "secret-of-the-walk"
TITLE: Final = "Switch-hold removals beyond the benchmark"


def working_rows(now: datetime) -> dict[str, Any]:
    issue = Issue.objects.get(title=TITLE)
    linked = Issue.objects.filter(participant=issue.participant, links__isnull=False).first()
    shared = {"issue": issue, "participant": issue.participant, "due_at": now, "sent_at": now}
    until = {"expires_at": now + timedelta(days=30)}
    asked = Contact.objects.of(issue.participant).active().filter(user=None).earliest("pk")
    Survey.objects.create(**shared, **until, contact=asked, digest=secrets.digest(SECRET))
    follower = Watcher.objects.watching().filter(issue=issue, side="participant").latest("pk")
    return {
        "worked_issue": issue,
        "follower": follower,
        "issue_link": linked.links.first(),
        "issue_draft": Draft.objects.get(issue=issue),
        "my_survey": Survey.objects.create(**shared, **until, person=issue.reporter),
        "survey_secret": SECRET,
        "leaving_token": leaving.url_for(follower.pk).split("/")[-3],
    }
