"""The noun of reviews of answers under /api/v1/; imported when the app is ready."""

from issues.api.coaching import AnswerReviewViewSet
from portal.rest import routers

routers.register("answer-reviews", AnswerReviewViewSet)
