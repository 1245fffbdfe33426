"""The nouns of training under /api/v1/; imported when the app is ready."""

from portal.rest import routers
from training.api.article_versions import ArticleVersionViewSet
from training.api.articles import ArticleViewSet, FeedbackViewSet
from training.api.certificates import CertificateViewSet
from training.api.courses import CourseViewSet, LearningPathViewSet
from training.api.coverage import TrainingCoverageViewSet
from training.api.enrollments import EnrollmentViewSet
from training.api.needs import TrainingNeedViewSet
from training.api.outcomes import AttendanceViewSet, TestResultViewSet
from training.api.sessions import SessionViewSet

routers.register("article-feedback", FeedbackViewSet)
routers.register("article-versions", ArticleVersionViewSet)
routers.register("articles", ArticleViewSet)
routers.register("courses", CourseViewSet)
routers.register("enrollments", EnrollmentViewSet)
routers.register("learning-paths", LearningPathViewSet)
routers.register("sessions", SessionViewSet)
routers.register("training-coverage", TrainingCoverageViewSet)
routers.register("training-needs", TrainingNeedViewSet)
routers.register("certificates", CertificateViewSet)
routers.register("attendance", AttendanceViewSet)
routers.register("test-results", TestResultViewSet)
