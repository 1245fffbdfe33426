"""Addresses of guidance on sections, its reviews, and approved answers. Fixed words stand before references."""

from django.urls import path

from issues.views.desk import approved_answers as approved
from issues.views.desk import guidance

urlpatterns = [
    path("", guidance.GuidanceListView.as_view(), name="guidance-list"),
    path("for/<str:ref>/", guidance.GuidanceAddView.as_view(), name="guidance-add"),
    path("reviews/", guidance.ReviewListView.as_view(), name="guidance-reviews"),
    path("reviews/<str:ref>/settle/", guidance.ReviewSettleView.as_view(), name="guidance-settle"),
    path("approved/", approved.ApprovedListView.as_view(), name="approved-list"),
    path("approved/new/", approved.ApprovedAddView.as_view(), name="approved-add"),
    path("approved/<str:ref>/", approved.ApprovedDetailView.as_view(), name="approved-detail"),
    path("approved/<str:ref>/wording/", approved.ApprovedWordingView.as_view(), name="approved-wording"),
    path("approved/<str:ref>/approve/", approved.ApprovedApproveView.as_view(), name="approved-approve"),
    path("approved/<str:ref>/discard/", approved.ApprovedDiscardView.as_view(), name="approved-discard"),
    path("approved/<str:ref>/retire/", approved.ApprovedRetireView.as_view(), name="approved-retire"),
    path("<str:ref>/", guidance.GuidanceDetailView.as_view(), name="guidance-detail"),
]
