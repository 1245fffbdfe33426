"""Addresses of disputes and ADR on the participants' side. Fixed words stand before references."""

from django.urls import path

from issues.views.my import disputes

urlpatterns = [
    path("", disputes.MyDisputeListView.as_view(), name="my-disputes"),
    path("window/", disputes.MyWindowView.as_view(), name="my-dispute-window"),
    path("of/<str:ref>/", disputes.MyDisputeOpenView.as_view(), name="my-dispute-open"),
    path("files/<str:ref>/", disputes.MyDisputeFileView.as_view(), name="my-dispute-file"),
    path("adr/<str:ref>/", disputes.MyAdrView.as_view(), name="my-adr"),
    path("adr/<str:ref>/request/", disputes.MyAdrRequestView.as_view(), name="my-adr-request"),
    path("<str:ref>/", disputes.MyDisputeView.as_view(), name="my-dispute"),
    path("<str:ref>/change/", disputes.MyDisputeChangeView.as_view(), name="my-dispute-change"),
    path("<str:ref>/number/", disputes.MyDisputeNumberView.as_view(), name="my-dispute-number"),
    path("<str:ref>/withdraw/", disputes.MyDisputeWithdrawView.as_view(), name="my-dispute-withdraw"),
    path(
        "<str:ref>/reject-resolution/",
        disputes.MyRejectResolutionView.as_view(),
        name="my-dispute-reject-resolution",
    ),
    path("<str:ref>/adr/", disputes.MyHandOverView.as_view(), name="my-dispute-adr"),
]
