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


class BulkAct(models.TextChoices):
    """What can be done to many issues at once."""

    HAND_OVER = "hand_over", "Hand over"
    TAKE_UP = "take_up", "Take up"
    SEVERITY = "severity", "Change severity"
    TAG = "tag", "Add a tag"
    NOTE = "note", "Write an internal note"
    ANSWER = "answer", "Answer"
    WAIT = "wait", "Ask and wait for the participant"
    RESOLVE = "resolve", "Resolve"


class BulkOutcome(models.TextChoices):
    """What came of one issue of many."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"


class ReferralState(models.TextChoices):
    """Where a question to a department stands."""

    ASKED = "asked", "Asked"
    IN_WORK = "in_work", "In work"
    HANDED_BACK = "handed_back", "Handed back"
    ANSWERED = "answered", "Answered"
    RELEASED = "released", "Released"
    WITHDRAWN = "withdrawn", "Withdrawn"


class HandBack(models.TextChoices):
    """Why a department hands a question back."""

    NOT_OURS = "not_ours", "Not ours"
    MORE_NEEDED = "more_needed", "More is needed"


class ReferralSaid(models.TextChoices):
    """What a message between account manager and department is for."""

    ASKED = "asked", "Question"
    MESSAGE = "message", "Message"
    ASKED_BACK = "asked_back", "Asked back"
    HANDED_BACK = "handed_back", "Handed back"
    ASKED_AGAIN = "asked_again", "Asked again"
    ANSWERED = "answered", "Answer"


class EscalationLevel(models.TextChoices):
    """A step of the escalation ladder; E0, normal work, is none."""

    E1 = "E1", "E1: department lead and senior account manager"
    E2 = "E2", "E2: supervisor of client services"
    E3 = "E3", "E3: directors of both sides"
    E4 = "E4", "E4: formal route"


class EscalationCause(models.TextChoices):
    """What made an issue escalate."""

    TARGET = "target", "Service target not met"
    REFERRAL = "referral", "No answer of the department"
    REOPENED = "reopened", "Reopened again"
    ASKED = "asked", "The participant asked for it"
    BY_HAND = "by_hand", "Decided by a person"
    LOWERED = "lowered", "Lowered from a higher level"


class EscalationEnding(models.TextChoices):
    SOLVED = "solved", "Solved"
    LOWERED = "lowered", "Lowered"
    RAISED = "raised", "Raised to the next level"
    NOT_NEEDED = "not_needed", "Not needed any more"


class FormalRoute(models.TextChoices):
    """Where an issue goes that leaves the portal."""

    DISPUTE = "dispute", "Settlement dispute"
    ADR = "adr", "Alternative dispute resolution"
    COMMISSION = "commission", "Informal complaint to the Commission"
    STAKEHOLDER = "stakeholder", "Stakeholder process"


class SystemicState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class SystemicSaying(models.TextChoices):
    """What one text does in each issue."""

    UPDATE = "update", "Update"
    RESOLUTION = "resolution", "Resolution"


class DeliveryState(models.TextChoices):
    """Whether one text has reached one issue."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Written"
    REFUSED = "refused", "Not written"


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
