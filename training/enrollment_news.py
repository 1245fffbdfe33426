"""Who hears of what happens to enrollments; parts of actions, posted in their transaction.

The person hears: as a user, or at the contact's e-mail address where that person doesn't sign in. Then whoever entered
the person hears as well of what wants an answer, since only that one can give it in the portal; and of everything where
no address is known.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from accounts.choices import Role
from accounts.models import User
from portal.outbox import posting
from portal.outbox.posting import Draft
from training.models import Enrollment

# Who did it gets this all the same: it is the confirmation, with the link to join.
CONFIRMED: Final = frozenset({"seated"})
WANTS_AN_ANSWER: Final = frozenset({"offered", "lapsed", "declined"})


def tell(
    verb: str, rows: Sequence[Enrollment], *, by: Any, now: datetime, facts: dict[str, Any] | None = None,
    once: str = "",
) -> None:  # fmt: skip
    """News of one kind about each of these enrollments. `once` names the event; else it is this instant's.

    A reason that a company's user wrote stays out of mails to bare addresses: nobody confirmed those, and whoever
    enters people could write anything to anybody in the operator's name.
    """
    kind = f"training.enrollment.{verb}"
    unsaid = {"unsaid": True} if by is not None and not by.is_staff else {}
    drafts = [
        Draft(
            kind, person, row, address, dedupe=f"{kind}:{row.ref}:{once or now.isoformat()}",
            facts=(facts or {}) | (unsaid if person is None else {}),
        )
        for row in rows
        for person, address in hearers(verb, row)
        if verb in CONFIRMED or person is None or by is None or person.pk != by.pk
    ]  # fmt: skip
    posting.post_many(drafts, now=now)


def hearers(verb: str, row: Enrollment) -> Iterator[tuple[User | None, str]]:
    """A user, or a bare address, for each who hears; `row` carries its contact with the user and who entered it."""
    contact = row.contact
    if contact.user is not None:
        yield contact.user, ""
        return
    if contact.email:
        yield None, contact.email
    if verb in WANTS_AN_ANSWER or not contact.email:
        yield row.entered_by, ""


def tell_deciders(rows: Iterable[Enrollment], *, now: datetime) -> None:
    """Training coordinators are asked to decide; where there are none, supervisors."""
    people = coordinators()
    kind = "training.enrollment.requested"
    posting.post_many([Draft(kind, one, row, dedupe=f"{kind}:{row.ref}") for row in rows for one in people], now=now)


def coordinators() -> list[User]:
    active = User.objects.active().order_by("name", "id")
    return list(active.filter(role=Role.TRAINING_COORDINATOR)) or list(active.filter(role=Role.SUPERVISOR))
