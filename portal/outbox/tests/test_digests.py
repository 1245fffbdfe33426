"""A digest tells once what its reader may still see, grouped by record."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from participants.actions.memberships import end_membership
from participants.models import Membership
from portal.outbox import delivery, digests, posting
from portal.outbox.choices import MailChoice, MessageState
from portal.outbox.models import OutboundMessage, Preference

pytestmark = pytest.mark.django_db
TOMORROW = datetime(2026, 11, 19, 14, tzinfo=UTC)  # eight in the morning, Central time


def deliver(at: datetime) -> int:
    return delivery.deliver_due(clock=lambda: at, limit=timedelta(seconds=50))


def tell(person: User, about: Any, now: datetime, *keys: str, kind: str = "t.daily") -> None:
    for key in keys:
        posting.post(kind, to=[person], about=about, dedupe=key, now=now)


def test_who_left_the_company_reads_nothing_of_it_in_a_digest(
    agent: User, lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, now: datetime, mailbox: list
) -> None:
    """The outsider first: of two companies the agent may still act for one when the digest leaves."""
    for rows in (lantern, mesa):
        tell(agent, rows.contact, now, rows.contact.ref)
    membership = Membership.objects.get(user=agent, participant=lantern.participant)
    end_membership(membership=membership, by=supervisor, now=now)
    digests.gather(now=TOMORROW)
    deliver(TOMORROW)
    (mail,) = mailbox
    assert mesa.contact.ref in mail.body
    assert lantern.contact.ref not in mail.message().as_string()


def test_a_digest_groups_by_record_and_holds_no_names(
    manager: User, lantern: Any, now: datetime, mailbox: list
) -> None:
    Preference.objects.create(user=manager, kind="t.news", mail=MailChoice.DAILY)
    tell(manager, lantern.contact, now, "a", "b")
    tell(manager, lantern.contact, now, "c", kind="t.news")
    assert deliver(now + timedelta(hours=1)) == 0
    assert digests.gather(now=TOMORROW - timedelta(seconds=1)) == 0
    assert digests.gather(now=TOMORROW) == 1
    assert digests.gather(now=TOMORROW) == 0
    assert deliver(TOMORROW) == 1
    (mail,) = mailbox
    assert mail.subject == "Your digest"
    assert mail.body.count(lantern.contact.ref) == 1
    assert "- Daily (2 times)" in mail.body
    assert "- News\n" in mail.body
    assert "lantern contact" not in mail.message().as_string()
    digest = OutboundMessage.objects.get(kind="outbox.digest")
    assert set(digest.digested.values_list("state", flat=True)) == {MessageState.DIGESTED}


def test_with_nothing_left_to_tell_there_is_no_mail(
    outsider: User, mesa: SimpleNamespace, supervisor: User, now: datetime, mailbox: list
) -> None:
    tell(outsider, mesa.contact, now, "a")
    end_membership(membership=Membership.objects.get(user=outsider), by=supervisor, now=now)
    digests.gather(now=TOMORROW)
    deliver(TOMORROW)
    assert mailbox == []
    assert OutboundMessage.objects.get(kind="outbox.digest").state == MessageState.DROPPED


def test_each_person_gets_their_own(manager: User, colleague: User, lantern: Any, now: datetime, mailbox: list) -> None:
    for person in (manager, colleague):
        tell(person, lantern.contact, now, "a")
    assert digests.gather(now=TOMORROW) == 2
    assert deliver(TOMORROW) == 2
    assert sorted(mail.to[0] for mail in mailbox) == sorted([manager.email, colleague.email])


def test_one_that_cannot_be_made_is_put_aside_and_keeps_nobody_waiting(
    manager: User, colleague: User, senior: User, now: datetime, mailbox: list, monkeypatch: Any
) -> None:
    for person in (manager, colleague, senior):
        tell(person, None, now, "a", "b")
    address = colleague.email
    User.objects.filter(pk=colleague.pk).update(email="")  # no mail goes to nobody: the table refuses the whole batch
    assert digests.gather(now=TOMORROW) == 2
    assert deliver(TOMORROW) == 2
    assert sorted(mail.to[0] for mail in mailbox) == sorted([manager.email, senior.email])
    waiting = OutboundMessage.objects.filter(state=MessageState.DIGEST)
    assert set(waiting.values_list("recipient", "due_at")) == {(colleague.pk, TOMORROW + timedelta(hours=1))}
    assert "message_addressed" in waiting[0].last_error
    assert digests.gather(now=TOMORROW + timedelta(minutes=59)) == 0
    # A batch of nothing but broken ones ends no sweep before the others had their turn.
    monkeypatch.setattr(digests, "PEOPLE_AT_ONCE", 1)
    first, second = sorted((colleague, senior), key=lambda person: person.pk)
    User.objects.filter(pk=first.pk).update(email="")
    User.objects.filter(pk=second.pk).update(email=address if second == colleague else senior.email)
    tell(senior, None, now, "c")
    assert digests.gather(now=TOMORROW + timedelta(hours=1)) == 1
    assert set(waiting.values_list("recipient", flat=True)) == {first.pk}


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_make_one_digest(manager: User, now: datetime) -> None:
    tell(manager, None, now, *map(str, range(50)))
    together, made = Barrier(2), []

    def sweep() -> None:
        together.wait()
        made.append(digests.gather(now=TOMORROW))
        connection.close()

    threads = [Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    digest = OutboundMessage.objects.get(kind="outbox.digest")
    assert digest.digested.count() == 50
