"""The nouns of training under /api/v1/."""

from portal.rest import routers
from training.api.courses import CourseViewSet, LearningPathViewSet

routers.register("courses", CourseViewSet)
routers.register("learning-paths", LearningPathViewSet)
