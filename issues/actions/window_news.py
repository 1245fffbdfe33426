"""A dispute window that ends on another day than it did: kept in the issue's history, and told to both sides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from issues.dispute_audiences import askers, owners
from issues.models import Dispute, DisputeWindow
from portal.audit import trail
from portal.outbox.posting import Draft, post_many
from portal.scoping.today import MARKET_ZONE
from portal.web.words import exact

KIND: Final = "issues.disputewindow.moved"


@dataclass(frozen=True, slots=True)
class Moved:
    """`row` with its issue as it is now; `before` is when the window ended until now."""

    row: DisputeWindow
    before: datetime | None


def tell_moved(moved: Iterable[Moved], *, by: Any, now: datetime, reason: str) -> None:
    """The same few statements for any number. No news of what was over before and is now, nor of what is filed."""
    moved = list(moved)
    if not moved:
        return
    trail.record_many([_event(one, by, now, reason) for one in moved])
    issues = [one.row.issue_id for one in moved if _matters(one, now)]
    filed = set(Dispute.objects.filter(issue__in=issues).active().exclude(number="").values_list("issue", flat=True))
    heard = [one for one in moved if one.row.issue_id in set(issues) - filed]
    ours = owners([one.row.issue_id for one in heard])
    theirs = askers([one.row.issue_id for one in heard])
    drafts = []
    for one in heard:
        people = dict.fromkeys([*ours[one.row.issue_id], *theirs.get(one.row.issue_id, [])])
        drafts += [_draft(one, person, now) for person in people if by is None or person.pk != by.pk]
    post_many(drafts, now=now)


def _matters(one: Moved, now: datetime) -> bool:
    return any(end is not None and end >= now for end in (one.before, one.row.closes_at))


def _event(one: Moved, by: Any, now: datetime, reason: str) -> Any:
    changes = {"dispute window": [_words(one.before), _words(one.row.closes_at)]}
    return trail.build(KIND, of=one.row.issue, by=by, at=now, changes=changes, reason=reason)


def _words(end: datetime | None) -> str:
    return exact(end.astimezone(MARKET_ZONE)) if end is not None else ""


def _draft(one: Moved, person: Any, now: datetime) -> Draft:
    facts = {"due_at": one.row.closes_at, "was_due_at": one.before}
    told = {name: end.isoformat() for name, end in facts.items() if end is not None}
    return Draft(KIND, person, about=one.row, facts=told, dedupe=f"{KIND}:{one.row.ref}:{now.isoformat()}")
