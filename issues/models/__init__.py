from issues.models.category import Category
from issues.models.conversation import Comment, CommentFile, Note, NoteFile
from issues.models.drafts import Draft, MyDraft
from issues.models.issue import Issue, IssueCount
from issues.models.links import IssueLink, IssueTag, Merge, Tag
from issues.models.parts import ExternalReference, IssueStep, Verification, Watcher
from issues.models.survey import Survey

__all__ = [
    "Category",
    "Comment",
    "CommentFile",
    "Draft",
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
    "Survey",
    "Tag",
    "Verification",
    "Watcher",
]
