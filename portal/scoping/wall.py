"""The wall: participants' requests run as a database role that sees one participant's rows only.

The application's own role owns the tables and is not limited by their policies. `inside(...)` changes
to the role `portal_participant` for the length of one transaction and tells the policies, by settings
local to that transaction, for whom it runs. A forgotten `visible_to` then returns no foreign row.
It guards against forgotten filters, not against injected SQL: whoever can run SQL can also reset a role.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from psycopg2.extensions import TRANSACTION_STATUS_INTRANS

logger = logging.getLogger(__name__)

ROLE = "portal_participant"


@dataclass(frozen=True, slots=True)
class ActingFor:
    """For whom a participant's user acts: one participant, whole or narrowed to registrations and to areas.

    `sees_company`: also what colleagues raised, not only what the person did. `areas`: None for every area.
    `applying`: a company that is not in the market yet; what is meant for members is closed to it.
    """

    user_id: int
    participant_id: int | None = None
    membership_ref: str = ""
    kind: str = ""
    registration_ids: frozenset[int] | None = None
    applying: bool = False
    sees_company: bool = False
    areas: frozenset[str] | None = None

    @property
    def narrowed(self) -> bool:
        return self.registration_ids is not None

    def covers(self, area: str) -> bool:
        """Whether the membership reaches an area of the company's business."""
        return self.areas is None or area in self.areas

    def settings(self) -> dict[str, str]:
        """The transaction's settings that the policies read."""
        ids = "" if self.registration_ids is None else ",".join(map(str, sorted(self.registration_ids))) or "0"
        return {
            "portal.user": str(self.user_id or ""),
            "portal.participant": str(self.participant_id or ""),
            "portal.registrations": ids,
            "portal.areas": "" if self.areas is None else ",".join(sorted(self.areas)) or "none",
            "portal.sight": "company" if self.sees_company else "",
            "portal.quality": self.kind,
        }


NOBODY = ActingFor(user_id=0)

_current: ContextVar[ActingFor | None] = ContextVar("acting_for", default=None)


def current() -> ActingFor | None:
    """For whom the wall stands right now; None outside it."""
    return _current.get()


def _become(acting_for: ActingFor | None) -> None:
    """Put on (or, with None, take off) the participants' role in the running transaction."""
    values = (acting_for or NOBODY).settings()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('portal.user', %s, true),"
            " set_config('portal.participant', %s, true), set_config('portal.registrations', %s, true),"
            " set_config('portal.areas', %s, true), set_config('portal.sight', %s, true),"
            " set_config('portal.quality', %s, true)",
            [ROLE if acting_for else "none", *values.values()],
        )


@contextmanager
def inside(acting_for: ActingFor) -> Iterator[None]:
    """Run the block in one transaction inside the wall; an exception rolls all of it back."""
    # With its own transaction the settings end by themselves: putting them back would be one statement more.
    ends_with_it = not connection.in_atomic_block
    with transaction.atomic(), _wearing(acting_for, put_back=not ends_with_it):
        yield


@contextmanager
def as_operator(reason: str) -> Iterator[None]:
    """Inside the wall, do the operator's side of an action as the operator.

    For rows that the participant may cause but not read (routing, notices to staff, access checks).
    Every use is listed in a test; nothing read here may reach the response. Outside the wall: no effect.
    """
    if current() is None:
        yield
        return
    logger.debug("operator's side: %s", reason)
    with _wearing(None):
        yield


@contextmanager
def _wearing(acting_for: ActingFor | None, *, put_back: bool = True) -> Iterator[None]:
    """Change the role for the block and restore the former one at its normal end.

    After an exception the transaction or savepoint rolls the settings back itself, unless the caller
    catches it outside of one; so the former role is put back there too when the transaction still works.
    """
    former = _current.get()
    _become(acting_for)
    token = _current.set(acting_for)
    try:
        yield
    finally:
        _current.reset(token)
        if put_back and not connection.needs_rollback and connection.in_atomic_block and _usable():
            _become(former)


def _usable() -> bool:
    """Whether the running transaction still takes statements (an SQL error spoils it)."""
    raw = connection.connection
    return raw is not None and not raw.closed and raw.get_transaction_status() == TRANSACTION_STATUS_INTRANS
