"""The nouns of training under /api/v1/; imported when the app is ready."""

from portal.rest import routers
from training.api.courses import CourseViewSet, LearningPathViewSet
from training.api.enrollments import EnrollmentViewSet
from training.api.needs import TrainingNeedViewSet
from training.api.sessions import SessionViewSet

routers.register("courses", CourseViewSet)
routers.register("enrollments", EnrollmentViewSet)
routers.register("learning-paths", LearningPathViewSet)
routers.register("training-needs", TrainingNeedViewSet)
routers.register("sessions", SessionViewSet)
