"""What messages of issues are about, and the kinds of messages.

A subject line is the kind and the issue's number, never a name or a text: one thread for each issue.
"""

from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from issues import news, reactions
from issues.actions import deliveries, taken_back_clocks
from issues.choices import Side
from issues.models import Issue, Watcher
from portal.lifecycle import subjects
from portal.outbox import kinds, returns
from portal.outbox.choices import Severity

TYPE: Final = "issues.issue"
FOLDER: Final = "outbox/issues"
INFO, NORMAL, HIGH = Severity.INFO, Severity.NORMAL, Severity.HIGH
KINDS: Final = (
    ("opened", "New issue", NORMAL, "staff"),
    ("replied", "Participant wrote", NORMAL, "staff"),
    ("mentioned", "You are mentioned in a note", NORMAL, "staff"),
    ("handed_over", "Issue handed over to you", NORMAL, "staff"),
    ("confirmed", "Resolution confirmed", INFO, "staff"),
    ("not_delivered", "An answer did not arrive", HIGH, "staff"),
    ("taken_down", "We took your issue down", NORMAL, "participant"),
    ("answered", "Answer to your issue", NORMAL, "participant"),
    ("waiting", "Your answer is needed", HIGH, "participant"),
    ("resolved", "Your issue is resolved", NORMAL, "participant"),
    ("closed", "Your issue is closed", INFO, "participant"),
    ("reopened", "Issue reopened", NORMAL, "both"),
    ("withdrawn", "Issue withdrawn", NORMAL, "both"),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register(TYPE, _issues)
    subjects.register_addressees(TYPE, _with_people_without_account, addresses_of=_addresses_of)
    for verb, label, severity, audience in KINDS:
        template = f"{FOLDER}/issue_{verb}"
        kinds.register(f"{TYPE}.{verb}", label=label, severity=severity, audience=audience, template=template)
    reactions.register(news.react)
    reactions.register(taken_back_clocks.react)
    returns.register(TYPE, by_message=deliveries.came_back, by_address=deliveries.address_failed)


def _issues(user: Any) -> QuerySet[Issue]:
    """With the participant, whom messages to the staff name."""
    return Issue.objects.visible_to(user).select_related("participant")


def _with_people_without_account() -> QuerySet[Issue]:
    """Followers who never sign in hear at their own address, for as long as they follow."""
    people = Watcher.objects.watching().filter(
        side=Side.PARTICIPANT, user=None, contact__user=None, contact__active=True
    )
    told = Prefetch("watchers", people.select_related("contact"), to_attr="without_account")
    return Issue.objects.select_related("participant").prefetch_related(told)


def _addresses_of(issue: Issue) -> list[str]:
    return [watcher.contact.email for watcher in issue.without_account]
