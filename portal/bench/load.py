"""The load tool in a process of its own: locust as a library, told line by line what to ask for.

Each line of standard input is a `Task` as JSON; each line of standard output says how long every answer took. Locust
replaces parts of Python's library on import, so nothing of the portal is imported here.
"""

import json
import sys
from dataclasses import asdict, dataclass, field
from itertools import cycle
from time import perf_counter
from typing import Any, Final

import gevent
from locust import FastHttpUser, task
from locust.env import Environment

WARM: Final = 0.25  # seconds in which connections open, not counted
EACH: Final = 3  # of so many answers a connection the time is over at the earliest
LONGEST: Final = 20.0  # seconds, however slow the page is
LOOK: Final = 0.02


@dataclass(frozen=True, slots=True)
class Task:
    """Ask for the addresses in turn, over so many connections, for so many seconds; each answer has this status.

    A slow page is asked for longer, so that something comes of it.
    """

    host: str
    addresses: list[str]
    connections: int
    seconds: float
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    status: int = 200


@dataclass(slots=True)
class Answers:
    """Milliseconds of each answer that came within the time, and what was wrong with the first wrong one."""

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0
    asked: int = 0  # in all, also those before and after the time
    bytes: int = 0  # on the way, so compressed
    wrong: str = ""


def run(wanted: Task) -> Answers:
    answers, begun, over = Answers(), perf_counter(), False
    turns = cycle(wanted.addresses)

    class Reader(FastHttpUser):
        host = wanted.host

        @task
        def ask(self) -> None:
            self.client.request(
                wanted.method,
                next(turns),
                headers=wanted.headers,
                json=wanted.body,
                name="page",
                allow_redirects=False,
            )

    def note(response_time: float, response: Any, exception: Any, **_: Any) -> None:
        answers.asked += 1
        status = getattr(response, "status_code", 0)
        if status != wanted.status:
            answers.wrong = answers.wrong or f"{status or exception}, not {wanted.status}"
        elif not over and perf_counter() - begun >= WARM:
            answers.milliseconds.append(response_time)
            answers.bytes = int(response.headers.get("Content-Length") or len(response.content or b""))

    # At the end each connection waits for its answer: the next page finds a server that has nothing to do.
    environment = Environment(user_classes=[Reader], stop_timeout=LONGEST)
    environment.events.request.add_listener(note)
    runner = environment.create_local_runner()
    runner.start(wanted.connections, spawn_rate=100)
    gevent.sleep(WARM + wanted.seconds)
    while len(answers.milliseconds) < EACH * wanted.connections and perf_counter() - begun < LONGEST:
        gevent.sleep(LOOK)
    over, answers.seconds = True, perf_counter() - begun - WARM
    runner.quit()
    return answers


def main() -> None:
    for line in sys.stdin:
        sys.stdout.write(json.dumps(asdict(run(Task(**json.loads(line))))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
