from issues.models.category import Category
from issues.models.conversation import Comment, CommentFile, Note, NoteFile
from issues.models.dispatch import Dispatch
from issues.models.drafts import Draft, MyDraft
from issues.models.escalation import Escalation
from issues.models.issue import Issue, IssueCount
from issues.models.links import IssueLink, IssueTag, Merge, Tag
from issues.models.parts import ExternalReference, IssueStep, Verification, Watcher
from issues.models.referral import DeskCall, Referral, ReferralFile, ReferralMessage, ReferralStep, ReferralTime
from issues.models.release_override import ReleaseOverride
from issues.models.saved_reply import SavedReply
from issues.models.survey import Survey
from issues.models.systemic import SystemicDelivery, SystemicIssue, SystemicMember, SystemicUpdate

__all__ = [
    "Category",
    "Comment",
    "CommentFile",
    "Dispatch",
    "Draft",
    "DeskCall",
    "Escalation",
    "ExternalReference",
    "Issue",
    "IssueCount",
    "IssueLink",
    "IssueStep",
    "IssueTag",
    "Merge",
    "MyDraft",
    "Note",
    "NoteFile",
    "ReleaseOverride",
    "SavedReply",
    "Survey",
    "Tag",
    "Referral",
    "ReferralFile",
    "ReferralMessage",
    "ReferralStep",
    "ReferralTime",
    "SystemicDelivery",
    "SystemicIssue",
    "SystemicMember",
    "SystemicUpdate",
    "Verification",
    "Watcher",
]
