"""The nouns of accounts under /api/v1/; imported when the app is ready."""

from accounts.api.departments import DepartmentViewSet
from accounts.api.tokens import ApiTokenViewSet
from portal.rest import routers

routers.register("departments", DepartmentViewSet)
routers.register("tokens", ApiTokenViewSet)
