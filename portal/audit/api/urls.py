"""The noun of the audit trail under /api/v1/; imported when the app is ready."""

from portal.audit.api.seals import SealViewSet
from portal.rest import routers

routers.register("seals", SealViewSet)
