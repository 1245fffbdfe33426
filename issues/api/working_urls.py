"""What is done with issues beside answering them, under /api/v1/; imported when the app is ready."""

from issues.api.surveys import SurveyViewSet
from issues.api.working import IssueWorkingViewSet
from portal.rest import routers

routers.register_part("issues", "working", IssueWorkingViewSet)
routers.register("issue-surveys", SurveyViewSet)
