"""Addresses of account plans, below the participants. Fixed words stand before references."""

from django.urls import path

from participants.views.desk import plan_forms as forms
from participants.views.desk import plan_line_forms as lines
from participants.views.desk import plans

urlpatterns = [
    path("", plans.PlanListView.as_view(), name="plan-list"),
    path("tasks/preview/", plans.PlanTaskPreviewView.as_view(), name="plan-task-preview"),
    path("tasks/<str:ref>/", plans.PlanTaskView.as_view(), name="plan-task"),
    path("tasks/<str:ref>/place/", lines.TaskPlaceView.as_view(), name="plan-task-place"),
    path("tasks/<str:ref>/finish/", lines.TaskFinishView.as_view(), name="plan-task-finish"),
    path("tasks/<str:ref>/drop/", lines.TaskDropView.as_view(), name="plan-task-drop"),
    path("tasks/<str:ref>/reopen/", lines.TaskReopenView.as_view(), name="plan-task-reopen"),
    path("lines/<str:kind>/<str:ref>/change/", lines.LineChangeView.as_view(), name="plan-line-change"),
    path("lines/<str:kind>/<str:ref>/remove/", lines.LineRemoveView.as_view(), name="plan-line-remove"),
    path("lines/<str:kind>/<str:ref>/measure/", lines.LineMeasureView.as_view(), name="plan-line-measure"),
    path("proposals/<str:ref>/reject/", forms.ProposalRejectView.as_view(), name="plan-proposal-reject"),
    path("versions/<str:ref>/", plans.PlanVersionView.as_view(), name="plan-version"),
    path("versions/<str:ref>/write/", forms.VersionWriteView.as_view(), name="plan-version-write"),
    path("versions/<str:ref>/gather/", forms.VersionGatherView.as_view(), name="plan-version-gather"),
    path("versions/<str:ref>/discard/", forms.VersionDiscardView.as_view(), name="plan-version-discard"),
    path("versions/<str:ref>/template/", forms.VersionTemplateView.as_view(), name="plan-version-template"),
    path("versions/<str:ref>/add/<str:kind>/", lines.LineAddView.as_view(), name="plan-line-add"),
    path("versions/<str:ref>/accept/<str:proposal>/", forms.ProposalAcceptView.as_view(), name="plan-proposal-accept"),
    path("<str:ref>/", plans.PlanDetailView.as_view(), name="plan-detail"),
    path("<str:ref>/change/", forms.PlanChangeView.as_view(), name="plan-change"),
    path("<str:ref>/draft/", forms.PlanDraftView.as_view(), name="plan-draft"),
    path("<str:ref>/remark/", forms.PlanRemarkView.as_view(), name="plan-remark"),
]
