"""When the two sides were last in touch, and what did not happen after all."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues.actions.conversation import answer_issue
from issues.actions.dispatching import take_back_answer
from issues.models import Dispatch
from issues.tests.factories import IssueFactory
from participants.actions.contacting import KEPT, note_contact
from participants.actions.interactions import change_interaction, log_interaction, strike_interaction
from participants.actions.letters import take_back_letter, write_letter
from participants.choices import ContactChannel
from participants.models import LastContact
from participants.tests.factories import ContactFactory
from portal.outbox.actions.undo import undo
from portal.outbox.models import OutboundMessage

pytestmark = pytest.mark.django_db


def last() -> tuple[str, datetime] | None:
    row = LastContact.objects.first()
    return (row.about, row.at) if row else None


def test_what_was_taken_back_quiets_nothing(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    own = lantern.participant
    given = {"participant": own, "by": manager}
    other = ContactFactory(participant=own, email="two@prairielantern.example")
    letter = write_letter(contacts=[lantern.contact], text="Hello.", now=now, **given)
    take_back_letter(letter=letter, by=manager, now=now)
    assert last() is None, "nobody was ever written to"

    long_ago = now - timedelta(days=60)
    call = log_interaction(summary="A call", happened_at=long_ago, contacts=[lantern.contact], now=now, **given)
    before = (call.ref, long_ago)
    letter = write_letter(contacts=[lantern.contact, other], text="Hello.", now=now, **given)
    copies = OutboundMessage.objects.filter(about_ref=letter.ref).order_by("id")
    undo(message=copies[0], by=manager, now=now)
    assert last() == (letter.ref, now), "one of two copies still leaves"
    undo(message=copies[1], by=manager, now=now)
    assert last() == before

    issue = IssueFactory(participant=own, owner=manager)
    first = now + timedelta(seconds=1)
    answer_issue(issue=issue, by=manager, now=first, text="It is on its way.")
    letter = write_letter(contacts=[other], text="Again.", now=now + timedelta(seconds=2), **given)
    take_back_answer(issue=issue, answer=Dispatch.objects.get(), by=manager, now=first)
    assert last() == (letter.ref, letter.written_at), "what came after it stays"
    take_back_letter(letter=letter, by=manager, now=letter.written_at)
    assert last() == before

    change_interaction(interaction=call, by=manager, now=now, happened_at=long_ago - timedelta(days=1))
    assert last() == (call.ref, long_ago - timedelta(days=1))
    strike_interaction(interaction=call, by=manager, now=now, reason="The wrong company")
    assert last() is None


def test_only_a_few_earlier_contacts_are_kept(lantern: SimpleNamespace, manager: User, now: datetime) -> None:
    for minute in range(KEPT + 5):
        at = now + timedelta(minutes=minute)
        note_contact(participant_id=lantern.participant.pk, channel=ContactChannel.CALL, by=manager, at=at)
    assert len(LastContact.objects.get().before) == KEPT
