"""Mails that became nothing, and still hold somebody's words."""

from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from accounts import retention
from accounts.retention import Retained
from issues.choices import MailState
from issues.models import IncomingMail, MailSource

ERASED: Final = b"Subject: (erased)\r\n\r\nThis mail was erased, since it became part of nothing.\r\n"
NOTHING: Final = Q(sender="", sender_name="", subject="")


def register() -> None:
    retention.register(
        Retained(
            "mails",
            "Mails that were discarded",
            "Sender, subject and content. That there was one stays, with the reason.",
            "from the day they came in",
            discarded_mails,
            _erase_mails,
        )
    )


def discarded_mails(before: datetime) -> QuerySet:
    rows = IncomingMail.objects.filter(state__in=[MailState.DROPPED, MailState.DISCARDED], read_at__lt=before)
    return rows.exclude(NOTHING)


def _erase_mails(rows: QuerySet) -> int:
    MailSource.objects.filter(mail__in=rows).update(raw=ERASED)
    return rows.update(sender="", sender_name="", subject="", detail="")
