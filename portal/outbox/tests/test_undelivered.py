"""What could not be delivered: seen by supervisors and auditors, sent again by supervisors, never with its text."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.actions import retries
from portal.outbox.actions.clear_trouble import clear_trouble
from portal.outbox.actions.retries import EMPTIED, NOT_FAILED, TROUBLED, retry_all, retry_message
from portal.outbox.choices import IN_TROUBLE, MessageState, TroubleKind
from portal.outbox.models import AddressTrouble, OutboundMessage
from portal.outbox.tests.mails import mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known")]

PAGE = "/operations/undelivered/"
FAILED = {"state": MessageState.FAILED, "attempts": 8, "last_error": "The mail server answered 552 mailbox is full"}


def trouble(address: str, now: Any, **given: Any) -> AddressTrouble:
    return AddressTrouble.objects.create(address=address, kind=TroubleKind.BOUNCED, since=now, **given)


def test_an_outsider_learns_of_no_message(signed_in: Any, outsider: Any) -> None:
    row = mail(**FAILED)
    client = signed_in(outsider)
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}{row.ref}/retry/").status_code == 404
    assert client.post(f"{PAGE}retry/").status_code == 404
    assert OutboundMessage.objects.get().state == MessageState.FAILED


def test_an_account_manager_is_refused_with_the_reason(signed_in: Any, manager: Any) -> None:
    answer = signed_in(manager).get(PAGE)
    assert answer.status_code == 403
    assert "supervisors and auditors" in answer.content.decode()


def test_an_auditor_looks_and_may_not_touch(signed_in: Any, auditor: Any, now: Any) -> None:
    row = mail(**FAILED)
    bad = trouble("x@company.example", now)
    client = signed_in(auditor)
    text = client.get(PAGE).content.decode()
    assert "mailbox is full" in text
    assert "someone@company.example" in text
    assert "Only supervisors send" in text
    assert f"/{row.ref}/retry/" not in text
    for path in (f"{PAGE}{row.ref}/retry/", f"{PAGE}retry/", f"/operations/addresses/{bad.ref}/clear/"):
        assert client.post(path).status_code == 403
    assert OutboundMessage.objects.get().state == MessageState.FAILED


def test_only_what_did_not_arrive_is_listed(signed_in: Any, supervisor: Any) -> None:
    failed = mail(**FAILED)
    untried = mail(state=MessageState.DROPPED, last_error=IN_TROUBLE)
    mail(state=MessageState.DROPPED, last_error="There is no account with this address.")
    for state in (MessageState.QUEUED, MessageState.SENT, MessageState.DIGEST, MessageState.UNDONE):
        mail(state=state)
    assert signed_in(supervisor).get(PAGE).context["page"].rows == [untried, failed]


def test_an_account_mail_says_no_more_than_that(signed_in: Any, supervisor: Any) -> None:
    mail(kind="test.letter", sealed="secret-cipher-text", **FAILED)
    with CaptureQueriesContext(connection) as captured:
        text = signed_in(supervisor).get(PAGE).content.decode()
    assert "Account mail" in text
    assert "Account mail of a test" not in text
    assert "secret-cipher-text" not in text
    assert not [query for query in captured.captured_queries if '"sealed"' in query["sql"]]


def test_a_message_is_put_back_into_the_queue_once(signed_in: Any, supervisor: Any, now: Any) -> None:
    row = mail(**FAILED, repeats=1, hold_reason="quiet hours")
    client = signed_in(supervisor)
    assert client.post(f"{PAGE}{row.ref}/retry/").url == PAGE
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error, row.hold_reason, row.repeats) == ("queued", 0, "", "", 1)
    event = AuditEvent.objects.get(verb="outbox.message.retried")
    assert event.object_ref == row.ref
    assert event.changes["last_error"][0] == FAILED["last_error"]
    assert NOT_FAILED in client.post(f"{PAGE}{row.ref}/retry/", follow=True).content.decode()
    assert AuditEvent.objects.filter(verb="outbox.message.retried").count() == 1


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"state": MessageState.QUEUED}, NOT_FAILED),
        ({"state": MessageState.SENT}, NOT_FAILED),
        ({"state": MessageState.UNDONE}, NOT_FAILED),
        ({"state": MessageState.DROPPED, "last_error": "There is no account with this address."}, NOT_FAILED),
        (FAILED | {"kind": "test.letter"}, EMPTIED),
        (FAILED | {"address": "Gone@company.example"}, TROUBLED),
    ],
)
def test_what_cannot_be_sent_again_is_refused_in_words(supervisor: Any, now: Any, given: dict, reason: str) -> None:
    trouble("gone@company.example", now)
    row = mail(**given)
    with pytest.raises(Refused) as refused:
        retry_message(message=row, by=supervisor, now=now)
    assert refused.value.reason == reason
    assert OutboundMessage.objects.get().state == row.state
    assert retry_all(by=supervisor, now=now) == 0


def test_nobody_else_retries_or_clears(auditor: Any, manager: Any, now: Any) -> None:
    row, bad = mail(**FAILED), trouble("gone@company.example", now)
    for person in (auditor, manager):
        for attempt in (
            lambda by: retry_message(message=row, by=by, now=now),
            lambda by: retry_all(by=by, now=now),
            lambda by: clear_trouble(trouble=bad, by=by, now=now),
        ):
            with pytest.raises(NotPermitted):
                attempt(person)


def test_all_that_may_leave_leave_together(signed_in: Any, supervisor: Any, now: Any) -> None:
    trouble("gone@company.example", now)
    ready = [mail(**FAILED), mail(state=MessageState.DROPPED, last_error=IN_TROUBLE)]
    left = [mail(**FAILED, kind="test.letter"), mail(**FAILED, address="gone@company.example")]
    assert "2 messages wait" in signed_in(supervisor).post(f"{PAGE}retry/", follow=True).content.decode()
    assert {row.ref for row in OutboundMessage.objects.filter(state="queued")} == {row.ref for row in ready}
    assert {row.ref for row in OutboundMessage.objects.undelivered()} == {row.ref for row in left}
    assert AuditEvent.objects.filter(verb="outbox.message.retried").count() == 2


def test_those_that_cannot_leave_keep_no_other_from_leaving(
    supervisor: Any, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "AT_ONCE", 1)
    trouble("gone@company.example", now)
    mail(**FAILED, address="gone@company.example")
    ready = mail(**FAILED)
    assert retry_all(by=supervisor, now=now) == 1
    assert OutboundMessage.objects.get(state="queued").ref == ready.ref


def test_a_cleared_address_gets_mail_again(signed_in: Any, supervisor: Any, now: Any) -> None:
    bad = trouble("gone@company.example", now, detail="550 no such user")
    mail(**FAILED, address="gone@company.example")
    client = signed_in(supervisor)
    assert "550 no such user" in client.get(PAGE).content.decode()
    for _ in range(2):
        assert client.post(f"/operations/addresses/{bad.ref}/clear/").url == PAGE
    bad.refresh_from_db()
    assert bad.cleared_by == supervisor
    assert AuditEvent.objects.filter(verb="outbox.address.cleared").count() == 1
    assert retry_all(by=supervisor, now=now) == 1


def test_the_list_costs_the_same_for_2_rows_and_for_20(signed_in: Any, supervisor: Any, lantern: Any, now: Any) -> None:
    client = signed_in(supervisor)

    def statements(rows: int) -> int:
        for number in range(rows):
            mail(about_type="participants.participant", about_ref=lantern.participant.ref, **FAILED)
            trouble(f"{rows}-{number}@company.example", now)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).status_code == 200
        return len(captured)

    assert statements(2) == statements(18) <= 10


def test_an_address_in_trouble_is_shown_to_the_account_manager_and_not_to_the_company(
    signed_in: Any, manager: Any, org_admin: Any, lantern: Any, now: Any
) -> None:
    trouble(lantern.contact.email.upper(), now, detail="550 no such user")
    trouble(org_admin.email, now)
    url = f"/participants/{lantern.participant.ref}/people/"
    assert signed_in(manager).get(url).content.decode().count("Mail came back") == 2
    assert "Mail came back" not in signed_in(org_admin).get("/my/people/").content.decode()


def test_a_colleague_whose_address_does_not_work_is_marked(signed_in: Any, manager: Any, senior: Any, now: Any) -> None:
    trouble(senior.email, now)
    assert signed_in(manager).get("/staff/").content.decode().count("Mail came back") == 1
