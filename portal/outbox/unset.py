"""Where no mail server is named: nothing is sent, and nothing pretends to be."""

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class NoMailServer(ConnectionError):
    """Mail waits, as it does while a mail server is away."""


class EmailBackend(BaseEmailBackend):
    """Used in production until EMAIL_URL or PORTAL_MAIL_PROVIDER is set; messages wait in the outbox meanwhile."""

    def open(self) -> bool:
        raise NoMailServer("no mail server is set: give EMAIL_URL or PORTAL_MAIL_PROVIDER")

    def send_messages(self, messages: Any) -> int:
        return self.open()
