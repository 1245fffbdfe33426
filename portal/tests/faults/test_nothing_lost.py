"""Reminders and escalations under fault: nothing is lost, nothing is doubled beyond the one unavoidable window of SMTP.

Real processes, a real PostgreSQL with all its safety, a real Redis, a mail server on loopback. While 2,000 reminders
and 500 escalations leave, a worker is killed after every 100 mails that the mail server has accepted, Redis is
emptied twice and restarted, PostgreSQL is restarted, and two schedulers run.
"""

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.tests.faults.seed import ESCALATIONS, REMINDERS
from portal.tests.faults.sink import Sink
from portal.tests.faults.world import World, world

MAILS = REMINDERS + ESCALATIONS
WORKERS = 3
KILL_EVERY = 100
LONGEST = 420  # seconds, on a busy machine; about 90 are usual
EMPTY_REDIS_AT = (500, 1500)
RESTART_REDIS_AT = (1000,)
RESTART_POSTGRES_AT = (1250,)

NOTIFIED = "SELECT count(*), count(DISTINCT (clock_id, level)) FROM calendars_escalationstep WHERE outcome = 'notified'"
TOLD = "SELECT count(*), count(DISTINCT (about_ref, recipient_id)) FROM outbox_notification"
SETTLED = "SELECT count(*) FROM outbox_outboundmessage WHERE state = 'sent'"
# A fast shutdown of the database cuts every worker's connection, so it may leave one mail of each in doubt.
DOUBTS_OF_A_RESTART = WORKERS


class Trouble:
    """Kills a worker whenever another hundred mails were accepted, and does the other harm once each at its time."""

    def __init__(self) -> None:
        self.victims: itertools.cycle[int] = itertools.cycle(range(WORKERS))
        self.world: World | None = None
        self.workers: list = []
        self.started = itertools.count()
        self.total = 0
        self._killed_at = 0
        self._lock = threading.Lock()
        self._plan = [(at, "empty_redis") for at in EMPTY_REDIS_AT]
        self._plan += [(at, "restart_redis") for at in RESTART_REDIS_AT]
        self._plan += [(at, "restart_postgres") for at in RESTART_POSTGRES_AT]

    def accepted(self, total: int) -> None:
        """Called by the mail server before it answers: whoever is killed now never learns that it was accepted."""
        self.total = total
        if total - self._killed_at >= KILL_EVERY:
            with self._lock:
                self._killed_at = total
                self.kill_next()

    def kill_next(self) -> None:
        worker = self.workers[next(self.victims)]
        if worker is not None and worker.poll() is None:
            self.world.kill(worker)

    def go_on(self) -> None:
        """What else is due; then whoever is dead is replaced."""
        for entry in [entry for entry in self._plan if self.total >= entry[0]]:
            self._plan.remove(entry)
            getattr(self.world, entry[1])()
        with self._lock:
            for place, worker in enumerate(self.workers):
                if worker is None or worker.poll() is not None:
                    self.workers[place] = self.world.start_worker(f"worker{next(self.started)}")

    @property
    def all_done(self) -> bool:
        return not self._plan


@contextmanager
def an_installation(data: Path, trouble: Trouble) -> Iterator[tuple[World, Sink]]:
    with Sink(on_accept=trouble.accepted) as sink, world(data, sink.port) as place:
        trouble.world = place
        trouble.workers = [None] * WORKERS
        place.run("manage.py", "migrate", "--verbosity=0")
        place.run("manage.py", "load_catalog", "--verbosity=0")
        place.run("-c", "import django; django.setup(); from portal.tests.faults import seed; seed.plant()")
        yield place, sink


def test_nothing_is_lost_and_nothing_doubled(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trouble = Trouble()
    with an_installation(data, trouble) as (place, sink):
        for number in range(2):
            place.start_beat(f"beat{number}")
        until = time.monotonic() + LONGEST
        while settled(place) < MAILS:
            trouble.go_on()
            time.sleep(0.2)
            assert time.monotonic() < until, f"{len(sink.accepted)} of {MAILS} arrived after {LONGEST} s"
        assert trouble.all_done
        crashes = place.kills + DOUBTS_OF_A_RESTART * len(RESTART_POSTGRES_AT)

        sent = dict(place.rows("SELECT message_id, repeats FROM outbox_outboundmessage"))
        marked = sum(sent.values())
        lost = MAILS - len(sink.accepted)
        doubled = sink.repeated
        levels = place.rows(NOTIFIED)[0]
        with capsys.disabled():
            print(  # noqa: T201 - the figures are what one reads this test for
                f"\nlost = {lost}, doubled escalations = {levels[0] - levels[1]}, "
                f"mails repeated in SMTP's window = {doubled} (marked {marked}, kills {place.kills})"
            )

        assert lost == 0
        assert set(sink.accepted) == set(sent), "a repeated mail keeps its Message-ID"
        assert levels == (MAILS, MAILS), "each level fired exactly once"
        assert len(sent) == MAILS
        assert place.rows(TOLD)[0] == (MAILS, MAILS), "each is told of once inside the portal too"
        assert doubled <= marked <= crashes, "each repetition is marked on its row, and bounded by the crashes"
        assert max(sink.accepted.values()) <= 1 + max(sent.values())
        assert all(sent[name] for name, times in sink.accepted.items() if times > 1), "marked on the very row"


def settled(place: World) -> int:
    """How many mails are known to be sent; nothing while the database is away."""
    try:
        return place.rows(SETTLED)[0][0]
    except Exception:
        return 0
