"""Between the news and the mail the world goes on: addresses, choices and deadlines are read when the mail leaves."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import Absence, User
from participants.actions.follow_up_steps import finish_follow_up, postpone_follow_up, wait_follow_up
from participants.actions.follow_ups import add_follow_up
from participants.models import FollowUp
from participants.tests.actions.following_up import load_deadlines
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.lifecycle.refusals import Refused
from portal.outbox import delivery, digests, posting
from portal.outbox.actions.preferences import stop_mail
from portal.outbox.actions.retries import retry_all, retry_message
from portal.outbox.choices import MessageState
from portal.outbox.models import AddressTrouble, DeliverySettings, OutboundMessage

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=3)
TODAY = date(2026, 11, 18)


@pytest.fixture
def quiet(manager: User) -> DeliverySettings:
    """From nine to eleven in the morning; `now` is ten."""
    return DeliverySettings.objects.create(user=manager, quiet_from=time(9), quiet_until=time(11))


def deliver(at: datetime) -> int:
    return delivery.deliver_due(clock=lambda: at, limit=timedelta(seconds=50))


# -- the reader's address ---------------------------------------------------------------------------


def test_news_follows_its_reader_to_a_new_address(manager: User, quiet: Any, now: datetime, mailbox: list) -> None:
    """The former mailbox may be somebody else's by now."""
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    User.objects.filter(pk=manager.pk).update(email="married@iso.example")
    assert deliver(now + LATER) == 1
    assert mailbox[0].to == ["married@iso.example"]
    assert OutboundMessage.objects.get().address == "married@iso.example"


def test_what_the_old_address_lost_is_retried_at_the_new_one(
    manager: User, supervisor: User, now: datetime, mailbox: list
) -> None:
    AddressTrouble.objects.create(address=manager.email, kind="bounced", since=now)
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    posting.post("t.news", to=[manager], about=None, dedupe="e2", now=now)
    one = OutboundMessage.objects.first()
    with pytest.raises(Refused, match="does not arrive"):
        retry_message(message=one, by=supervisor, now=now)
    User.objects.filter(pk=manager.pk).update(email="married@iso.example")
    retry_message(message=one, by=supervisor, now=now)
    assert retry_all(by=supervisor, now=now) == 1
    assert deliver(now) == 2
    assert [mail.to for mail in mailbox] == [["married@iso.example"]] * 2


# -- the reader's choice ----------------------------------------------------------------------------


def test_mail_that_waits_when_its_kind_is_stopped_does_not_leave(
    manager: User, quiet: Any, now: datetime, mailbox: list
) -> None:
    for kind in ("t.news", "t.daily"):
        posting.post(kind, to=[manager], about=None, dedupe=kind, now=now)
        stop_mail(user=manager, kind=kind, by=manager, now=now)
    tomorrow = now + timedelta(days=1) + LATER
    assert digests.gather(now=tomorrow) == 1
    assert deliver(tomorrow) == 0
    assert mailbox == []
    assert set(OutboundMessage.objects.values_list("state", flat=True)) == {"dropped", "digested"}


def test_a_stand_in_gets_no_more_of_what_the_absent_colleague_stopped(
    manager: User, colleague: User, now: datetime, mailbox: list
) -> None:
    Absence.objects.create(person=manager, stand_in=colleague, starts_on=TODAY, ends_on=TODAY)
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    stop_mail(user=manager, kind="t.news", by=manager, now=now)
    assert (deliver(now), mailbox) == (0, [])


# -- a stand-in who may not have it -----------------------------------------------------------------


def test_what_the_stand_in_may_not_see_reaches_the_absent_person(
    supervisor: User, colleague: User, restricted: SimpleNamespace, now: datetime, mailbox: list
) -> None:
    Absence.objects.create(person=supervisor, stand_in=colleague, starts_on=TODAY, ends_on=TODAY)
    posting.post("t.alarm", to=[supervisor], about=restricted.contact, dedupe="e1", now=now)
    assert deliver(now) == 1
    (mail,) = mailbox
    assert mail.to == [supervisor.email]
    assert "stand in" not in mail.body
    message = OutboundMessage.objects.get()
    assert (message.state, message.recipient, message.on_behalf_of) == (MessageState.SENT, supervisor, None)


def test_a_stand_in_who_left_is_no_end_of_the_news(
    manager: User, colleague: User, now: datetime, mailbox: list
) -> None:
    Absence.objects.create(person=manager, stand_in=colleague, starts_on=TODAY, ends_on=TODAY)
    posting.post("t.alarm", to=[manager], about=None, dedupe="e1", now=now)
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    assert deliver(now) == 1
    assert [mail.to for mail in mailbox] == [[manager.email]]


# -- the deadline it tells of -----------------------------------------------------------------------


@pytest.fixture
def promised(lantern: SimpleNamespace, supervisor: User, manager: User, quiet: Any, now: datetime) -> FollowUp:
    load_deadlines(now)
    return add_follow_up(participant=lantern.participant, by=supervisor, now=now, title="Call them", in_days=2)


def test_a_mail_that_waited_tells_the_day_of_today(
    promised: FollowUp, supervisor: User, now: datetime, mailbox: list
) -> None:
    postpone_follow_up(follow_up=promised, by=supervisor, now=now, reason="Later", due_on=date(2026, 12, 9))
    assert deliver(now + LATER) == 1
    assert "December 9" in mailbox[0].body
    assert "November 20" not in mailbox[0].body


@pytest.mark.parametrize("digest", [False, True])
@pytest.mark.parametrize(
    "end",
    [
        lambda row, **who: finish_follow_up(follow_up=row, **who),
        lambda row, **who: wait_follow_up(follow_up=row, waiting_for="their answer", **who),
    ],
)
def test_nobody_is_reminded_of_what_was_done_while_the_mail_waited(
    promised: FollowUp, manager: User, now: datetime, mailbox: list, end: Any, digest: bool
) -> None:
    OutboundMessage.objects.all().delete()
    late = now + timedelta(days=6)  # a Tuesday at ten, in quiet hours again
    assert sweep_deadlines(now=late)
    if digest:
        OutboundMessage.objects.update(state=MessageState.DIGEST)
    end(promised, by=manager, now=late)
    if digest:
        assert digests.gather(now=late + LATER) == 2
    assert (deliver(late + LATER), mailbox) == (0, [])
    reason = "Nothing is left to tell." if digest else "Its deadline is over, or rests, by now."
    dropped = OutboundMessage.objects.filter(state=MessageState.DROPPED)
    assert list(dropped.values_list("last_error", flat=True)) == [reason] * 2
