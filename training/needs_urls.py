"""Addresses of training needs, coverage and the coordinator's board. Fixed words stand before references."""

from django.urls import path

from training.views.desk import board, coverage, needs
from training.views.desk import need_forms as forms

urlpatterns = [
    path("", needs.NeedBoardView.as_view(), name="need-list"),
    path("propose/", forms.NeedProposeView.as_view(), name="need-propose"),
    path("propose/<str:ref>/", forms.NeedProposeForView.as_view(), name="need-propose-for"),
    path("board/", board.CoordinatorBoardView.as_view(), name="coordinator-board"),
    path("coverage/", coverage.CoverageListView.as_view(), name="coverage-list"),
    path("coverage/ending/", board.CertificatesEndingView.as_view(), name="coverage-ending"),
    path("coverage/<str:ref>/", coverage.CoverageDetailView.as_view(), name="coverage-detail"),
    path("state/<str:state>/", needs.NeedColumnView.as_view(), name="need-column"),
    path("<str:ref>/", needs.NeedDetailView.as_view(), name="need-detail"),
    path("<str:ref>/accept/", forms.NeedAcceptView.as_view(), name="need-accept"),
    path("<str:ref>/dismiss/", forms.NeedDismissView.as_view(), name="need-dismiss"),
    path("<str:ref>/outline/", forms.NeedOutlineView.as_view(), name="need-outline"),
    path("<str:ref>/send/", forms.NeedSendView.as_view(), name="need-send"),
    path("<str:ref>/return/", forms.NeedReturnView.as_view(), name="need-return"),
    path("<str:ref>/approve/", forms.NeedApproveView.as_view(), name="need-approve"),
    path("<str:ref>/schedule/", forms.NeedScheduleView.as_view(), name="need-schedule"),
    path("<str:ref>/close/", forms.NeedCloseView.as_view(), name="need-close"),
]
