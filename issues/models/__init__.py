from issues.models.category import Category
from issues.models.conversation import Comment, CommentFile, Note, NoteFile
from issues.models.dispatch import Dispatch
from issues.models.drafts import Draft, MyDraft
from issues.models.duty_shift import DutyShift
from issues.models.grid_event import GridEvent, GridPause
from issues.models.issue import Issue, IssueCount
from issues.models.issue_target import IssueTarget
from issues.models.links import IssueLink, IssueTag, Merge, Tag
from issues.models.mail import IncomingMail, Mailbox, MailPlace, MailSource, ReplyKey
from issues.models.parts import ExternalReference, IssueStep, Verification, Watcher
from issues.models.release_override import ReleaseOverride
from issues.models.saved_reply import SavedReply
from issues.models.service_policy import PolicyVersion, ServicePolicy, ServiceTarget
from issues.models.survey import Survey
from issues.models.target_run import TargetRun

__all__ = [
    "Category",
    "Comment",
    "CommentFile",
    "Dispatch",
    "Draft",
    "DutyShift",
    "ExternalReference",
    "GridEvent",
    "GridPause",
    "IncomingMail",
    "Issue",
    "IssueCount",
    "IssueLink",
    "IssueStep",
    "IssueTag",
    "IssueTarget",
    "Merge",
    "MyDraft",
    "Note",
    "NoteFile",
    "PolicyVersion",
    "ReleaseOverride",
    "SavedReply",
    "ServicePolicy",
    "ServiceTarget",
    "Survey",
    "Tag",
    "TargetRun",
    "MailPlace",
    "MailSource",
    "Mailbox",
    "ReplyKey",
    "Verification",
    "Watcher",
]
