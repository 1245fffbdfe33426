"""Addresses of the balance of work. Fixed words stand before references."""

from django.urls import path

from issues.views.desk import balance, moving, work_weights

urlpatterns = [
    path("", balance.BalanceView.as_view(), name="balance"),
    path("unowned/", balance.UnownedView.as_view(), name="balance-unowned"),
    path("move/", moving.MoveView.as_view(), name="balance-move"),
    path("weights/", work_weights.WeightsView.as_view(), name="balance-weights"),
    path("<str:ref>/", balance.BalancePersonView.as_view(), name="balance-person"),
    path("<str:ref>/cover/", moving.CoverView.as_view(), name="balance-cover"),
]
