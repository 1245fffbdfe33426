"""Kinds of messages for tests, and the rows they are about."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from participants.models import Contact
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import MailChoice, Severity
from portal.outbox.tests.kinds_of_tests import EVERY

ABOUT = "participants.contact"


@pytest.fixture(autouse=True)
def _kinds_of_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is registered here is forgotten after the test."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    monkeypatch.setattr(subjects, "_scopes", dict(subjects._scopes))
    kinds.register("t.news", label="News", audience="both")
    kinds.register("t.alarm", label="Alarm", severity=Severity.CRITICAL, audience="both", optional=False)
    kinds.register("t.daily", label="Daily", audience="both", default_mail=MailChoice.DAILY)
    kinds.register("t.sealed", label="Code", severity=Severity.CRITICAL, optional=False, sealed=True)
    kinds.register("t.letter", label="Letter", optional=False, default_in_app=False)
    subjects.register(ABOUT, lambda user: Contact.objects.visible_to(user))


@pytest.fixture
def mailbox(settings: Any) -> list:
    """Mails as Django's tests keep them."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kinds of `kinds_of_tests` and no others."""
    monkeypatch.setattr(kinds, "_kinds", dict(EVERY))


@pytest.fixture
def answers(mailbox: list, monkeypatch: pytest.MonkeyPatch) -> list:
    """What the mail server answers to the next mails: None to accept, or an error."""
    waiting: list[Exception | None] = []
    accept = EmailBackend.send_messages

    def send(backend: Any, messages: list) -> int:
        error = waiting.pop(0) if waiting else None
        if error is not None:
            raise error
        return accept(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return waiting
