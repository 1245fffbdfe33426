"""The nouns of accounts under /api/v1/; imported when the app is ready."""

from accounts.api.departments import DepartmentViewSet
from accounts.api.learning import LearningGoalViewSet, LearningPlanViewSet
from accounts.api.levels import LevelRightsViewSet
from accounts.api.reports import ReportRunViewSet, ReportScheduleViewSet
from accounts.api.tokens import ApiTokenViewSet
from accounts.api.topics import ExpertiseViewSet, SignOffViewSet, TopicViewSet
from portal.rest import routers

routers.register("departments", DepartmentViewSet)
routers.register("level-rights", LevelRightsViewSet)
routers.register("tokens", ApiTokenViewSet)
routers.register("topics", TopicViewSet)
routers.register("expertise", ExpertiseViewSet)
routers.register("sign-offs", SignOffViewSet)
routers.register("learning-plans", LearningPlanViewSet)
routers.register("learning-goals", LearningGoalViewSet)
routers.register("report-runs", ReportRunViewSet)
routers.register("report-schedules", ReportScheduleViewSet)
