"""Addresses of escalations, the duty roster and systemic issues. Fixed words stand before references."""

from django.urls import path

from issues.views.desk import escalations, systemic

urlpatterns = [
    path("", escalations.EscalationListView.as_view(), name="escalation-list"),
    path("for/<str:ref>/", escalations.EscalateView.as_view(), name="escalate"),
    path("systemic/", systemic.SystemicListView.as_view(), name="systemic-list"),
    path("systemic/new/", systemic.SystemicAddView.as_view(), name="systemic-add"),
    path("systemic/<str:ref>/", systemic.SystemicDetailView.as_view(), name="systemic-detail"),
    path("systemic/<str:ref>/progress/", systemic.SystemicProgressView.as_view(), name="systemic-progress"),
    path("systemic/<str:ref>/change/", systemic.SystemicChangeView.as_view(), name="systemic-change"),
    path("systemic/<str:ref>/join/", systemic.SystemicJoinView.as_view(), name="systemic-join"),
    path("systemic/<str:ref>/issues/<str:member>/leave/", systemic.SystemicLeaveView.as_view(), name="systemic-leave"),
    path("systemic/<str:ref>/tell/", systemic.SystemicTellView.as_view(), name="systemic-tell"),
    path("systemic/<str:ref>/close/", systemic.SystemicCloseView.as_view(), name="systemic-close"),
    path("<str:ref>/", escalations.EscalationDetailView.as_view(), name="escalation-detail"),
    path("<str:ref>/plan/", escalations.EscalationPlanView.as_view(), name="escalation-plan"),
    path("<str:ref>/end/", escalations.EscalationEndView.as_view(), name="escalation-end"),
]
