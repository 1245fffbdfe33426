"""Mails leave once; whoever may not read them any more gets none; failures wait, end, and are seen."""

from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.actions.memberships import end_membership
from participants.models import Membership
from portal.outbox import delivery, posting
from portal.outbox.choices import MessageState
from portal.outbox.models import DeliverySettings, OutboundMessage
from portal.outbox.posting import Draft

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def deliver(at: datetime) -> int:
    return delivery.deliver_due(clock=lambda: at, limit=timedelta(seconds=50))


def state() -> str:
    return OutboundMessage.objects.get().state


# -- who may read it --------------------------------------------------------------------------------


def test_nothing_reaches_who_no_longer_acts_for_the_company(
    outsider: User, mesa: SimpleNamespace, supervisor: User, now: datetime, mailbox: list
) -> None:
    """The outsider first: between the news and the mail the membership ended."""
    posting.post("t.news", to=[outsider], about=mesa.contact, dedupe="e1", now=now)
    end_membership(membership=Membership.objects.get(user=outsider), by=supervisor, now=now)
    assert deliver(now) == 0
    message = OutboundMessage.objects.get()
    assert (message.state, mailbox) == (MessageState.DROPPED, [])
    assert "may not act" in message.last_error


def test_a_participants_mail_is_drawn_inside_the_wall(
    outsider: User, mesa: SimpleNamespace, lantern: SimpleNamespace, now: datetime, mailbox: list
) -> None:
    """A foreign row is not there, whoever posted it; the own one is told."""
    for rows, key in ((lantern, "foreign"), (mesa, "own")):
        draft = Draft("t.news", outsider, rows.contact, dedupe=key, participant_id=mesa.participant.pk)
        posting.post_many([draft], now=now)
    assert deliver(now) == 1
    (mail,) = mailbox
    assert "mesa contact" in mail.body
    assert "lantern" not in mail.message().as_string()
    assert OutboundMessage.objects.get(dedupe_key__startswith="foreign").state == MessageState.DROPPED


def test_an_agent_gets_each_company_in_its_own_mail(
    agent: User, mesa: SimpleNamespace, lantern: SimpleNamespace, now: datetime, mailbox: list
) -> None:
    for rows in (lantern, mesa):
        posting.post("t.news", to=[agent], about=rows.contact, dedupe=rows.contact.ref, now=now)
    assert deliver(now) == 2
    bodies = sorted(mail.body for mail in mailbox)
    assert [("lantern" in body, "mesa" in body) for body in bodies] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )


def test_staff_who_may_not_see_the_row_any_more_are_told_nothing(
    colleague: User, restricted: SimpleNamespace, now: datetime, mailbox: list
) -> None:
    posting.post("t.news", to=[colleague], about=restricted.contact, dedupe="e1", now=now)
    deliver(now)
    assert (state(), mailbox) == (MessageState.DROPPED, [])


def test_a_deactivated_person_gets_nothing(manager: User, now: datetime, mailbox: list) -> None:
    posting.post("t.alarm", to=[manager], about=None, dedupe="e1", now=now)
    User.objects.filter(pk=manager.pk).update(is_active=False)
    deliver(now)
    assert (state(), mailbox) == (MessageState.DROPPED, [])


def test_a_row_of_a_type_nobody_registered_is_not_told(manager: User, now: datetime, mailbox: list) -> None:
    draft = Draft("t.news", manager, dedupe="e1", about_type="nobody.knows", about_ref="XX-1")
    posting.post_many([draft], now=now)
    deliver(now)
    assert (state(), mailbox) == (MessageState.DROPPED, [])


# -- what it says -----------------------------------------------------------------------------------


def test_a_mail_has_its_headers(manager: User, lantern: Any, now: datetime, mailbox: list, settings: Any) -> None:
    settings.SITE_URL = "https://portal.example"
    posting.post("t.news", to=[manager], about=lantern.contact, dedupe="e1", now=now)
    posting.post("t.alarm", to=[manager], about=lantern.contact, dedupe="e2", now=now)
    deliver(now)
    news, alarm = sorted(mailbox, key=lambda mail: mail.subject, reverse=True)
    ref = lantern.contact.ref
    headers = news.message()
    assert news.subject == f"News · {ref}"
    assert headers["Message-ID"] == OutboundMessage.objects.get(kind="t.news").message_id
    assert headers["References"] == headers["In-Reply-To"] == alarm.message()["References"]
    assert headers["References"].endswith("@portal.example>")
    assert headers["List-Unsubscribe"].startswith("<https://portal.example/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert alarm.message()["List-Unsubscribe"] is None
    assert headers["Auto-Submitted"] == "auto-generated"
    assert "https://portal.example/" in news.body
    assert news.alternatives[0][1] == "text/html"


def test_a_letter_is_drawn_for_its_writer_and_answered_to_them(
    manager: User, lantern: Any, now: datetime, mailbox: list
) -> None:
    posting.post_letter(
        kind="t.letter", address="x@lantern.example", about=lantern.contact, written_by=manager, dedupe="l1", now=now
    )
    assert deliver(now + timedelta(seconds=9)) == 0
    assert deliver(now + timedelta(seconds=10)) == 1
    (mail,) = mailbox
    assert (mail.reply_to, mail.to) == (["manager@iso.example"], ["x@lantern.example"])
    assert "Auto-Submitted" not in mail.message()
    assert "lantern contact" in mail.body


def test_text_is_not_escaped_and_html_is(manager: User, lantern: Any, now: datetime, mailbox: list) -> None:
    lantern.contact.apply(name="Fish & <b>Chips</b>")
    posting.post("t.news", to=[manager], about=lantern.contact, dedupe="e1", now=now)
    deliver(now)
    assert "Fish & <b>Chips</b>" in mailbox[0].body
    assert "Fish &amp; &lt;b&gt;Chips" in mailbox[0].alternatives[0][0]


def test_a_stand_in_is_told_for_whom(manager: User, colleague: User, now: datetime, mailbox: list) -> None:
    posting.post("t.news", to=[colleague], about=None, dedupe="e1", now=now)
    OutboundMessage.objects.update(on_behalf_of=manager)
    deliver(now)
    assert "stand in for Dana Manager" in mailbox[0].body


# -- when it leaves ---------------------------------------------------------------------------------


def test_quiet_hours_chosen_meanwhile_hold_a_waiting_mail(manager: User, now: datetime, mailbox: list) -> None:
    posting.post("t.news", to=[manager], about=None, dedupe="e1", now=now)
    DeliverySettings.objects.create(user=manager, quiet_from=time(9), quiet_until=time(12))
    assert deliver(now) == 0
    message = OutboundMessage.objects.get()
    noon = datetime(2026, 11, 18, 18, tzinfo=UTC)
    assert (message.state, message.due_at, message.attempts) == (MessageState.QUEUED, noon, 0)
    assert deliver(noon) == 1
    assert OutboundMessage.objects.get().hold_reason == ""


def test_critical_mails_leave_before_the_rest(manager: User, now: datetime, mailbox: list, settings: Any) -> None:
    settings.OUTBOX_BATCH = 2
    drafts = [Draft("t.news", manager, dedupe=f"e{one}") for one in range(4)]
    posting.post_many(drafts, now=now - MINUTE)
    posting.post("t.alarm", to=[manager], about=None, dedupe="a", now=now)
    assert deliver(now) == 5
    assert [mail.subject for mail in mailbox].index("Alarm") == 0


def test_the_number_of_statements_grows_by_one_a_mail(
    manager: User, lantern: Any, now: datetime, mailbox: list
) -> None:
    def statements(number: int) -> int:
        drafts = [Draft("t.news", manager, lantern.contact, dedupe=f"{number}:{one}") for one in range(number)]
        posting.post_many(drafts, now=now)
        with CaptureQueriesContext(connection) as captured:
            assert deliver(now) == number
        return len(captured)

    assert statements(30) - statements(10) == 20
