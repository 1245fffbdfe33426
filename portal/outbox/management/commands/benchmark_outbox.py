import multiprocessing
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import perf_counter, process_time
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from portal.lifecycle import demo, subjects
from portal.lifecycle.models import DemoMark
from portal.lifecycle.refusals import Refused
from portal.outbox import delivery, kinds, posting, sink
from portal.outbox.models import Notification, OutboundMessage
from portal.outbox.posting import Draft

KIND: Final = "outbox.benchmark"
READERS: Final = 20
LONGEST: Final = timedelta(hours=1)


SINK: Final = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "127.0.0.1",
    "EMAIL_HOST_USER": "",
    "EMAIL_HOST_PASSWORD": "",
    "EMAIL_USE_TLS": False,
    "EMAIL_USE_SSL": False,
}


@contextmanager
def _sending_to(port: int) -> Iterator[None]:
    """All mail of this process goes to the sink."""
    former = {name: getattr(settings, name) for name in (*SINK, "EMAIL_PORT")}
    _configure(SINK | {"EMAIL_PORT": port})
    try:
        yield
    finally:
        _configure(former)


def _configure(values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(settings, name, value)


class Command(BaseCommand):
    help = "Measures how many mails a second one worker process hands to a mail server on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--messages", type=int, default=10_000)

    def handle(self, *args: Any, messages: int, **options: Any) -> None:
        self._require_scratch()
        kinds.register(KIND, label="Measurement", audience="both")
        try:
            written, sent, busy, accepted = self._measure(messages)
        finally:
            OutboundMessage.objects.filter(kind=KIND).delete()
            Notification.objects.filter(kind=KIND).delete()
        self.stdout.write(f"written: {messages} in {written:.1f} s, {messages / written:.0f} a second")
        self.stdout.write(f"sent: {accepted} in {sent:.1f} s, {accepted / sent:.0f} a second by one process")
        self.stdout.write(f"of that the process computed {busy:.1f} s: {accepted / busy:.0f} a second of its own core")
        if accepted != messages:
            raise CommandError(f"{messages - accepted} mails did not arrive here: is a worker running beside?")

    def _require_scratch(self) -> None:
        """Only where everything is invented, and no mail waits that the measurement would swallow."""
        try:
            if not DemoMark.objects.exists():
                demo.require_no_real_data()
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        if OutboundMessage.objects.due(timezone.now()).exists():
            raise CommandError("Mail is waiting to leave; let it leave first.")

    def _measure(self, number: int) -> tuple[float, float, float, int]:
        """Seconds for writing and for sending, seconds the sending process computed, and how many arrived."""
        drafts = self._drafts(number)
        process = multiprocessing.get_context("spawn")
        ours, theirs = process.Pipe()
        server = process.Process(target=sink.run, args=[theirs], daemon=True)
        server.start()
        start = perf_counter()
        with transaction.atomic():
            posting.post_many(drafts, now=timezone.now())
        written, computed = perf_counter(), process_time()
        with _sending_to(ours.recv()):
            delivery.deliver_due(clock=timezone.now, limit=LONGEST)
        sent, busy = perf_counter(), process_time() - computed
        ours.send("done")
        accepted = ours.recv()
        server.join()
        return written - start, sent - written, busy, accepted

    def _drafts(self, number: int) -> list[Draft]:
        """News for some of the staff about rows they see; in an empty database for bare addresses about nothing."""
        staff = get_user_model()._default_manager.filter(is_active=True, is_staff=True).order_by("pk")[:READERS]
        readers: list[tuple[Any, list[Any]]] = [(person, self._rows(person)) for person in staff]
        if not readers:
            return [Draft(KIND, address=f"reader{one}@iso.example", dedupe=f"measure:{one}") for one in range(number)]
        drafts = []
        for one in range(number):
            person, rows = readers[one % len(readers)]
            about = rows[one % len(rows)] if rows else None
            drafts.append(Draft(KIND, person, about, dedupe=f"measure:{one}"))
        return drafts

    def _rows(self, person: Any) -> list[Any]:
        return [row for type_ in sorted(subjects.registered()) for row in subjects.scope(type_)(person)[:200]]
