"""The fixed words of issues themselves."""

from django.db import models


class Area(models.TextChoices):
    """What part of the market an issue is about: four from the operator's description of the work, and two more."""

    POWER = "power", "Power operations"
    WHOLESALE = "wholesale", "Wholesale market operations"
    RETAIL = "retail", "Retail market operations"
    SETTLEMENT = "settlement", "Financial settlement"
    ACCESS = "access", "Registration and access"
    GENERAL = "general", "General"


class Severity(models.IntegerChoices):
    """How much hangs on it; 1 comes first in every list."""

    CRITICAL = 1, "Critical"
    HIGH = 2, "High"
    NORMAL = 3, "Normal"
    LOW = 4, "Low"


class Impact(models.TextChoices):
    """How far the effect reaches."""

    MARKET = "market", "The market, reliability, or several participants"
    COMPANY = "company", "The company cannot operate, or money or compliance is at stake"
    FUNCTION = "function", "One function, with a way around"
    NONE = "none", "Nothing stands still"


class Urgency(models.TextChoices):
    """How soon it hurts."""

    NOW = "now", "Now"
    SOON = "soon", "Within two Business Days"
    DAYS = "days", "Within some days"
    OPEN = "open", "No date"


class IssueState(models.TextChoices):
    """Where an issue stands. That a department works on a question is told by its open referrals, not by a state."""

    NEW = "new", "New"
    OPEN = "open", "In progress"
    WAITING = "waiting", "Waiting on participant"
    RESOLVED = "resolved", "Resolved"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MERGED = "merged", "Merged"


class Turn(models.TextChoices):
    """Who must act next."""

    OPERATOR = "operator", "Operator"
    PARTICIPANT = "participant", "Participant"
    NOBODY = "nobody", "Nobody"


class Side(models.TextChoices):
    """Which side of the market speaks."""

    OPERATOR = "operator", "Operator"
    PARTICIPANT = "participant", "Participant"


class Channel(models.TextChoices):
    """How it reached the operator."""

    PORTAL = "portal", "Portal"
    MAIL = "mail", "E-mail"
    PHONE = "phone", "Phone"
    MEETING = "meeting", "Meeting"
    API = "api", "API"
    IMPORT = "import", "Import"
    DESK_LOG = "desk_log", "Logged after a call to the desk"


class Proof(models.TextChoices):
    """How the operator knew who was asking."""

    SIGNED_IN = "signed_in", "Signed in"
    KNOWN_MAIL = "known_mail", "Authenticated mail from a known address"
    CALLED_BACK = "called_back", "Called back on a number on file"
    NONE = "none", "Not verified"


class SettlementRun(models.TextChoices):
    """Which settlement of the operating day a statement belongs to."""

    DAM = "dam", "DAM"
    DAM_RESETTLEMENT = "dam_resettlement", "DAM Resettlement"
    RTM_INITIAL = "rtm_initial", "RTM Initial"
    RTM_FINAL = "rtm_final", "RTM Final"
    RTM_RESETTLEMENT = "rtm_resettlement", "RTM Resettlement"
    RTM_TRUE_UP = "rtm_true_up", "RTM True-Up"
    CRR = "crr", "CRR Auction"
    INVOICE = "invoice", "Invoice alone"


class ReferenceKind(models.TextChoices):
    """Whose number it is: what is filed elsewhere keeps its number there."""

    MARKETRAK = "marketrak", "MarkeTrak"
    DISPUTE = "dispute", "Settlement dispute"
    SERVICE_DESK = "service_desk", "Service Desk"
    NOTICE = "notice", "Market notice"
    OTHER = "other", "Other"


class WatchReason(models.TextChoices):
    """Why somebody hears of an issue."""

    RAISED = "raised", "Raised it"
    ON_BEHALF = "on_behalf", "It was raised for this person"
    ADDED = "added", "Was added"
    MENTIONED = "mentioned", "Was mentioned"
    ANSWERED = "answered", "Wrote to it"
    CHOSE = "chose", "Chose to follow it"
    MERGED = "merged", "Followed what was merged into it"


class NoteKind(models.TextChoices):
    NOTE = "note", "Note"
    CALL = "call", "Call"
    DECISION = "decision", "Decision"
    ROOT_CAUSE = "root_cause", "Root cause"


class CauseCode(models.TextChoices):
    """What lay behind an issue, chosen when it is resolved."""

    QUESTION = "question", "Question answered"
    PARTICIPANT_DATA = "participant_data", "Participant's data or submission"
    PARTICIPANT_SYSTEM = "participant_system", "Participant's system"
    OPERATOR_DATA = "operator_data", "Operator's data"
    OPERATOR_SYSTEM = "operator_system", "Operator's system"
    THIRD_PARTY = "third_party", "Third party (wires company, vendor)"
    RULE = "rule", "Meaning of a rule"
    TRAINING = "training", "Training gap"
    ACCESS = "access", "Access or certificate"
    NO_FAULT = "no_fault", "No fault found"
    DUPLICATE = "duplicate", "Duplicate"
