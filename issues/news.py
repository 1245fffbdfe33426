"""What people are told of an issue: registered as a reaction to what happens to it.

The participant's side hears what the operator does, the desk what the participant does; nobody hears of oneself.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings

from issues import audiences
from issues.choices import Channel
from issues.models import Comment, Issue
from issues.reactions import What
from portal.outbox import posting
from portal.outbox.posting import Draft

# A mail is drawn from what its reader sees by the database's clock, which may go a little behind ours.
CLOCKS_DIFFER: Final = timedelta(seconds=1)


def react(what: What, issue: Issue, *, by: Any, now: datetime, **told: Any) -> None:
    tell = TELLERS.get(what)
    if tell is not None:
        posting.post_many(tell(issue, by, now, told), now=now)


def dedupe_of_answer(comment: Comment) -> str:
    """Under which name the news of an answer is kept, so that it can be taken back."""
    return f"issues.issue.answer:{comment.ref}"


def undo_time() -> timedelta:
    """How long an answer waits before it leaves."""
    return timedelta(seconds=settings.OUTBOX_UNDO_SECONDS)


def _opened(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    """The owner; and whoever it was taken down for. Imports tell nobody; who wrote a mail is told by a fixed text."""
    if issue.channel == Channel.IMPORT:
        return []
    # Nobody of the staff follows a new issue yet.
    people = [person for person in audiences.owner(issue) if by is None or person.pk != by.pk]
    drafts = _drafts("opened", issue, people, f"{issue.ref}", told)
    if by is not None and by.is_staff:
        whom = audiences.reached(told["watchers"], but=by) if "watchers" in told else audiences.followers(issue, but=by)
        drafts += _drafts("taken_down", issue, whom.users, f"{issue.ref}", told, whom.addresses)
    return drafts


def _answered(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    return _answer("waiting" if told.get("wait") else "answered", issue, by, told)


def _waiting(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    """The answer that asked for something was told already."""
    return [] if "comment" in told else _to_participant("waiting", issue, by, f"{issue.ref}:{now.isoformat()}", told)


def _resolved(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    return _answer("resolved", issue, by, told)


def _reopened(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    return _to_other_side("reopened", issue, by, now, told)


def _replied(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    return _to_desk("replied", issue, by, told["comment"].ref, told)


def _noted(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    """Only whom the note mentions."""
    note = told["note"]
    drafts = _drafts("mentioned", issue, told.get("mentioned", []), note.ref, {})
    return [replace(draft, facts={"note": note.ref}) for draft in drafts]


def _handed_over(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    if told.get("in_bulk"):
        return []
    people = [person for person in audiences.owner(issue) if by is None or person.pk != by.pk]
    return _drafts("handed_over", issue, people, f"{issue.ref}:{now.isoformat()}", told)


def _withdrawn(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    return _to_other_side("withdrawn", issue, by, now, told)


def _confirmed(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    return _to_desk("confirmed", issue, by, f"{issue.ref}:{now.isoformat()}", told)


def _closed(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    return _to_participant("closed", issue, by, f"{issue.ref}:{now.isoformat()}", told)


def _not_delivered(issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    return _to_desk("not_delivered", issue, None, told["comment"].ref, told)


def _to_other_side(verb: str, issue: Issue, by: Any, now: datetime, told: dict[str, Any]) -> list[Draft]:
    """What either side may do is told to both, but to the one who did it."""
    event = f"{issue.ref}:{now.isoformat()}"
    drafts = _to_participant(verb, issue, by, event, told)
    return drafts if by is not None and by.is_staff else drafts + _to_desk(verb, issue, by, event, told)


def _answer(verb: str, issue: Issue, by: Any, told: dict[str, Any]) -> list[Draft]:
    """It leaves after the seconds in which its writer may take it back, once its reader sees it for certain."""
    whom = audiences.followers(issue, but=by)
    dedupe = dedupe_of_answer(told["comment"])
    wait = undo_time() + CLOCKS_DIFFER if undo_time() else undo_time()
    return _drafts(verb, issue, whom.users, dedupe, told, whom.addresses, dedupe=dedupe, wait=wait)


def _to_participant(verb: str, issue: Issue, by: Any, event: str, told: dict[str, Any]) -> list[Draft]:
    whom = audiences.followers(issue, but=by)
    return _drafts(verb, issue, whom.users, event, told, whom.addresses)


def _to_desk(verb: str, issue: Issue, by: Any, event: str, told: dict[str, Any]) -> list[Draft]:
    return _drafts(verb, issue, audiences.desk(issue, but=by), event, told)


def _drafts(
    verb: str,
    issue: Issue,
    people: list[Any],
    event: str,
    told: dict[str, Any],
    addresses: Mapping[str, str] | None = None,
    *,
    dedupe: str = "",
    wait: timedelta = timedelta(0),
) -> list[Draft]:
    """One piece of news for each; what was said is named by its reference and drawn from the recipient's own view."""
    kind = f"issues.issue.{verb}"
    comment = told.get("comment")
    facts = {"comment": comment.ref} if comment is not None else {}
    shared = {"about": issue, "dedupe": dedupe or f"{kind}:{event}", "wait": wait}
    return [
        *(Draft(kind, person, facts=facts, **shared) for person in people),
        *(
            Draft(kind, address=address, facts=facts | {"follower": follower}, **shared)
            for address, follower in (addresses or {}).items()
        ),
    ]


Teller = Callable[[Issue, Any, datetime, dict[str, Any]], list[Draft]]
TELLERS: Final[dict[What, Teller]] = {
    What.OPENED: _opened,
    What.ANSWERED: _answered,
    What.WAITING: _waiting,
    What.RESOLVED: _resolved,
    What.REOPENED: _reopened,
    What.REPLIED: _replied,
    What.NOTED: _noted,
    What.HANDED_OVER: _handed_over,
    What.WITHDRAWN: _withdrawn,
    What.CONFIRMED: _confirmed,
    What.CLOSED: _closed,
    What.NOT_DELIVERED: _not_delivered,
}
