"""Workers die at the worst moment, and two of them reach for the same mail."""

import socket
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import OperationalError, connection

from accounts.models import User
from portal.outbox import claiming, delivery, posting, settling
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage
from portal.outbox.posting import Draft
from portal.outbox.sending import Line

LEASE = timedelta(seconds=60)
LONG = timedelta(seconds=101)


class Killed(BaseException):
    """As SIGKILL: nothing that the code cares to catch."""


class Sink:
    """A mail server that keeps what it accepted."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.refuse = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refuse:
            return self.refuse
        lines = envelope.content.decode().splitlines()
        self.ids.append(next(line.split(": ", 1)[1] for line in lines if line.startswith("Message-ID: ")))
        return "250 accepted"


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    handler = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 20
    yield handler
    controller.stop()


def deliver(at: datetime) -> int:
    return delivery.deliver_due(clock=lambda: at, limit=timedelta(seconds=50))


def write(person: User, number: int, now: datetime) -> list[str]:
    posting.post_many([Draft("t.news", person, dedupe=f"e{one}") for one in range(number)], now=now)
    return list(OutboundMessage.objects.order_by("id").values_list("message_id", flat=True))


def die_at(monkeypatch: pytest.MonkeyPatch, number: int, *, accepted: bool) -> Callable[[], None]:
    """The worker is killed at its n-th mail, before or after the mail server accepted it, and writes no more."""
    send, count = Line.send, Counter()

    def killed(*args: Any, **kwargs: Any) -> None:
        raise Killed

    def dying(line: Line, mail: Any) -> None:
        count["sent"] += 1
        if count["sent"] == number:
            if accepted:
                send(line, mail)
            monkeypatch.setattr(settling, "step", killed)
            raise Killed
        send(line, mail)

    step = settling.step
    monkeypatch.setattr(Line, "send", dying)

    def alive_again() -> None:
        monkeypatch.setattr(Line, "send", send)
        monkeypatch.setattr(settling, "step", step)

    return alive_again


@pytest.mark.django_db
@pytest.mark.parametrize(("accepted", "arrived"), [(False, 1), (True, 2)])
def test_a_crash_leaves_one_mail_in_doubt(
    sink: Sink, manager: User, now: datetime, monkeypatch: pytest.MonkeyPatch, accepted: bool, arrived: int
) -> None:
    """Five mails, killed at the third: two are sent, one is in doubt, two were not touched."""
    ids = write(manager, 5, now)
    alive_again = die_at(monkeypatch, 3, accepted=accepted)
    with pytest.raises(Killed):
        deliver(now)
    alive_again()
    rows = OutboundMessage.objects.order_by("id")
    assert [row.state for row in rows] == ["sent", "sent", "sending", "sending", "sending"]
    assert [row.sending_since is not None for row in rows] == [True, True, True, False, False]
    assert deliver(now + LEASE - timedelta(seconds=1)) == 0
    assert deliver(now + LONG) == 3
    assert Counter(sink.ids) == Counter(ids) + Counter([ids[2]] * (arrived - 1))
    assert [(row.state, row.repeats) for row in rows.all()] == [("sent", repeats) for repeats in (0, 0, 1, 0, 0)]
    assert [row.attempts for row in rows.all()] == [1, 1, 2, 1, 1]


@pytest.mark.django_db
def test_a_worker_whose_lease_ended_sends_no_more(
    sink: Sink, manager: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first mail took very long, another worker took the rest."""
    ids = write(manager, 3, now)
    send, clock = Line.send, [now]

    def slow(line: Line, mail: Any) -> None:
        monkeypatch.setattr(Line, "send", send)
        send(line, mail)
        clock[0] = now + LONG
        assert deliver(now + LEASE) == 2

    monkeypatch.setattr(Line, "send", slow)
    assert delivery.deliver_due(clock=lambda: clock[0], limit=timedelta(seconds=500)) == 1
    assert sorted(sink.ids) == sorted(ids)
    assert set(OutboundMessage.objects.values_list("state", "repeats")) == {(MessageState.SENT, 0)}


@pytest.mark.django_db
def test_a_slow_batch_keeps_its_lease(
    sink: Sink, manager: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each mail takes 20 seconds; nobody finds a lost one among the ten meanwhile."""
    ids = write(manager, 10, now)
    send, clock = Line.send, [now]

    def slow(line: Line, mail: Any) -> None:
        send(line, mail)
        clock[0] += timedelta(seconds=20)
        assert not OutboundMessage.objects.lost(clock[0]).exists()

    monkeypatch.setattr(Line, "send", slow)
    assert delivery.deliver_due(clock=lambda: clock[0], limit=timedelta(seconds=50)) == 10
    assert sink.ids == ids


@pytest.mark.django_db
def test_a_mail_at_which_every_worker_dies_ends_in_the_list(
    sink: Sink, manager: User, now: datetime, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.OUTBOX_ATTEMPTS = 3
    write(manager, 1, now)
    at = now
    for _ in range(3):
        alive_again = die_at(monkeypatch, 1, accepted=False)
        with pytest.raises(Killed):
            deliver(at)
        alive_again()
        at += LONG
    deliver(at)
    message = OutboundMessage.objects.get()
    assert (message.state, message.repeats, sink.ids) == (MessageState.FAILED, 3, [])


@pytest.mark.django_db
def test_what_a_real_mail_server_answers_is_understood(sink: Sink, manager: User, now: datetime) -> None:
    write(manager, 1, now)
    sink.refuse = "452 no room"
    assert deliver(now) == 0
    message = OutboundMessage.objects.get()
    assert (message.state, message.last_error) == (MessageState.QUEUED, "The mail server answered 452 no room")
    sink.refuse = "554 not like this"
    deliver(message.due_at)
    message.refresh_from_db()
    assert (message.state, message.repeats) == (MessageState.FAILED, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_nothing_twice(sink: Sink, manager: User, settings: Any) -> None:
    settings.OUTBOX_BATCH = 7
    now = datetime.now(UTC)
    ids = write(manager, 120, now)
    together, left, errors = Barrier(3), [], []

    def work() -> None:
        try:
            together.wait()
            left.append(delivery.deliver_due(clock=lambda: datetime.now(UTC), limit=timedelta(seconds=50)))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sum(left) == 120
    assert sorted(sink.ids) == sorted(ids)
    assert not OutboundMessage.objects.exclude(state=MessageState.SENT, repeats=0).exists()


@pytest.mark.django_db
def test_only_one_worker_gets_lost_rows_back(manager: User, now: datetime) -> None:
    write(manager, 2, now)
    claiming.claim(now)
    assert claiming.return_lost(now + LEASE) == 2
    assert claiming.return_lost(now + LEASE) == 0
    assert set(OutboundMessage.objects.values_list("attempts", "repeats")) == {(0, 0)}


@pytest.mark.django_db(transaction=True)
def test_a_database_that_restarts_forgets_no_accepted_mail(
    sink: Sink, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line to the database is cut after the mail server accepted a mail: it is not sent a second time."""
    now = datetime.now(UTC)
    ids = write(manager, 3, now)
    send, row, count = Line.send, settling._row, Counter()

    def cutting(line: Line, mail: Any) -> None:
        send(line, mail)
        count["sent"] += 1
        if count["sent"] == 2:
            monkeypatch.setattr(settling, "_row", refusing)

    def refusing(values: dict[str, Any]) -> tuple[int, int]:
        count["refused"] += 1
        if count["refused"] == 3:
            monkeypatch.setattr(settling, "_row", row)
        raise OperationalError("the database system is starting up")

    monkeypatch.setattr(Line, "send", cutting)
    monkeypatch.setattr(settling, "BETWEEN_TRIES", 0.01)
    assert delivery.deliver_due(clock=lambda: datetime.now(UTC), limit=timedelta(seconds=50)) == 3
    assert count["refused"] == 3
    assert sink.ids == ids
    assert set(OutboundMessage.objects.values_list("state", "repeats")) == {(MessageState.SENT, 0)}
