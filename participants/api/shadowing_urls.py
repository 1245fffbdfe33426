"""The noun of shadowings under /api/v1/; imported when the app is ready."""

from participants.api.shadowings import ShadowingViewSet
from portal.rest import routers

routers.register("shadowings", ShadowingViewSet)
