"""The nouns of training under /api/v1/; imported when the app is ready."""

from portal.rest import routers
from training.api.article_versions import ArticleVersionViewSet
from training.api.articles import ArticleViewSet, FeedbackViewSet
from training.api.courses import CourseViewSet, LearningPathViewSet
from training.api.coverage import TrainingCoverageViewSet
from training.api.needs import TrainingNeedViewSet

routers.register("articles", ArticleViewSet)
routers.register("article-feedback", FeedbackViewSet)
routers.register("article-versions", ArticleVersionViewSet)
routers.register("courses", CourseViewSet)
routers.register("learning-paths", LearningPathViewSet)
routers.register("training-coverage", TrainingCoverageViewSet)
routers.register("training-needs", TrainingNeedViewSet)
