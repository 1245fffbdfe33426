"""Addresses of the company's account plan, below /my/plan/."""

from django.urls import path

from participants.views.my import plans

urlpatterns = [
    path("", plans.MyPlanView.as_view(), name="my-plan"),
    path("versions/<str:ref>/", plans.MyPlanVersionView.as_view(), name="my-plan-version"),
    path("versions/<str:ref>/confirm/", plans.MyPlanConfirmView.as_view(), name="my-plan-confirm"),
    path("versions/<str:ref>/return/", plans.MyPlanReturnView.as_view(), name="my-plan-return"),
    path("versions/<str:ref>/paper/", plans.MyPlanPaperView.as_view(), name="my-plan-paper"),
    path("tasks/<str:ref>/", plans.MyPlanTaskView.as_view(), name="my-plan-task"),
    path("reviews/<str:ref>/", plans.MyPlanReviewView.as_view(), name="my-plan-review"),
]
