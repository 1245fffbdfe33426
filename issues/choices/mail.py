"""The fixed words of mail that comes in."""

from django.db import models


class MailState(models.TextChoices):
    """What became of a mail that came in."""

    FILED = "filed", "Filed in an issue"
    OPENED = "opened", "Opened an issue"
    LETTER = "letter", "Filed with a letter"
    ANSWERED = "answered", "Answers an invitation"
    AUTOMATIC = "automatic", "Filed as an automatic answer"
    NOTED = "noted", "Kept as an internal note"
    BOUNCE = "bounce", "Report on a mail of ours"
    DROPPED = "dropped", "Left aside by rule"
    QUARANTINED = "quarantined", "In quarantine"
    PENDING = "pending", "Waits for a person"
    DISCARDED = "discarded", "Discarded"


class MailReason(models.TextChoices):
    """Why a mail did not go its way by itself."""

    UNKNOWN_SENDER = "unknown_sender", "Nobody on file writes from this address"
    NEW_ADDRESS = "new_address", "An answer from an address that is not on file"
    SPOOFED = "spoofed", "The sender's domain disowns it (DMARC failed)"
    UNAUTHENTICATED = "unauthenticated", "Nothing proves where it comes from"
    FORGED_THREAD = "forged_thread", "Claims to be an answer, and nothing proves where it comes from"
    STAFF_OUTSIDE = "staff_outside", "A colleague's address, from outside"
    NO_RIGHTS = "no_rights", "The sender may not act here any more"
    NOT_OPEN = "not_open", "The issue is resolved or over"
    WHICH_COMPANY = "which_company", "The sender acts for several companies"
    TOO_LARGE = "too_large", "Too large to be read"
    UNREADABLE = "unreadable", "Cannot be read as a mail"
    ENCRYPTED = "encrypted", "Encrypted"
    EMPTY = "empty", "Holds nothing to read"
    TOO_MANY = "too_many", "The sender writes too often"
    REFUSED = "refused", "Could not be filed by itself"
    AUTO_REPLY = "auto_reply", "Answered by a machine"
    OUTDATED = "outdated", "Answers an invitation that was changed since, or is over"
    LOOP = "loop", "A mail of ours that came back, or one that goes round"
    BOUNCED = "bounced", "A mail of ours did not arrive"
    DELAYED = "delayed", "A mail of ours is late"
    UNRELATED_REPORT = "unrelated_report", "A report on no mail of ours"


class Dmarc(models.TextChoices):
    """What the receiving mail server found out about the sender's domain."""

    PASS = "pass", "Passed"
    FAIL = "fail", "Failed"
    NONE = "none", "Not known"
