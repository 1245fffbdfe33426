"""Mails leave at once in these tests, as if a worker stood by."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from portal.celery import app


@pytest.fixture(autouse=True)
def _tasks_run_at_once() -> Iterator[None]:
    former = app.conf.task_always_eager
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = former


@pytest.fixture
def mails_of(django_capture_on_commit_callbacks: Any) -> Callable[..., list[EmailMessage]]:
    """Run something and give the mails that left when it was committed."""

    def run(act: Callable[[], object]) -> list[EmailMessage]:
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mail.outbox[before:]

    return run
