"""The nouns of disputes under /api/v1/; imported when the app is ready."""

from issues.api.adr_cases import AdrCaseViewSet
from issues.api.disputes import DisputeViewSet
from issues.api.marketrak import MarkeTrakItemViewSet, SettlementDateViewSet
from portal.rest import routers

routers.register("adr-cases", AdrCaseViewSet)
routers.register("disputes", DisputeViewSet)
routers.register("marketrak-issues", MarkeTrakItemViewSet)
routers.register("settlement-dates", SettlementDateViewSet)
