"""Reading the mailbox: one worker at a time, each mail in a transaction of its own, put aside once it is stored."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import DataError, IntegrityError
from django.db.models import Q
from django.utils.crypto import get_random_string

from issues import mail_line
from issues.actions.mail_intake import take_in
from issues.mail_line import Address, Fetched, Line, Unreachable
from issues.models import Mailbox, MailPlace
from portal.outbox.retrying import printable

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
LEASE: Final = timedelta(minutes=5)
AT_ONCE: Final = 1_000


def read_mailbox(*, clock: Clock, limit: timedelta) -> int:
    """Take in what is new, until nothing is left or the time is over; returns how many mails were new.

    Nothing happens where no mailbox is set up, or where another worker reads it just now.
    """
    return _with_the_mailbox(clock, lambda mailbox, line: _read(mailbox, line, clock, limit))


def compare_mailbox(*, clock: Clock) -> int:
    """Count the mails in the folder that have no row though everything up to them was read; returns how many.

    The next reading begins before the first of them, so that a gap that can be closed is closed.
    """
    return _with_the_mailbox(clock, lambda mailbox, line: _compare(mailbox, line, clock()))


def _with_the_mailbox(clock: Clock, work: Callable[[Mailbox, Line], int]) -> int:
    try:
        address = mail_line.configured()
    except Unreachable as error:
        logger.error("%s", error)
        return 0
    mailbox = _claimed(address, clock()) if address is not None else None
    if mailbox is None:
        return 0
    problem = ""
    try:
        with mail_line.opened(address) as line:
            _follow_validity(mailbox, line)
            return work(mailbox, line)
    except Unreachable as error:
        problem = printable(str(error))[:300]
        logger.warning("The mailbox cannot be read: %s", problem)
        return 0
    finally:
        _let_go(mailbox, problem)


def _claimed(address: Address, now: datetime) -> Mailbox | None:
    """The mailbox under a lease of our own; None while another worker has it."""
    Mailbox.objects.get_or_create(name=address.name[:250])
    key = get_random_string(32)
    free = Mailbox.objects.filter(Q(lease_until=None) | Q(lease_until__lte=now), name=address.name[:250])
    if free.update(lease_until=now + LEASE, lease_key=key) != 1:
        return None
    return Mailbox.objects.get(lease_key=key)


def _let_go(mailbox: Mailbox, problem: str) -> None:
    ours = Mailbox.objects.filter(pk=mailbox.pk, lease_key=mailbox.lease_key)
    ours.update(lease_until=None, lease_key="", last_error=problem)


def _follow_validity(mailbox: Mailbox, line: Line) -> None:
    """The server numbered the folder anew: everything is read again, and known by what it is."""
    if mailbox.uid_validity != line.uid_validity:
        mailbox.apply(uid_validity=line.uid_validity, read_up_to=0)


def _read(mailbox: Mailbox, line: Line, clock: Clock, limit: timedelta) -> int:
    started, new = clock(), 0
    for uid in line.uids(after=mailbox.read_up_to)[:AT_ONCE]:
        now = clock()
        if now - started >= limit or not _renewed(mailbox, now):
            return new
        new += _take(mailbox, line, uid, now)
        mailbox.apply(read_up_to=uid)
    mailbox.apply(read_at=clock())
    return new


def _take(mailbox: Mailbox, line: Line, uid: int, now: datetime) -> int:
    """Store one mail, then put it aside. One that cannot be stored stays where it is and is seen as a gap."""
    fetched = line.fetch(uid)
    if fetched is None:
        return 0
    try:
        taken = take_in(mailbox=mailbox, uid_validity=line.uid_validity, now=now, **_facts(fetched))
    except (ValueError, TypeError, DataError, IntegrityError):
        logger.exception("The mail with UID %s cannot be stored.", uid)
        return 0
    line.put_aside(uid)
    return int(taken is not None)


def _facts(fetched: Fetched) -> dict[str, object]:
    return {
        "uid": fetched.uid,
        "raw": fetched.raw,
        "size": fetched.size,
        "received_at": fetched.received_at,
        "believed": settings.MAIL_AUTH_SERVERS,
    }


def _renewed(mailbox: Mailbox, now: datetime) -> bool:
    """Whether the lease is still ours; it then lasts on."""
    ours = Mailbox.objects.filter(pk=mailbox.pk, lease_key=mailbox.lease_key)
    return ours.update(lease_until=now + LEASE) == 1


def _compare(mailbox: Mailbox, line: Line, now: datetime) -> int:
    there = set(line.uids())
    rows = MailPlace.objects.filter(mailbox=mailbox, uid_validity=line.uid_validity)
    missing = there - set(rows.values_list("uid", flat=True))
    gap = {uid for uid in missing if uid <= mailbox.read_up_to}
    mailbox.apply(
        compared_at=now,
        messages_there=len(there),
        messages_stored=len(there) - len(missing),
        messages_new=len(missing) - len(gap),
        gap=len(gap),
        read_up_to=min(gap) - 1 if gap else mailbox.read_up_to,
    )
    return len(gap)
