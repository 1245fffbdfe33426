"""A broker in trouble costs a request little: the sweep finds what no nudge told of."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from time import monotonic

import pytest
from celery import current_app

from portal.outbox import nudging

LITTLE = 8  # seconds; without limits it was for ever


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.fixture
def gone() -> str:
    """Where nobody listens any more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.mark.parametrize(("broker", "seconds"), [("silent", LITTLE), ("gone", 2)])
def test_a_broker_in_trouble_holds_no_request_up(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    broker: str,
    seconds: int,
) -> None:
    connection = current_app.connection_for_write(request.getfixturevalue(broker))
    monkeypatch.setattr(
        nudging.deliver_due, "apply_async", partial(nudging.deliver_due.apply_async, connection=connection)
    )
    began = monotonic()
    nudging._Nudge(timedelta())()
    assert monotonic() - began < seconds
    assert "leaves with the next sweep" in caplog.text
