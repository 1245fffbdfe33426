"""Addresses of disputes and ADR at the desk. Fixed words stand before references."""

from django.urls import path

from issues.views.desk import dispute_forms as forms
from issues.views.desk import dispute_rules as rules
from issues.views.desk import disputes

urlpatterns = [
    path("", disputes.DisputeListView.as_view(), name="dispute-list"),
    path("window/", disputes.DisputeWindowView.as_view(), name="dispute-window"),
    path("rules/", rules.DisputeRulesView.as_view(), name="dispute-rules"),
    path("rules/exceptions/add/", rules.DisputeExceptionAddView.as_view(), name="dispute-exception-add"),
    path("rules/<str:ref>/change/", rules.DisputeRuleChangeView.as_view(), name="dispute-rule-change"),
    path("of/<str:ref>/", forms.DisputeOpenView.as_view(), name="dispute-open"),
    path("files/<str:ref>/", disputes.DisputeFileView.as_view(), name="dispute-file"),
    path("adr/<str:ref>/", disputes.AdrDetailView.as_view(), name="adr-detail"),
    path("adr/<str:ref>/step/", forms.AdrStepView.as_view(), name="adr-step"),
    path("adr/<str:ref>/end/", forms.AdrEndView.as_view(), name="adr-end"),
    path("<str:ref>/", disputes.DisputeDetailView.as_view(), name="dispute-detail"),
    path("<str:ref>/change/", forms.DisputeChangeView.as_view(), name="dispute-change"),
    path("<str:ref>/number/", forms.DisputeNumberView.as_view(), name="dispute-number"),
    path("<str:ref>/start/", forms.DisputeStartView.as_view(), name="dispute-start"),
    path("<str:ref>/plan/", forms.DisputePlanView.as_view(), name="dispute-plan"),
    path("<str:ref>/close/", forms.DisputeCloseView.as_view(), name="dispute-close"),
    path("<str:ref>/refuse/", forms.DisputeRefuseView.as_view(), name="dispute-refuse"),
    path("<str:ref>/withdraw/", forms.DisputeWithdrawView.as_view(), name="dispute-withdraw"),
    path(
        "<str:ref>/reject-resolution/",
        forms.DisputeRejectResolutionView.as_view(),
        name="dispute-reject-resolution",
    ),
    path("<str:ref>/adr/", forms.DisputeAdrView.as_view(), name="dispute-adr"),
]
