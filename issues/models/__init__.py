from issues.models.category import Category
from issues.models.conversation import Comment, CommentFile, Note, NoteFile
from issues.models.dispatch import Dispatch
from issues.models.issue import Issue, IssueCount
from issues.models.parts import ExternalReference, IssueStep, Verification, Watcher
from issues.models.release_override import ReleaseOverride
from issues.models.saved_reply import SavedReply

__all__ = [
    "Category",
    "Comment",
    "CommentFile",
    "Dispatch",
    "ExternalReference",
    "Issue",
    "IssueCount",
    "IssueStep",
    "Note",
    "NoteFile",
    "ReleaseOverride",
    "SavedReply",
    "Verification",
    "Watcher",
]
