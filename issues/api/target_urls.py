"""The nouns of service targets under /api/v1/; imported when the app is ready."""

from issues.api.targets import DutyShiftViewSet, GridEventViewSet, ServicePolicyViewSet
from portal.rest import routers

routers.register("service-policies", ServicePolicyViewSet)
routers.register("duty-shifts", DutyShiftViewSet)
routers.register("grid-events", GridEventViewSet)
