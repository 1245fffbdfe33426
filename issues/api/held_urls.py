"""The noun of answers that wait for release under /api/v1/; imported when the app is ready."""

from issues.api.held_answers import HeldAnswerViewSet
from portal.rest import routers

routers.register("held-answers", HeldAnswerViewSet)
