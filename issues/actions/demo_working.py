"""The demo world's issues that belong together: merged, linked, followed, drafted, and what was thought of them."""

from datetime import datetime, timedelta
from typing import Final

from accounts.models import User
from issues.actions.drafting import keep_draft
from issues.actions.families import set_parent
from issues.actions.following import add_watcher, follow_issue
from issues.actions.linking import link_issues
from issues.actions.merging import merge_issues
from issues.actions.moves import confirm_issue, resolve_issue
from issues.actions.opening import open_issue
from issues.actions.surveying import answer_survey, send_due_surveys
from issues.actions.tagging import tag_issue
from issues.choices import LinkKind
from issues.models import Category, Issue, Survey
from participants.access import acting_as
from participants.models import Contact, Participant

# By the key under which others name them: category, title, text, days ago.
OPENED: Final = (
    ("flood", "RM-TRANSACTIONS", "Switch-hold removals beyond the benchmark", "Forty of them wait for an answer.", 6),
    ("first", "RM-TRANSACTIONS", "Switch hold of a school not removed", "The hold was lifted in MarkeTrak.", 5),
    ("second", "RM-TRANSACTIONS", "Switch hold of a bakery not removed", "The same as with the school.", 4),
    ("twice", "RM-TRANSACTIONS", "School: switch hold still there", "Asked again, since nobody called.", 3),
    ("solved", "FS-STATEMENT", "Initial statement of last week missing", "It is not in the extract.", 12),
    ("praised", "FS-STATEMENT", "Invoice went to a former colleague", "Please send it to our settlement desk.", 20),
)
SOLVED: Final = (("solved", "The extract was posted again.", 3), ("praised", "The recipient was corrected.", 5))


def fill_working(*, now: datetime) -> None:
    """What an analyst of Prairie Lantern raised, and what its account manager made of it."""
    participant = Participant.objects.get(name="Prairie Lantern Energy")
    manager = User.objects.get(email="manager@iso.example")
    person = User.objects.get(email="analyst@prairielantern.example")
    rows = _opened(participant, person, now)
    who = {"by": manager, "now": now - timedelta(days=2)}
    for child in ("first", "second"):
        set_parent(issue=rows[child], parent=rows["flood"], **who)
    merge_issues(issue=rows["twice"], into=rows["first"], reason="The same matter", **who)
    tag_issue(issue=rows["flood"], tags=["switch hold", "MarkeTrak"], **who)
    link_issues(issue=rows["second"], other=rows["solved"], kind=LinkKind.RELATED, **who)
    follow_issue(issue=rows["flood"], by=User.objects.get(email="supervisor@iso.example"), now=now)
    contact = Contact.objects.of(participant).active().filter(user=None).order_by("pk").first()
    if contact is not None:
        add_watcher(issue=rows["flood"], contact=contact, **who)
    keep_draft(
        issue=rows["flood"], by=manager, now=now, kind="answer", text="We have asked the retail desk for a list."
    )
    _ended(rows, manager, person, participant, now)


def _opened(participant: Participant, person: User, now: datetime) -> dict[str, Issue]:
    found = {}
    for key, code, title, text, days in OPENED:
        at = now - timedelta(days=days)
        category = Category.objects.get(code=code)
        with acting_as(person, participant.pk, now=now):
            found[key] = open_issue(
                participant=participant, category=category, title=title, text=text, by=person, now=at
            )
    return found


def _ended(rows: dict[str, Issue], manager: User, person: User, participant: Participant, now: datetime) -> None:
    """Resolved and confirmed; two marks, one of them poor."""
    for (key, resolution, mark), days in zip(SOLVED, (8, 15), strict=True):
        at = now - timedelta(days=days)
        resolve_issue(issue=rows[key], by=manager, now=at, resolution=resolution, cause="operator_data")
        with acting_as(person, participant.pk, now=now):
            confirm_issue(issue=rows[key], by=person, now=at + timedelta(hours=2))
        send_due_surveys(now=at + timedelta(hours=3))
        survey = Survey.objects.filter(issue=rows[key], sent_at__isnull=False).first()
        if survey is not None:
            comment = "Quick, and explained well." if mark == 5 else ""
            answer_survey(survey=survey, by=person, now=at + timedelta(hours=4), score=mark, comment=comment)
