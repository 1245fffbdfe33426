"""The fixed words of issues."""

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


class Betrayal(models.TextChoices):
    """By what a text tells of another company."""

    NAME = "name", "name"
    SHORT_NAME = "short_name", "short name"
    DUNS = "duns", "DUNS number"
    RESOURCE = "resource", "resource code"
    ESI_ID = "esi_id", "ESI ID"


class RecipientKind(models.TextChoices):
    """As who somebody reads an answer."""

    MEMBER = "member", "Participant"
    AGENT = "agent", "Agent"
    NO_ACCOUNT = "no_account", "Contact without account"
    OUTSIDE = "outside", "Outside"


class ReplyMove(models.TextChoices):
    """What a macro does beside answering."""

    WAIT = "wait", "It is the participant's turn"
    RESOLVE = "resolve", "Resolve the issue"
    HAND_OVER = "hand_over", "Hand the issue over"


class LinkKind(models.TextChoices):
    """How one issue stands to another; read from the first to the second."""

    RELATED = "related", "Related to"
    DUPLICATE = "duplicate", "Same matter as"
    CAUSED_BY = "caused_by", "Caused by"
    BLOCKED_BY = "blocked_by", "Waits for"
    SPLIT_FROM = "split_from", "Split from"


class DraftKind(models.TextChoices):
    """What somebody of the staff is writing."""

    ANSWER = "answer", "Answer"
    NOTE = "note", "Internal note"
    WRITTEN_DOWN = "written_down", "What the participant said"
    RESOLUTION = "resolution", "Resolution"


class MyDraftKind(models.TextChoices):
    """What somebody of a participant is writing: a reply, why an issue is reopened, or a new one."""

    REPLY = "reply", "Reply"
    REOPEN = "reopen", "Why it is not solved"
    ASK = "ask", "New issue"


class TargetKind(models.TextChoices):
    """What a service target promises; also the kind of its clock."""

    FIRST_RESPONSE = "first-response", "First answer"
    NEXT_UPDATE = "next-update", "Next update"
    RESOLUTION = "resolution", "Resolution"


class TargetEvent(models.TextChoices):
    """What starts, stops and resets a target's clock."""

    OPENED = "opened", "The issue is opened"
    ANSWERED = "answered", "The operator answers in public"
    RESOLVED = "resolved", "The issue is resolved"
    REOPENED = "reopened", "The issue is reopened"
    NOT_DELIVERED = "not_delivered", "An answer was not delivered"


class TargetRunKind(models.TextChoices):
    """Why many clocks of issues move in the background."""

    POLICY = "policy", "Policy changed"
    GRID_BEGIN = "grid_begin", "Grid event began"
    GRID_END = "grid_end", "Grid event ended"


class MailState(models.TextChoices):
    """What became of a mail that came in."""

    FILED = "filed", "Filed in an issue"
    OPENED = "opened", "Opened an issue"
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
    LOOP = "loop", "A mail of ours that came back, or one that goes round"
    BOUNCED = "bounced", "A mail of ours did not arrive"
    DELAYED = "delayed", "A mail of ours is late"
    UNRELATED_REPORT = "unrelated_report", "A report on no mail of ours"


class Dmarc(models.TextChoices):
    """What the receiving mail server found out about the sender's domain."""

    PASS = "pass", "Passed"
    FAIL = "fail", "Failed"
    NONE = "none", "Not known"
