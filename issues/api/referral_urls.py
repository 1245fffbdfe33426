"""The nouns of departments' work under /api/v1/; imported when the app is ready."""

from issues.api.escalations import EscalationViewSet
from issues.api.referrals import ReferralViewSet
from issues.api.systemic import SystemicIssueViewSet
from portal.rest import routers

routers.register("escalations", EscalationViewSet)
routers.register("referrals", ReferralViewSet)
routers.register("systemic-issues", SystemicIssueViewSet)
