from issues.models.adr import AdrCase, AdrStep
from issues.models.bulk import BulkRow, BulkRun
from issues.models.category import Category
from issues.models.coaching import (
    AnswerReview,
    CoachingPoint,
    ReviewCriterion,
    ReviewDraw,
    ReviewMark,
    ReviewPolicy,
)
from issues.models.conversation import Comment, CommentFile, Note, NoteFile
from issues.models.dispatch import Dispatch
from issues.models.dispute import Dispute
from issues.models.dispute_parts import DisputeDay, DisputeFile, DisputeStep
from issues.models.dispute_rule import DisputeRule
from issues.models.dispute_window import DisputeWindow
from issues.models.drafts import Draft, MyDraft
from issues.models.duty_shift import DutyShift
from issues.models.escalation import Escalation
from issues.models.grid_event import GridEvent, GridPause
from issues.models.guidance import AnswerWording, ApprovedAnswer, Guidance, GuidanceReview
from issues.models.held_answer import HeldAnswer, HeldFile
from issues.models.improvement import (
    Improvement,
    ImprovementIssue,
    ImprovementNote,
    ImprovementStep,
    Measurement,
)
from issues.models.issue import Issue, IssueCount
from issues.models.issue_target import IssueTarget
from issues.models.links import IssueLink, IssueTag, Merge, Tag
from issues.models.mail import IncomingMail, Mailbox, MailPlace, MailSource, ReplyKey
from issues.models.marketrak import MarkeTrakImport, MarkeTrakItem, MarkeTrakSubtype
from issues.models.parts import ExternalReference, IssueStep, Verification, Watcher
from issues.models.protected import ProtectedEntry
from issues.models.referral import DeskCall, Referral, ReferralFile, ReferralMessage, ReferralStep, ReferralTime
from issues.models.release_override import ReleaseOverride
from issues.models.saved_reply import SavedReply
from issues.models.service_policy import PolicyVersion, ServicePolicy, ServiceTarget
from issues.models.settlement import SettlementDate, SettlementImport
from issues.models.survey import Survey
from issues.models.systemic import SystemicDelivery, SystemicIssue, SystemicMember, SystemicUpdate
from issues.models.target_run import TargetRun
from issues.models.words import DeskWords, IssueWords, SearchWord
from issues.models.work_weights import WorkWeights

__all__ = [
    "AdrCase",
    "AdrStep",
    "AnswerReview",
    "ApprovedAnswer",
    "CoachingPoint",
    "ReviewCriterion",
    "ReviewDraw",
    "ReviewMark",
    "ReviewPolicy",
    "AnswerWording",
    "BulkRow",
    "BulkRun",
    "Category",
    "Comment",
    "CommentFile",
    "DeskCall",
    "DeskWords",
    "Dispatch",
    "Dispute",
    "DisputeDay",
    "DisputeFile",
    "DisputeRule",
    "DisputeStep",
    "DisputeWindow",
    "Draft",
    "DutyShift",
    "Escalation",
    "ExternalReference",
    "GridEvent",
    "GridPause",
    "Guidance",
    "GuidanceReview",
    "Improvement",
    "ImprovementIssue",
    "ImprovementNote",
    "ImprovementStep",
    "HeldAnswer",
    "HeldFile",
    "IncomingMail",
    "Issue",
    "IssueCount",
    "IssueLink",
    "IssueStep",
    "IssueTag",
    "IssueTarget",
    "IssueWords",
    "MailPlace",
    "MailSource",
    "Mailbox",
    "MarkeTrakImport",
    "MarkeTrakItem",
    "MarkeTrakSubtype",
    "Measurement",
    "Merge",
    "MyDraft",
    "Note",
    "NoteFile",
    "PolicyVersion",
    "ProtectedEntry",
    "Referral",
    "ReferralFile",
    "ReferralMessage",
    "ReferralStep",
    "ReferralTime",
    "ReleaseOverride",
    "ReplyKey",
    "SavedReply",
    "SearchWord",
    "ServicePolicy",
    "ServiceTarget",
    "SettlementDate",
    "SettlementImport",
    "Survey",
    "SystemicDelivery",
    "SystemicIssue",
    "SystemicMember",
    "SystemicUpdate",
    "Tag",
    "TargetRun",
    "WorkWeights",
    "Verification",
    "Watcher",
]
