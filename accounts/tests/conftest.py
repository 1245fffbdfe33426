"""Mails leave at once in these tests, as if a worker stood by."""

from collections.abc import Callable, Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from portal.celery import app
from portal.outbox import tasks


@pytest.fixture(autouse=True)
def _tasks_run_at_once() -> Iterator[None]:
    former = app.conf.task_always_eager
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = former


@pytest.fixture
def mails_of(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> Callable[..., list[EmailMessage]]:
    """Run something at the tests' instant and give the mails that left when it was committed."""
    monkeypatch.setattr(tasks, "timezone", SimpleNamespace(now=lambda: now))

    def run(act: Callable[[], object]) -> list[EmailMessage]:
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mail.outbox[before:]

    return run
