"""The nouns of issues under /api/v1/; imported when the app is ready."""

from issues.api.categories import IssueCategoryViewSet
from issues.api.issues import IssueViewSet
from issues.api.mails import IncomingMailViewSet
from issues.api.saved_replies import SavedReplyViewSet
from issues.api.talk import IssueCommentViewSet, IssueFileViewSet, IssueNoteViewSet
from portal.rest import routers

routers.register("issues", IssueViewSet)
routers.register("issue-categories", IssueCategoryViewSet)
routers.register("issue-comments", IssueCommentViewSet)
routers.register("issue-files", IssueFileViewSet)
routers.register("issue-notes", IssueNoteViewSet)
routers.register("incoming-mails", IncomingMailViewSet)
routers.register("saved-replies", SavedReplyViewSet)
