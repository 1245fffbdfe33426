"""The fixed words of disputes, settlement windows, ADR and MarkeTrak."""

from django.db import models


class RuleKind(models.TextChoices):
    """What a rule of settlements and disputes is for."""

    STATEMENT = "statement", "When a statement is issued"
    WINDOW = "window", "Dispute window"
    EARLY = "early", "Early filing"
    EXCEPTION = "exception", "Dated exception"
    ADR = "adr", "Alternative dispute resolution"


class RuleUnit(models.TextChoices):
    """In which days a rule counts; a calendar day on which nobody works becomes the next Business Day where said."""

    BUSINESS = "business", "Business Days"
    CALENDAR = "calendar", "calendar days"
    MONTH = "month", "months"
    NONE = "none", "no time limit"


class WindowOrigin(models.TextChoices):
    """Where the end of a dispute window comes from."""

    IMPORTED = "imported", "Settlement calendar"
    COMPUTED = "computed", "Computed by rule"
    UNKNOWN = "unknown", "Not known"


class MarketType(models.TextChoices):
    """The market or service that a dispute is about."""

    DAM = "dam", "Day-Ahead Market"
    RTM = "rtm", "Real-Time Market"
    CRR = "crr", "Congestion Revenue Rights"
    OTHER = "other", "Other service"


class DisputeStatus(models.TextChoices):
    """Where a dispute stands in the operator's dispute system, in its words."""

    NOT_STARTED = "not_started", "Not Started"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REJECTED = "rejected", "Rejected"


class DisputeResolution(models.TextChoices):
    GRANTED = "granted", "Granted"
    GRANTED_WITH_EXCEPTIONS = "granted_with_exceptions", "Granted with Exceptions"
    DENIED = "denied", "Denied"


class AdrState(models.TextChoices):
    """Where an ADR proceeding stands."""

    PREPARING = "preparing", "Request not made"
    REQUESTED = "requested", "Requested"
    ENDED = "ended", "Ended"


class AdrOutcome(models.TextChoices):
    RESOLVED = "resolved", "Resolved by agreement"
    APPROVED = "approved", "Claim approved"
    PARTLY = "partly", "Claim approved in part"
    DENIED = "denied", "Claim denied"
    AWARD = "award", "Decided by arbitration"
    NOT_PURSUED = "not_pursued", "Not pursued"


class ClaimPaid(models.TextChoices):
    """How an approved claim is settled."""

    TRUE_UP = "true_up", "True-Up"
    RESETTLEMENT = "resettlement", "Resettlement"
    ADR_INVOICE = "adr_invoice", "ADR invoice"


class ItemParty(models.TextChoices):
    """Who must act next on a MarkeTrak issue: the party its state names."""

    SUBMITTER = "submitter", "Submitter"
    ASSIGNEE = "assignee", "Assignee"
    TDSP = "tdsp", "TDSP"
    ERCOT = "ercot", "ERCOT"
    GAINING = "gaining", "Gaining CR"
    LOSING = "losing", "Losing CR"
    SECONDARY = "secondary", "Secondary"
    NOBODY = "nobody", "Nobody"
