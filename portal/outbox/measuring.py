"""How many mails a second one worker process hands to a mail server on this machine."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter, process_time
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from portal.lifecycle import subjects
from portal.outbox import delivery, kinds, posting, sink
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


@dataclass(frozen=True, slots=True)
class Mailed:
    """Seconds for writing and for sending, seconds the sending process computed, and how many mails arrived."""

    writing: float
    sending: float
    busy: float
    accepted: int


def measure_mails(number: int) -> Mailed:
    """Write so many mails and send them to a sink; no other mail may be due, for it would be swallowed."""
    kinds.register(KIND, label="Measurement", audience="both")
    drafts = _drafts(number)
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
    return Mailed(written - start, sent - written, busy, accepted)


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


def _drafts(number: int) -> list[Draft]:
    """News for some of the staff about rows they see; in an empty database for bare addresses about nothing."""
    staff = get_user_model()._default_manager.filter(is_active=True, is_staff=True).order_by("pk")[:READERS]
    readers: list[tuple[Any, list[Any]]] = [(person, _rows(person)) for person in staff]
    if not readers:
        return [Draft(KIND, address=f"reader{one}@iso.example", dedupe=f"measure:{one}") for one in range(number)]
    drafts = []
    for one in range(number):
        person, rows = readers[one % len(readers)]
        about = rows[one % len(rows)] if rows else None
        drafts.append(Draft(KIND, person, about, dedupe=f"measure:{one}"))
    return drafts


def _rows(person: Any) -> list[Any]:
    return [row for type_ in sorted(subjects.registered()) for row in subjects.scope(type_)(person)[:200]]
