"""Addresses of issues at the staff desk. Fixed words stand before references."""

from django.urls import include, path

app_name = "issues"

urlpatterns = [
    path("issues/", include("issues.queue_urls")),
    path("issues/", include("issues.working_urls")),
    path("issues/", include("issues.conversation_urls")),
    path("issues/", include("issues.protected_urls")),
    path("issues/", include("issues.issue_urls")),
    path("balance/", include("issues.balance_urls")),
    path("guidance/", include("issues.guidance_urls")),
    path("improvements/", include("issues.improvement_urls")),
    path("answers/", include("issues.held_urls")),
    path("answer-reviews/", include("issues.coaching_urls")),
    path("referrals/", include("issues.referral_urls")),
    path("escalations/", include("issues.escalation_urls")),
    path("disputes/", include("issues.dispute_urls")),
    path("settlement/", include("issues.settlement_urls")),
    path("marketrak/", include("issues.marketrak_urls")),
    path("service-targets/", include("issues.target_urls")),
    path("mail/", include("issues.mail_urls")),
]
