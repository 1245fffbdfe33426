"""The past of made-up issues: the audit trail and the mails that left, in bulk, for measuring and never for showing.

Each step of an issue has the event that its action would have written; of each opening the owner was told, by a mail
that has left and a notification, read unless it is of the last ten days.
"""

import random
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from issues.choices import IssueState
from issues.models import Issue
from portal.audit import verbs
from portal.lifecycle.copying import copy_in
from portal.lifecycle.drawn_references import DrawnReferences
from portal.outbox.choices import MessageState
from portal.outbox.models import Notification, OutboundMessage

BATCH: Final = 5000
OPENED: Final = "issues.issue.opened"
VERBS: Final = {
    IssueState.NEW: OPENED,
    IssueState.OPEN: "issues.issue.taken",
    IssueState.RESOLVED: "issues.issue.resolved",
    IssueState.CLOSED: "issues.issue.closed",
}
UNREAD: Final = timedelta(days=10)
ABOUT: Final = "issues.issue"
# One statement for all of them: the trail has no references that would have to be drawn.
EVENTS: Final = """
    INSERT INTO audit_auditevent (verb, object_type, object_ref, object_label, participant_id, by_id, by_label, at,
                                  changes, reason)
    SELECT told.verb, %s, issue.ref, left(issue.title, 200), issue.participant_id, step.by_id,
           coalesce(person.name, 'The portal itself'), step.at, '{}', ''
    FROM issues_issuestep step
    JOIN issues_issue issue ON issue.id = step.issue_id
    JOIN unnest(%s::text[], %s::text[]) AS told (state, verb) ON told.state = step.state
    LEFT JOIN accounts_user person ON person.id = step.by_id
    WHERE NOT EXISTS (SELECT 1 FROM audit_auditevent known WHERE known.object_ref = issue.ref)
    ORDER BY step.at, step.id
"""


def load_history(*, participants: int, seed: int, now: datetime, history: int = 0) -> int:
    """Events, mails and notifications of every issue that has none; returns the number of rows in all."""
    if not history:
        return 0
    written = _events()
    references = DrawnReferences(random.Random(f"history of {seed}"))  # noqa: S311 repeatable on purpose
    told = set(OutboundMessage.objects.filter(kind=OPENED).values_list("about_ref", flat=True))
    rows = Issue.objects.filter(owner__isnull=False).order_by("pk")
    asked = rows.values("ref", "participant_id", "opened_at", "owner_id", "owner__email")
    batch: list[dict[str, Any]] = []
    for row in asked.iterator(chunk_size=BATCH):
        if row["ref"] not in told:
            batch.append(row)
        if len(batch) == BATCH:
            written += _mails(batch, references, now)
            batch = []
    return written + _mails(batch, references, now)


def _events() -> int:
    for verb in VERBS.values():
        verbs.get(verb)
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, [ABOUT, [str(state) for state in VERBS], list(VERBS.values())])
        return cursor.rowcount


def _mails(rows: list[dict[str, Any]], references: DrawnReferences, now: datetime) -> int:
    messages, notes = [], []
    for row in rows:
        at, key = row["opened_at"], f"{OPENED}:{row['ref']}:{row['owner_id']}"
        about = {"kind": OPENED, "about_type": ABOUT, "about_ref": row["ref"], "participant_id": row["participant_id"]}
        about |= {"recipient_id": row["owner_id"], "dedupe_key": key}
        message, note = map(references.new, (OutboundMessage, Notification))
        sent = {"state": MessageState.SENT, "due_at": at, "sent_at": at, "attempts": 1}
        named = {"address": row["owner__email"], "message_id": f"<{message}.{row['ref']}@iso.example>"}
        messages.append(OutboundMessage(ref=message, **about, **sent, **named))
        notes.append(Notification(ref=note, read_at=at if at < now - UNREAD else None, **about))
    for made in (messages, notes):
        copy_in(made)
    return len(messages) + len(notes)
