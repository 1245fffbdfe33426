"""The choices of messages."""

from typing import Final

from django.db import models


class Severity(models.TextChoices):
    """How much a message matters; only critical ones pass quiet hours."""

    INFO = "info", "For information"
    NORMAL = "normal", "Normal"
    HIGH = "high", "Important"
    CRITICAL = "critical", "Critical"


class MessageState(models.TextChoices):
    """Where an e-mail is on its way."""

    QUEUED = "queued", "Waiting"
    SENDING = "sending", "On its way"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not deliver"
    DIGEST = "digest", "Waiting for the digest"
    DIGESTED = "digested", "Sent in a digest"
    UNDONE = "undone", "Taken back"
    DROPPED = "dropped", "Not sent"


# Why a mail was not even tried; kept on the row, so that the list of what could not be delivered finds it.
IN_TROUBLE: Final = "The address is in trouble: mail does not arrive there."


class MailChoice(models.TextChoices):
    """How a person wants a kind of message by e-mail."""

    NOW = "now", "At once"
    DAILY = "daily", "Daily digest"
    WEEKLY = "weekly", "Weekly digest"
    OFF = "off", "Never"


class TroubleKind(models.TextChoices):
    BOUNCED = "bounced", "Mail came back"
    REFUSED = "refused", "Refused by the mail server"
    COMPLAINED = "complained", "Reported as unwanted"
