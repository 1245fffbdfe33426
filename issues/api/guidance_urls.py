"""The nouns of equal treatment and of improvements under /api/v1/; imported when the app is ready."""

from issues.api.guidance import ApprovedAnswerViewSet, GuidanceReviewViewSet, GuidanceViewSet
from issues.api.improvements import ImprovementViewSet
from portal.rest import routers

routers.register("approved-answers", ApprovedAnswerViewSet)
routers.register("guidance", GuidanceViewSet)
routers.register("guidance-reviews", GuidanceReviewViewSet)
routers.register("improvements", ImprovementViewSet)
