"""Who hears of an issue: on the participant's side who follows it, at the desk its owner and the colleagues who do.

Stand-ins of absent colleagues hear by themselves: the outbox leads their mail there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.choices import Role
from accounts.models import User
from issues.choices import Side
from issues.models import Issue, Watcher


@dataclass(frozen=True, slots=True)
class Followers:
    """People who sign in, and the addresses of contacts who never do, each with the reference of its follower."""

    users: list[User] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)


def followers(issue: Issue, *, but: User | None = None) -> Followers:
    """Who follows on the participant's side, without the one who did it; one statement."""
    rows = Watcher.objects.watching().filter(issue=issue, side=Side.PARTICIPANT)
    return reached(rows.select_related("user", "contact__user"), but=but)


def reached(watchers: Iterable[Watcher], *, but: User | None = None) -> Followers:
    """Whom news for these followers on the participant's side reaches."""
    users: dict[int, User] = {}
    addresses: dict[str, tuple[str, str]] = {}
    for watcher in watchers:
        person = watcher.user or watcher.contact.user
        if person is not None:
            users[person.pk] = person
        elif watcher.contact.active and watcher.contact.email:
            addresses[watcher.contact.email.lower()] = watcher.contact.email, watcher.ref
    if but is not None:
        users.pop(but.pk, None)
    return Followers([person for person in users.values() if person.is_active], dict(addresses.values()))


def desk(issue: Issue, *, but: User | None = None) -> list[User]:
    """Its owner and the colleagues who follow it; where nobody owns it, the supervisors: nothing falls silent."""
    watchers = User.objects.active().filter(
        watching__issue=issue, watching__side=Side.OPERATOR, watching__left_at=None, is_staff=True
    )
    people = {person.pk: person for person in (*owner(issue), *watchers)}
    if but is not None:
        people.pop(but.pk, None)
    return list(people.values())


def owner(issue: Issue) -> list[User]:
    """Who owns it; without one, or once that account is closed, the supervisors."""
    if issue.owner is not None and issue.owner.is_active:
        return [issue.owner]
    return list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))
