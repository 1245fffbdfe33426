"""A letter can be taken back by its writer until a worker has it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox import claiming, delivery, posting
from portal.outbox.actions.undo import undo
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(manager: User, lantern: Any, now: datetime) -> OutboundMessage:
    return posting.post_letter(
        kind="t.letter", address="x@lantern.example", about=lantern.contact, written_by=manager, dedupe="l1", now=now
    )


@pytest.mark.parametrize("who", ["outsider", "member", "colleague", "supervisor"])
def test_nobody_else_takes_it_back(who: str, request: pytest.FixtureRequest, letter: Any, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        undo(message=letter, by=request.getfixturevalue(who), now=now)
    letter.refresh_from_db()
    assert letter.state == MessageState.QUEUED
    assert not AuditEvent.objects.filter(verb="outbox.message.undone").exists()


def test_what_was_taken_back_does_not_leave(letter: Any, manager: User, now: datetime, mailbox: list) -> None:
    undo(message=letter, by=manager, now=now)
    delivery.deliver_due(clock=lambda: now + timedelta(minutes=1), limit=timedelta(seconds=50))
    letter.refresh_from_db()
    assert (letter.state, mailbox) == (MessageState.UNDONE, [])
    assert AuditEvent.objects.get(verb="outbox.message.undone").by == manager
    with pytest.raises(Refused, match="taken back already"):
        undo(message=letter, by=manager, now=now)


def test_once_a_worker_has_it_it_is_too_late(letter: Any, manager: User, now: datetime) -> None:
    claiming.claim(now + timedelta(seconds=10))
    with pytest.raises(Refused, match="on its way"):
        undo(message=letter, by=manager, now=now)
    assert OutboundMessage.objects.get().state == MessageState.SENDING
