"""Addresses of signing account plans and of their review meetings, below plans/."""

from django.urls import path

from participants.views.desk import plan_reviews as reviews
from participants.views.desk import plan_signing as signing

urlpatterns = [
    path("versions/<str:ref>/send/", signing.PlanSendView.as_view(), name="plan-send"),
    path("versions/<str:ref>/take-back/", signing.PlanTakeBackView.as_view(), name="plan-take-back"),
    path("versions/<str:ref>/sign/", signing.PlanSignView.as_view(), name="plan-sign"),
    path("versions/<str:ref>/paper/", signing.PlanPaperView.as_view(), name="plan-paper"),
    path("reviews/<str:ref>/", reviews.ReviewView.as_view(), name="plan-review"),
    path("reviews/<str:ref>/move/", reviews.ReviewMoveView.as_view(), name="plan-review-move"),
    path("reviews/<str:ref>/cancel/", reviews.ReviewCancelView.as_view(), name="plan-review-cancel"),
    path("reviews/<str:ref>/agenda/", reviews.ReviewAgendaView.as_view(), name="plan-review-agenda"),
    path("reviews/<str:ref>/add/<str:kind>/", reviews.PointAddView.as_view(), name="plan-review-point"),
    path("reviews/<str:ref>/hold/", reviews.ReviewHoldView.as_view(), name="plan-review-hold"),
    path("reviews/<str:ref>/brief/", reviews.ReviewBriefView.as_view(), name="plan-review-brief"),
    path("points/<str:ref>/remove/", reviews.PointRemoveView.as_view(), name="plan-point-remove"),
    path("points/<str:ref>/take-up/", reviews.PointTakeUpView.as_view(), name="plan-point-take-up"),
    path("<str:ref>/reviews/plan/", reviews.ReviewPlanView.as_view(), name="plan-review-plan"),
]
