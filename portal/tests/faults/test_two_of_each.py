"""Two web servers and two workers on addresses of their own, one PostgreSQL, one Redis: one of each is killed, and then
the others, while people write. Nobody is signed out; nothing is lost, nothing doubled, in the portal or by mail."""

import itertools
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from accounts.tests.factories import PASSWORD
from portal.embedded.address import Address, answers
from portal.tests.faults.sink import Sink
from portal.tests.faults.visitors import Visitor
from portal.tests.faults.world import World, world

pytestmark = pytest.mark.scale

VISITORS, EACH_TIME = 4, 8
HOSTS = ("127.0.0.2", "127.0.0.3")
LONGEST = 240
SEED = f"""
import django; django.setup()
from accounts.tests.factories import StaffFactory
from issues.tests.factories import IssueFactory
from participants.choices import MembershipKind
from participants.tests.factories import ParticipantFactory
from portal.testing import member_of
for number in range({VISITORS}):
    company = ParticipantFactory(name=f"Company {{number}}")
    member_of(company, f"Visitor {{number}}", f"visitor{{number}}@company.example", MembershipKind.ADMIN)
    owner = StaffFactory(email=f"owner{{number}}@iso.example")
    IssueFactory(ref=f"IS-2026-0000{{number}}", participant=company, owner=owner, title="What is asked")
"""


def test_one_of_each_is_killed_and_comes_back_and_nobody_notices(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Sink() as sink, world(data, sink.port) as place:
        place.environment |= {"PORTAL_STAFF_SECOND_FACTOR": "0", "PORTAL_OUTBOX_UNDO_SECONDS": "0"}
        for command in (["migrate", "--verbosity=0"], ["load_catalog", "--verbosity=0"]):
            place.run("manage.py", *command)
        place.run("manage.py", "collectstatic", "--noinput", "--verbosity=0")
        place.run("-c", SEED)
        servers = [f"{host}:{_free_port(host)}" for host in HOSTS]
        webs = [_up(place, "web", authority) for authority in servers]
        workers = [place.start_worker(f"worker{number}") for number in range(2)]
        for number in range(2):
            place.start_beat(f"beat{number}")

        people = [
            Visitor(f"visitor{n}@company.example", PASSWORD, f"/my/issues/IS-2026-0000{n}/", servers)
            for n in range(VISITORS)
        ]
        faults: list[str] = []
        enough = threading.Event()
        threads = [threading.Thread(target=_write, args=(one, enough, faults), daemon=True) for one in people]
        for thread in threads:
            thread.start()
        for number in range(2):  # first one of each, then the other
            _more(people, faults)
            place.kill(webs[number])
            place.kill(workers[number])
            _more(people, faults)
            webs[number] = _up(place, "web", servers[number])
            workers[number] = place.start_worker(f"again{number}")
        _more(people, faults)
        enough.set()
        for thread in threads:
            thread.join(LONGEST)
        assert faults == []

        _once(
            lambda: not place.rows("SELECT 1 FROM outbox_outboundmessage WHERE state IN ('queued', 'sending')"), faults
        )
        with capsys.disabled():
            print(  # noqa: T201 - the figures are what one reads this test for
                f"\nkills {place.kills}, unanswered {sum(one.unanswered for one in people)}, replies {_said(people)},"
                f" mails {len(sink.accepted)}, of them repeated {sink.repeated}"
            )
        assert [one.signed_out for one in people] == [0] * VISITORS
        assert place.rows("SELECT count(*) FROM django_session")[0][0] == VISITORS
        said = [text for (text,) in place.rows("SELECT text FROM issues_comment ORDER BY id")]
        assert sorted(said) == sorted(text for one in people for text in one.sent), "nothing lost, nothing doubled"
        sent = dict(place.rows("SELECT message_id, repeats FROM outbox_outboundmessage WHERE state = 'sent'"))
        assert set(sink.accepted) == set(sent), "each mail arrived"
        assert sink.accepted, "the owners were told"
        assert sink.repeated <= sum(sent.values()) <= place.kills, "only what a kill left in doubt came twice"


def _write(one: Visitor, enough: threading.Event, faults: list[str]) -> None:
    try:
        one.sign_in()
        for number in itertools.takewhile(lambda _number: not enough.is_set(), itertools.count()):
            one.reply(f"Reply {number} of {one.email.partition('@')[0]} ends here")
    except Exception as error:
        faults.append(f"{one.email}: {type(error).__name__}: {error}")


def _said(people: list[Visitor]) -> int:
    return sum(len(one.sent) for one in people)


def _more(people: list[Visitor], faults: list[str]) -> None:
    """Wait until that many replies more are known to be taken."""
    so_far = _said(people)
    _once(lambda: _said(people) >= so_far + EACH_TIME, faults)


def _up(place: World, name: str, authority: str):
    """A web server that answers."""
    host, _, port = authority.partition(":")
    server = place.start_web(f"{name}-{host}", authority)
    _once(lambda: answers(Address(host, int(port)), "/healthz", host) == 200, [])
    return server


def _once(condition: Callable[[], bool], faults: list[str]) -> None:
    until = time.monotonic() + LONGEST
    while not condition():
        assert faults == []
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.1)


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]
